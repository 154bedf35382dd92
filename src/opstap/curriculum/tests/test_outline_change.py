"""What changed between two outlines, and which is asked when: truth tables and properties."""

from datetime import date, timedelta

import pytest
from hypothesis import given
from hypothesis import strategies as st

from opstap.curriculum.rules.outline_change import (
    Change,
    Dated,
    Moved,
    Outline,
    Outside,
    Place,
    Reweighted,
    asked_on,
    compare,
    cover,
    outside,
    starts_in,
)

HERE, THERE, GROUP = Place("A", "g"), Place("B", "g"), Place("A", "h")


@pytest.mark.parametrize(
    ("old", "new", "change"),
    [
        (None, HERE, Change(added=("s",))),
        (HERE, None, Change(dropped=("s",))),
        (HERE, THERE, Change(moved=(Moved("s", HERE, THERE),))),
        (HERE, GROUP, Change(moved=(Moved("s", HERE, GROUP),))),
        (HERE, HERE, Change(unchanged=("s",))),
        (None, None, Change()),
    ],
)
def test_of_a_skill_one_thing_is_true(old: Place | None, new: Place | None, change: Change) -> None:
    before, after = (Outline(places={"s": place} if place else {}) for place in (old, new))
    assert compare(before, after) == change


def test_domains_come_go_and_weigh_otherwise() -> None:
    old = Outline({"A": (20, 25), "B": (15, 20), "C": None})
    new = Outline({"A": (40, 45), "C": None, "D": (20, 25)})
    found = compare(old, new)
    assert found.reweighted == (Reweighted("A", (20, 25), (40, 45)),)
    assert (found.new_domains, found.lost_domains) == (("D",), ("B",))
    assert found.anything
    assert not Change(unchanged=("s",)).anything


names = st.sampled_from(["A", "B", "C"])
ranges = st.one_of(st.none(), st.tuples(st.integers(0, 50), st.integers(50, 100)))
outlines = st.builds(
    Outline,
    st.dictionaries(names, ranges),
    st.dictionaries(st.sampled_from("abcdefgh"), st.builds(Place, names, st.sampled_from(["g", "h"]))),
)


@given(outlines, outlines)
def test_each_skill_is_in_exactly_one_class(old: Outline, new: Outline) -> None:
    found = compare(old, new)
    classes = [*found.added, *found.dropped, *(one.skill for one in found.moved), *found.unchanged]
    assert sorted(classes) == sorted(old.places.keys() | new.places.keys())


@given(outlines)
def test_compared_with_itself_nothing_changed(one: Outline) -> None:
    found = compare(one, one)
    assert not found.anything
    assert found.unchanged == tuple(one.places)


@given(outlines, outlines)
def test_the_other_way_round_added_is_dropped(old: Outline, new: Outline) -> None:
    forth, back = compare(old, new), compare(new, old)
    assert (set(forth.added), set(forth.dropped)) == (set(back.dropped), set(back.added))
    assert {(one.skill, one.before, one.after) for one in forth.moved} == {
        (one.skill, one.after, one.before) for one in back.moved
    }
    assert (set(forth.new_domains), set(forth.lost_domains)) == (set(back.lost_domains), set(back.new_domains))
    assert {(one.domain, one.before) for one in forth.reweighted} == {
        (one.domain, one.after) for one in back.reweighted
    }


FIRST, SECOND, THIRD = date(2025, 4, 21), date(2026, 7, 28), date(2027, 1, 10)
EIGHT_WEEKS = timedelta(weeks=8)
ROWS = [
    Dated(FIRST, "en", FIRST),
    Dated(SECOND, "en", SECOND),
    Dated(SECOND, "fr", SECOND + EIGHT_WEEKS),
    Dated(THIRD, "en", THIRD + timedelta(days=2)),
]


@pytest.mark.parametrize(
    ("as_of", "language", "start"),
    [
        (SECOND, "fr", SECOND + EIGHT_WEEKS),  # its own day
        (SECOND, "nl", SECOND),  # no such form: English is what is sat
        (FIRST, "fr", FIRST),  # older than the first that was noted
        (THIRD, "fr", None),  # not announced yet
        (THIRD, "en", THIRD + timedelta(days=2)),
    ],
)
def test_from_when_on_an_outline_is_asked(as_of: date, language: str, start: date | None) -> None:
    assert starts_in(ROWS, as_of, language) == start


@pytest.mark.parametrize(
    ("day", "language", "as_of"),
    [
        (date(2020, 1, 1), "en", FIRST),  # before the first that we know: an exam always asks something
        (SECOND - timedelta(days=1), "en", FIRST),
        (SECOND, "en", SECOND),
        (SECOND, "fr", FIRST),
        (SECOND + EIGHT_WEEKS, "fr", SECOND),
        (THIRD, "en", SECOND),  # published, not in force yet
        (THIRD + timedelta(days=2), "en", THIRD),
        (THIRD + timedelta(days=2), "fr", SECOND),
        (THIRD + timedelta(days=2), "ar", THIRD),
    ],
)
def test_which_outline_an_exam_asks_on_a_day(day: date, language: str, as_of: date) -> None:
    assert asked_on(ROWS, language=language, day=day) == as_of


def test_without_outlines_none_is_asked() -> None:
    assert asked_on([], language="en", day=FIRST) is None


def test_a_course_covers_what_it_teaches_and_asks_five_times() -> None:
    found = cover(["a", "b", "c"], lessons={"a": 2, "x": 1}, questions={"a": 5, "b": 4})
    assert (found.skills, found.taught, found.asked) == (3, 1, 1)


@pytest.mark.parametrize(
    ("form", "found"),
    [
        ("AAAABBBBBB", []),
        ("AABBBBBBBB", [Outside("A", 20, (40, 45)), Outside("B", 80, (55, 60))]),
        ("AAAABBBBBx", []),  # half a question is forgiven
        ("AAAABBBBxx", [Outside("B", 40, (55, 60))]),
        ("", [Outside("A", 0, (40, 45)), Outside("B", 0, (55, 60))]),
    ],
)
def test_a_form_that_weighs_otherwise_than_the_outline(form: str, found: list[Outside]) -> None:
    assert outside(form, {"A": (40, 45), "B": (55, 60), "no range": None}) == found


@given(st.lists(names, min_size=1, max_size=30))
def test_a_form_lies_within_the_ranges_that_it_has_itself(form: list[str]) -> None:
    shares = {name: 100 * form.count(name) // len(form) for name in "ABC"}
    assert outside(form, {name: (share, share + 1) for name, share in shares.items()}) == []
