"""Tables to take along: no cell runs, and both ways of sending give the same file."""

import pytest
from hypothesis import given
from hypothesis import strategies as st

from opstap.kit.spreadsheet import cell, long_table, whole_table


@pytest.mark.parametrize(
    ("value", "shown"),
    [
        ("Amina", "Amina"),
        ("=1+1", "'=1+1"),
        ("+32470000000", "'+32470000000"),
        ("-2", "'-2"),
        ("@SUM(A1)", "'@SUM(A1)"),
        ("\t=1", "'\t=1"),
        ("  =1", "'  =1"),
        ("＝1", "'＝1"),
        (-2, "-2"),
        (7.5, "7.5"),
        (None, ""),
    ],
)
def test_cells(value: object, shown: str) -> None:
    assert cell(value) == shown


@given(st.text())
def test_no_cell_begins_like_a_formula(text: str) -> None:
    assert not cell(text).lstrip(" ").startswith(("=", "+", "-", "@", "\t", "\r"))


def test_a_table_is_marked_as_utf8_and_named_whether_sent_whole_or_line_by_line() -> None:
    rows = [("Name", "Why"), ("Zoë; a", "=1+1"), (None, 2)]
    whole, long = whole_table(rows, "a.csv"), long_table(iter(rows), "a.csv")
    sent = b"".join(long)  # type: ignore[arg-type]
    assert whole.content == sent
    assert sent.decode() == '\ufeffName;Why\r\n"Zoë; a";\'=1+1\r\n;2\r\n'
    for response in (whole, long):
        assert response["Content-Disposition"] == 'attachment; filename="a.csv"'
        assert response["Content-Type"] == "text/csv; charset=utf-8"
        assert response["Cache-Control"] == "no-store"
