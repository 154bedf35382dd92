"""The demonstration: invented people in an invented school. Loaded only in demonstration mode; the product never imports it.

`demonstrate` fills an empty database through the product's own actions, each at its moment in the past. `/demonstration/`
lets anyone sign in as one of the people. Deleting this package breaks nothing outside it.
"""
