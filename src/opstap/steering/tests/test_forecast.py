"""What must hold of a forecast, whatever it is made of."""

from dataclasses import replace

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from opstap.steering.rules import levers
from opstap.steering.rules.forecast import Worlds
from opstap.steering.rules.rates import Evidence, Tally, draw, shared
from opstap.steering.rules.runners import Change, Outlook, Runner, ToPass

NUMBER = 60
shares = st.floats(0, 1)
to_pass = st.builds(
    ToPass,
    st.sampled_from(["SC-200", "SC-900"]),
    st.none() | shares,
    st.integers(0, 6),
    st.booleans(),
)
runners = st.builds(
    Runner,
    st.sampled_from(["red", "blue", ""]),
    st.sampled_from(["here", "offered", "paused", "chair"]),
    shares,
    st.integers(0, 300),
    st.lists(to_pass, max_size=2, unique_by=lambda one: one.exam).map(tuple),
    st.booleans(),
    st.booleans(),
)
tallies = st.builds(Tally, st.floats(0, 40), st.floats(0, 40))
evidence = st.builds(
    Evidence,
    fill=tallies,
    start=tallies,
    complete=st.dictionaries(st.sampled_from(["red", "blue"]), tallies),
    sit=tallies,
    passed=st.dictionaries(st.sampled_from(["SC-200", "SC-900"]), tallies),
    again=tallies,
    job=tallies,
)
outlooks = st.builds(
    Outlook, st.lists(runners, max_size=12).map(tuple), st.integers(0, 30), st.integers(0, 30), evidence
)
few = settings(max_examples=60)


@few
@given(outlooks, st.integers(0, 400))
def test_the_range_is_in_order_and_who_is_there_is_a_floor(outlook: Outlook, days: int) -> None:
    made = Worlds(outlook, seed="one", number=NUMBER).forecast(days)
    for now, found in ((outlook.certified, made.certified), (outlook.hired, made.hired)):
        assert now <= found.low <= found.middle <= found.high <= now + len(outlook.runners)
        assert now - 1e-9 <= found.mean <= now + len(outlook.runners) + 1e-9
        assert found.chance(now) == 1.0
        assert 0 <= found.chance(now + 3) <= 1


@few
@given(outlooks)
def test_nobody_is_counted_twice(outlook: Outlook) -> None:
    made = Worlds(outlook, seed="one", number=NUMBER).forecast(400)
    assert max(made.certified.results) <= outlook.certified + sum(not one.certified for one in outlook.runners)
    assert max(made.hired.results) <= outlook.hired + sum(one.looking for one in outlook.runners)


@few
@given(outlooks, st.integers(0, 400))
def test_the_same_seed_gives_the_same_numbers(outlook: Outlook, days: int) -> None:
    assert Worlds(outlook, seed="one", number=9).forecast(days) == Worlds(outlook, seed="one", number=9).forecast(days)


rates = ["fill", "start", "complete", "sit", "passing", "again", "job"]


@few
@given(outlooks, st.integers(0, 400), st.sampled_from(rates), st.floats(0, 1))
def test_raising_a_rate_never_lowers_anything(outlook: Outlook, days: int, rate: str, points: float) -> None:
    worlds = Worlds(outlook, seed="one", number=NUMBER)
    before, after = worlds.forecast(days), worlds.forecast(days, Change(**{rate: points}))
    for old, new in ((before.certified, after.certified), (before.hired, after.hired)):
        assert new.middle >= old.middle
        # Person by person and world by world, not only in the middle.
        assert all(now >= then for then, now in zip(old.results, new.results, strict=True))


@few
@given(outlooks, st.integers(0, 400), st.integers(0, 100))
def test_more_time_never_lowers_anything(outlook: Outlook, days: int, more: int) -> None:
    worlds = Worlds(outlook, seed="one", number=NUMBER)
    before, after = worlds.forecast(days), worlds.forecast(days + more)
    assert all(now >= then for then, now in zip(before.certified.results, after.certified.results, strict=True))
    assert all(now >= then for then, now in zip(before.hired.results, after.hired.results, strict=True))


