"""What counts for each step: a truth table, and what must hold whatever happened."""

from datetime import date, timedelta
from uuid import uuid4

import pytest
from hypothesis import given
from hypothesis import strategies as st

from opstap.steering.rules.funnel import Asked, Record, Sat, Step, Work, by_month, count, road_of

DAY = date(2026, 3, 2)
TODAY = date(2026, 11, 25)
BOTH = frozenset({"SC-200", "SC-900"})


def later(days: int) -> date:
    return DAY + timedelta(days=days)


def reached(**fields: object) -> set[Step]:
    return set(road_of(Record(uuid4(), **fields), today=TODAY).reached)  # type: ignore[arg-type]


@pytest.mark.parametrize(
    ("fields", "step", "counts"),
    [
        ({"applied": DAY}, Step.APPLIED, True),
        ({"applied": DAY}, Step.ELIGIBLE, False),
        ({"applied": DAY, "eligible": DAY}, Step.ELIGIBLE, True),
        ({"offered": DAY}, Step.OFFERED, True),
        ({"offered": DAY, "became": {"started": DAY}}, Step.STARTED, False),  # said so, and never came
        ({"came": (DAY,)}, Step.STARTED, True),
        ({"came": (DAY,)}, Step.ACTIVE_WEEK_4, False),
        ({"came": (DAY, later(20))}, Step.ACTIVE_WEEK_4, False),
        ({"came": (DAY, later(21))}, Step.ACTIVE_WEEK_4, True),
        ({"came": (DAY, later(27))}, Step.ACTIVE_WEEK_4, True),
        ({"came": (DAY, later(28))}, Step.ACTIVE_WEEK_4, False),
        ({"came": (DAY,), "became": {"active": later(30)}}, Step.ACTIVE_WEEK_4, True),
        ({"became": {"active": later(30)}}, Step.ACTIVE_WEEK_4, False),  # nobody is active who never came
        ({"became": {"completed": DAY}}, Step.COMPLETED, True),
        ({"required": BOTH, "sat": (Sat("SC-900", DAY, passed=False),)}, Step.SAT, True),
        ({"required": BOTH, "sat": (Sat("AZ-900", DAY, passed=True, verified=DAY),)}, Step.SAT, False),
        ({"met": DAY}, Step.INTERVIEWED, True),
        ({"hired": DAY}, Step.INTERVIEWED, True),
        ({"hired": DAY}, Step.HIRED, True),
        ({"met": DAY}, Step.HIRED, False),
    ],
)
def test_what_counts(fields: dict[str, object], step: Step, counts: bool) -> None:
    assert (step in reached(**fields)) is counts


@pytest.mark.parametrize(
    ("first", "second", "counts"),
    [
        (Sat("SC-900", DAY, True, DAY), Sat("SC-200", DAY, True, later(9)), True),
        (Sat("SC-900", DAY, True, DAY), Sat("SC-200", DAY, True), False),  # not seen on the vendor's record
        (Sat("SC-900", DAY, True, DAY), Sat("SC-200", DAY, False, DAY), False),
        (Sat("SC-900", DAY, True, DAY), Sat("SC-900", later(9), True, later(9)), False),  # one exam twice is not two
    ],
)
def test_fully_certified_needs_every_exam_passed_and_seen(first: Sat, second: Sat, counts: bool) -> None:
    road = road_of(Record(uuid4(), required=BOTH, sat=(first, second)), today=TODAY)
    assert (Step.FULLY_CERTIFIED in road.reached) is counts
    if counts:
        assert road.reached[Step.FULLY_CERTIFIED] == later(9)


def test_a_track_without_exams_certifies_nobody() -> None:
    assert Step.FULLY_CERTIFIED not in reached(sat=(Sat("SC-900", DAY, True, DAY),))


@pytest.mark.parametrize(
    ("hired", "asked", "work"),
    [
        (None, (), None),
        (DAY, (Asked(later(180), True),), Work.YES),
        (DAY, (Asked(later(180), False),), Work.NO),
        (DAY, (Asked(later(180)),), Work.UNKNOWN),
        (DAY, (), Work.UNKNOWN),  # nobody asked: that is not a yes
        (TODAY, (Asked(TODAY + timedelta(days=180)),), Work.NOT_DUE),
        (DAY, (Asked(later(180), False), Asked(later(200), True)), Work.YES),
    ],
)
def test_no_answer_is_never_a_yes(hired: date | None, asked: tuple[Asked, ...], work: Work | None) -> None:
    assert road_of(Record(uuid4(), hired=hired, asked=asked), today=TODAY).work is work


days = st.dates(date(2026, 1, 1), TODAY)
maybe = st.none() | days
attempts = st.builds(Sat, st.sampled_from(["SC-200", "SC-900", "AZ-900"]), days, st.booleans(), maybe)
records = st.builds(
    Record,
    st.uuids(),
    applied=maybe,
    eligible=maybe,
    offered=maybe,
    came=st.lists(days, max_size=5).map(tuple),
    became=st.dictionaries(st.sampled_from(["active", "completed"]), days),
    required=st.sampled_from([BOTH, frozenset()]),
    sat=st.lists(attempts, max_size=5).map(tuple),
    met=maybe,
    hired=maybe,
)


@given(st.lists(records, max_size=8))
def test_nobody_counts_twice_and_some_steps_need_another(people: list[Record]) -> None:
    roads = [road_of(one, today=TODAY) for one in people]
    assert all(count(roads, step) <= len(roads) for step in Step)
    assert count(roads, Step.ACTIVE_WEEK_4) <= count(roads, Step.STARTED)
    assert count(roads, Step.FULLY_CERTIFIED) <= count(roads, Step.SAT)
    assert count(roads, Step.HIRED) <= count(roads, Step.INTERVIEWED)
    assert sum(road.work is not None for road in roads) == count(roads, Step.HIRED)
    for road in roads:
        assert (Step.FULLY_CERTIFIED in road.reached) is (road.record.required == BOTH and set(road.passed) == BOTH)


@given(st.lists(days), st.lists(days, max_size=6))
def test_a_line_over_time_never_falls(reached_on: list[date], months: list[date]) -> None:
    counts = by_month(reached_on, sorted(months))
    assert counts == sorted(counts)
    assert all(number <= len(reached_on) for number in counts)
