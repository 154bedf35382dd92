"""Small numbers, intervals, goals."""

from datetime import date

import pytest
from hypothesis import given
from hypothesis import strategies as st

from opstap.steering.rules.pace import gap
from opstap.steering.rules.small_numbers import FEWEST, hidden, interval


def test_one_edition_cannot_tell_36_from_44() -> None:
    low, high = interval(60, 150)
    assert (round(low, 2), round(high, 2)) == (0.32, 0.48)


@given(st.integers(0, 500), st.integers(1, 500))
def test_an_interval_holds_its_share(part: int, whole: int) -> None:
    part = min(part, whole)
    low, high = interval(part, whole)
    assert 0 <= low <= part / whole + 1e-9
    assert part / whole - 1e-9 <= high <= 1


@given(st.lists(st.integers(0, 40), max_size=12))
def test_no_small_number_is_shown_nor_left_over(values: list[int]) -> None:
    marks = hidden(values)
    assert all(mark for value, mark in zip(values, marks, strict=True) if value < FEWEST)
    assert sum(marks) != 1 or len(values) == 1


@pytest.mark.parametrize(
    ("values", "marks"),
    [
        ([12, 3, 14], [True, True, False]),
        ([12, 3, 4], [False, True, True]),
        ([12, 13], [False, False]),
        ([3], [True]),
        ([], []),
    ],
)
def test_the_smallest_of_the_others_goes_too(values: list[int], marks: list[bool]) -> None:
    assert hidden(values) == marks


@pytest.mark.parametrize(
    ("now", "by", "to_go", "per_month"),
    [
        (20, date(2027, 3, 26), 40, 10),
        (60, date(2027, 3, 26), 0, None),
        (70, date(2027, 3, 26), 0, None),
        (20, date(2026, 11, 24), 40, None),
        (20, date(2026, 11, 28), 40, 40),
    ],
)
def test_a_goal_against_what_is(now: int, by: date, to_go: int, per_month: float | None) -> None:
    made = gap("fully_certified", people=60, by=by, now=now, today=date(2026, 11, 25))
    assert made.to_go == to_go
    assert (None if made.per_month is None else round(made.per_month)) == per_month
    assert made.reached is (now >= 60)
    assert made.over is (by < date(2026, 11, 25))
