"""Functions that duckdb-kql 1.1.2 lacks or gets wrong, as rows in its own table of functions.

Each is SQL in which {0}, {1} ... stand for the arguments, and each is proven on the examples of the public reference
(tests/test_reference.py). The version is pinned because these tables are the library's inside.
"""


def install() -> None:
    """Add them, once per process."""