@few
@given(outlooks, st.integers(0, 400), shares)
def test_someone_who_is_readier_never_lowers_it(outlook: Outlook, days: int, points: float) -> None:
    """Their exams, their rates and their luck stay the same; only the chance rises."""
    raised = replace(
        outlook,
        runners=tuple(
            replace(
                one,
                missing=tuple(
                    exam if exam.chance is None else replace(exam, chance=min(1.0, exam.chance + points))
                    for exam in one.missing
                ),
            )
            for one in outlook.runners
        ),
    )
    before = Worlds(outlook, seed="one", number=NUMBER).forecast(days).certified
    after = Worlds(raised, seed="one", number=NUMBER).forecast(days).certified
    assert all(now >= then for then, now in zip(before.results, after.results, strict=True))


def class_of(number: int, **fields: object) -> tuple[Runner, ...]:
    missing = (ToPass("SC-200"), ToPass("SC-900"))
    return tuple(Runner("red", **{"ahead": 0.5, "ends_in": 100, "missing": missing, **fields}) for _ in range(number))  # type: ignore[arg-type]


def test_what_happened_here_outweighs_what_was_assumed() -> None:
    exams = ("SC-200", "SC-900")
    good = Evidence(passed={exam: Tally(90, 10) for exam in exams}, complete={"red": Tally(95, 5)}, sit=Tally(95, 5))
    poor = Evidence(passed={exam: Tally(10, 90) for exam in exams}, complete={"red": Tally(5, 95)}, sit=Tally(5, 95))
    ranges = [Worlds(Outlook(class_of(100), 0, 0, one), seed="a").forecast(200).certified for one in (good, poor)]
    assert ranges[0].low > 60
    assert ranges[1].high < 10


def test_with_little_history_the_range_is_wide() -> None:
    little, much = Evidence(), Evidence(complete={"red": Tally(140, 60)}, passed={"SC-200": Tally(120, 80)})
    wide, narrow = (
        Worlds(Outlook(class_of(100), 0, 0, one), seed="a").forecast(200).certified for one in (little, much)
    )
    assert wide.high - wide.low > narrow.high - narrow.low


@pytest.mark.parametrize(("days", "reaches"), [(113, False), (114, True)])
def test_an_exam_needs_time_to_be_booked_after_the_training(days: int, reaches: bool) -> None:
    found = Worlds(Outlook(class_of(50), 0, 0), seed="a").forecast(days).certified
    assert (found.high > 0) is reaches


def test_passed_and_not_yet_seen_is_our_own_work() -> None:
    waits = Runner("red", missing=(), certified=False, looking=False)
    assert Worlds(Outlook((waits,), 3, 0), seed="a").forecast(0).certified.low == 4


def test_a_group_of_fifteen_alike_tells_less_than_fifteen_from_everywhere() -> None:
    alike = shared({"red": Tally(12, 3)})
    spread = shared({str(n): Tally(1 if n < 12 else 0, 0 if n < 12 else 1) for n in range(15)})
    assert alike.people < spread.people == pytest.approx(15)


def test_a_world_has_every_rate() -> None:
    from random import Random

    rates = draw(Evidence(complete={"red": Tally(0, 15)}), ("SC-900",), Random("x"))
    assert 0 <= rates.complete["red"] <= 1
    assert rates.passed.keys() == {"SC-900"}


def test_the_best_lever_comes_first_and_none_does_harm() -> None:
    ready = (ToPass("SC-200", 0.8), ToPass("SC-900", 0.9))
    people = (*class_of(60), *class_of(20, missing=ready), *class_of(10, entry="chair"))
    found = levers.ranked(Worlds(Outlook(people, 0, 0), seed="a"), 200)
    assert {one.code for one in found} == {"second_attempt", "complete", "fill_chairs", "book_ready"}
    assert [one.certified for one in found] == sorted((one.certified for one in found), reverse=True)
    assert {one.code: one.people for one in found} | {"second_attempt": None, "complete": None} == {
        "second_attempt": None,
        "complete": None,
        "fill_chairs": 10,
        "book_ready": 20,
    }


def test_nothing_to_gain_is_not_shown() -> None:
    assert levers.ranked(Worlds(Outlook((), 60, 90), seed="a"), 200) == []
