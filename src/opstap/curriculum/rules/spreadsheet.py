"""Cells that a spreadsheet shows and does not run.

A cell that begins like a formula is run when the file is opened; it gets an apostrophe in front, which spreadsheets hide.
Source: OWASP, "CSV Injection". The same as in admission, which stands on a higher storey.
"""

_RUNS = ("=", "+", "-", "@", "\t", "\r", "\n", "\uff1d", "\uff0b", "\uff0d", "\uff20")


def cell(value: object) -> str:
    """The value as text that no spreadsheet takes for a formula; numbers stay numbers."""
    if isinstance(value, int | float) and not isinstance(value, bool):
        return str(value)
    text = "" if value is None else str(value)
    return f"'{text}" if text.lstrip(" ").startswith(_RUNS) or text.startswith(_RUNS) else text
