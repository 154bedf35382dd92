"""The rules of courses for staff: the door, what an employer is told, ten minutes at a time."""

from datetime import date, timedelta

import pytest
from hypothesis import given
from hypothesis import strategies as st

from opstap.jobs.rules.staff import FEWEST_SHOWN, SITTING, Door, Section, door, shown_taken, sittings

TODAY = date(2026, 11, 25)


@pytest.mark.parametrize(
    ("closed", "days_left", "taken", "expected"),
    [
        (False, 0, 0, Door.OPEN),  # the last day counts
        (False, 10, 4, Door.OPEN),
        (False, 10, 5, Door.FULL),
        (False, 10, 9, Door.FULL),  # the employer lowered the number afterwards
        (False, -1, 0, Door.CLOSED),
        (True, 10, 0, Door.CLOSED),
        (True, 10, 5, Door.CLOSED),  # closed is said before full: nothing to wait for
    ],
)
def test_the_door(closed: bool, days_left: int, taken: int, expected: Door) -> None:
    closes_on = TODAY + timedelta(days=days_left)
    assert door(closed=closed, closes_on=closes_on, seats=5, taken=taken, today=TODAY) is expected


@pytest.mark.parametrize(
    ("taken", "shown"), [(0, 0), (1, None), (FEWEST_SHOWN - 1, None), (FEWEST_SHOWN, FEWEST_SHOWN), (80, 80)]
)
def test_a_small_number_is_not_said(taken: int, shown: int | None) -> None:
    assert shown_taken(taken) == shown


def lengths(*words: int) -> list[Section]:
    return [Section(f"s{number}", f"Section {number}", many) for number, many in enumerate(words)]


def test_a_lesson_of_35_minutes_is_divided_at_its_headings() -> None:
    found = sittings(lengths(100, 200, 150, 150, 200, 40), 35)
    assert [(one.anchor, one.minutes) for one in found] == [("s0", 4), ("s1", 9), ("s2", 6), ("s3", 6), ("s4", 10)]
    assert sittings(lengths(10, 10), 8)[0].minutes == 8, "what fits together stays together"
    assert sittings([], 35) == sittings(lengths(0, 0), 35) == sittings(lengths(5), 0) == []


@given(st.lists(st.integers(0, 900), max_size=14), st.integers(1, 90))
def test_every_minute_is_given_out_in_order(words: list[int], minutes: int) -> None:
    sections = lengths(*words)
    found = sittings(sections, minutes)
    if not sum(words):
        assert found == []
        return
    assert sum(one.minutes for one in found) == minutes
    assert all(one.minutes >= 1 for one in found)
    anchors = [section.anchor for section in sections]
    assert [one.anchor for one in found] == sorted((one.anchor for one in found), key=anchors.index)
    assert found[0].anchor == "s0", "nothing is left out at the start"
    longest = max(words) * minutes / sum(words)
    assert max(one.minutes for one in found) <= max(SITTING, longest + 1) + 2, "only a long section is a long sitting"
