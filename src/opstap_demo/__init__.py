"""The demonstration: invented people in an invented school. Loaded only in demonstration mode; the product never imports it."""
