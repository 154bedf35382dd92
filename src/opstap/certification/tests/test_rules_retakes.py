"""When an exam may be taken again."""

from datetime import UTC, date, datetime, timedelta
from itertools import pairwise

import pytest
from hypothesis import given
from hypothesis import strategies as st

from opstap.certification.rules.retakes import (
    AFTER_LATER_FAIL,
    MOST_ATTEMPTS,
    Attempt,
    Refusal,
    Why,
    a_year_after,
    first_possible,
    refusal,
    retake_fits,
)
from opstap.kit.clock import BRUSSELS

DAY = datetime(2026, 10, 1, 9, 0, tzinfo=UTC)
AT = datetime(2026, 11, 25, 12, 0, tzinfo=UTC)


def failed(*days: float) -> list[Attempt]:
    return [Attempt(DAY + timedelta(days=day), passed=False) for day in days]


def judge(
    wanted: datetime, attempts: list[Attempt], *, at: datetime = DAY, retired_on: date | None = None
) -> Refusal | None:
    return refusal(wanted, attempts, at=at, retired_on=retired_on, zone=BRUSSELS)


@pytest.mark.parametrize(
    ("attempts", "days", "why", "first"),
    [
        ([], 0.1, None, None),
        ([], -1, Why.PAST, 0),
        (failed(0), 0.5, Why.TOO_SOON, 1),
        (failed(0), 1, None, None),
        (failed(0, 2), 10, Why.TOO_SOON_AGAIN, 16),
        (failed(0, 2), 16, None, None),
        (failed(0, 2, 16, 30, 44), 60, Why.FIVE, 365),
        (failed(0, 2, 16, 30, 44), 365, None, None),
        # The year runs from the first attempt; the one after it begins a new year.
        (failed(-400, -300, 0, 14, 28), 42, None, None),
        (failed(0, 2, 16, 30, 360), 366, Why.TOO_SOON_AGAIN, 374),
        ([*failed(0), Attempt(DAY + timedelta(days=2), passed=True)], 300, Why.PASSED, None),
    ],
)
def test_the_table(attempts: list[Attempt], days: float, why: Why | None, first: float | None) -> None:
    found = judge(DAY + timedelta(days=days), attempts)
    expected = None if first is None else DAY + timedelta(days=first)
    assert found == (None if why is None else Refusal(why, expected))


def test_an_exam_that_retires_is_not_sat_after_its_day() -> None:
    retired = date(2026, 12, 1)
    evening = datetime(2026, 12, 1, 22, 30, tzinfo=UTC)  # 23:30 in Brussels
    assert judge(evening, [], at=AT, retired_on=retired) is None
    assert judge(evening + timedelta(hours=1), [], at=AT, retired_on=retired) == Refusal(Why.RETIRED, AT)
    # No retake fits before it any more: there is no first possible day.
    attempts = [Attempt(AT - timedelta(days=20), passed=False), Attempt(AT - timedelta(days=1), passed=False)]
    assert judge(evening, attempts, at=AT, retired_on=retired) == Refusal(Why.RETIRED)
    assert not retake_fits(evening, retired_on=retired, zone=BRUSSELS)
    assert retake_fits(evening, retired_on=None, zone=BRUSSELS)


def test_a_year_after_the_day_that_comes_every_four_years() -> None:
    assert a_year_after(datetime(2028, 2, 29, 9, tzinfo=UTC)) == datetime(2029, 3, 1, 9, tzinfo=UTC)


moments = st.datetimes(datetime(2026, 1, 1), datetime(2028, 12, 31), timezones=st.just(UTC))  # noqa: DTZ001
histories = st.lists(moments, max_size=8).map(lambda days: [Attempt(day, passed=False) for day in days])


@given(histories, moments, moments)
def test_a_refusal_gives_a_moment_that_is_accepted(attempts: list[Attempt], wanted: datetime, at: datetime) -> None:
    found = judge(wanted, attempts, at=at)
    if found is not None and found.first is not None:
        assert wanted < found.first
        assert judge(found.first, attempts, at=at) is None


@given(histories, moments)
def test_nothing_before_the_first_possible_moment_is_accepted(attempts: list[Attempt], wanted: datetime) -> None:
    first = first_possible(attempts)
    accepted = judge(wanted, attempts, at=datetime(2025, 1, 1, tzinfo=UTC)) is None
    assert accepted == (first is None or wanted >= first)


@given(histories, moments)
def test_one_more_attempt_never_brings_the_next_one_nearer(attempts: list[Attempt], another: datetime) -> None:
    before = first_possible(attempts)
    later = max([another, *(one.at for one in attempts)])
    after = first_possible([*attempts, Attempt(later, passed=False)])
    assert after is not None
    assert before is None or after >= min(before, later + timedelta(days=1))


@given(st.lists(moments, min_size=1, max_size=14))
def test_whoever_keeps_to_it_never_sits_more_than_five_times_in_a_year(wishes: list[datetime]) -> None:
    made: list[Attempt] = []
    for wish in sorted(wishes):
        at = made[-1].at if made else datetime(2025, 1, 1, tzinfo=UTC)
        found = judge(wish, made, at=at)
        moment = wish if found is None else found.first
        assert moment is not None
        made.append(Attempt(moment, passed=False))
    days = [one.at for one in made]
    gaps = [later - earlier for earlier, later in pairwise(days)]
    assert all(gap >= (timedelta(days=1) if number == 0 else AFTER_LATER_FAIL) for number, gap in enumerate(gaps))
    starts = _years(days)
    assert all(len([day for day in days if start <= day < a_year_after(start)]) <= MOST_ATTEMPTS for start in starts)


def _years(days: list[datetime]) -> list[datetime]:
    starts: list[datetime] = []
    for day in days:
        if not starts or day >= a_year_after(starts[-1]):
            starts.append(day)
    return starts


@given(histories, moments)
def test_a_pass_ends_it(attempts: list[Attempt], wanted: datetime) -> None:
    found = judge(wanted, [*attempts, Attempt(DAY, passed=True)])
    assert found == Refusal(Why.PASSED)
