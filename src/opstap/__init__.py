"""Opstap: the open platform that runs a skills-to-job programme end to end.

One package per station of the road; a station may use those before it, never those after it.
`docs/tour.md` follows one application and one answer through the code.
"""
