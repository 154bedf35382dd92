"""What the change of an exam means for one person: truth tables and properties."""

from datetime import date, datetime, timedelta

import pytest
from hypothesis import given
from hypothesis import strategies as st

from opstap.certification.rules.exam_change import (
    ENOUGH_TRIES,
    HIT,
    OF_LAST_DAY,
    OF_OUTLINE,
    Fate,
    Spell,
    fate_of_last_day,
    fate_of_outline,
    spell_of,
    tries_that_fit,
)
from opstap.certification.rules.retakes import Attempt, refusal
from opstap.kit.clock import BRUSSELS

DAY = date(2027, 1, 12)
EARLIER = DAY - timedelta(days=1)
AT = datetime(2027, 1, 1, 9, tzinfo=BRUSSELS)


@pytest.mark.parametrize(
    ("booked", "day", "began", "fate"),
    [
        (DAY, DAY, EARLIER, Fate.MEETS_NEW),
        (EARLIER, DAY, EARLIER, Fate.MEETS_OLD),
        (None, DAY, EARLIER, Fate.NOT_BOOKED),
        (DAY, None, EARLIER, Fate.MEETS_OLD),  # not announced in this language yet
        (None, None, DAY, Fate.NOT_BOOKED),
        (DAY, DAY, DAY, Fate.LEARNS_NEW),
        (None, DAY, DAY, Fate.LEARNS_NEW),
        (EARLIER, DAY, DAY, Fate.MEETS_OLD),
    ],
)
def test_another_outline(booked: date | None, day: date | None, began: date, fate: Fate) -> None:
    assert fate_of_outline(booked, day=day, began=began) == fate


def days(number: float) -> datetime:
    return AT + timedelta(days=number)


@pytest.mark.parametrize(
    ("booked", "failed", "last_day", "fate"),
    [
        (days(20), [], days(19), Fate.TOO_LATE),
        (days(20), [], days(20), Fate.ONE_TRY),  # its own day is the last
        (days(20), [], days(21), Fate.TWO_TRIES),  # 24 hours later
        (days(20), [], days(34), Fate.TWO_TRIES),  # the second retake would be 14 days after the first
        (days(20), [], days(35), Fate.IN_TIME),
        (None, [], days(0), Fate.ONE_TRY),
        (None, [], days(-1), Fate.NO_DAY),
        (None, [days(-1)], days(0), Fate.ONE_TRY),
        (None, [days(-2), days(-1)], days(12), Fate.NO_DAY),
        (None, [days(-2), days(-1)], days(13), Fate.ONE_TRY),
        (None, [days(-2), days(-1)], days(13 + 28), Fate.IN_TIME),
        (None, [days(-10 * number) for number in range(1, 6)], days(300), Fate.NO_DAY),  # five in 12 months
    ],
)
def test_the_last_day(booked: datetime | None, failed: list[datetime], last_day: datetime, fate: Fate) -> None:
    attempts = [Attempt(one, passed=False) for one in failed]
    assert fate_of_last_day(booked, attempts, at=AT, last_day=last_day.date(), zone=BRUSSELS) == fate


moments = st.integers(-575, 0).map(lambda hours: AT + 24 * timedelta(hours=hours))


@given(st.lists(moments, max_size=5), st.integers(0, 400))
def test_a_later_last_day_never_leaves_fewer_tries(failed: list[datetime], ahead: int) -> None:
    attempts = [Attempt(one, passed=False) for one in failed]
    few, many = (
        tries_that_fit(AT, attempts, last_day=(AT + timedelta(days=days)).date(), zone=BRUSSELS)
        for days in (ahead, ahead + 30)
    )
    assert 0 <= few <= many <= ENOUGH_TRIES


@given(st.lists(moments, max_size=6), st.integers(-5, 400))
def test_no_day_means_that_no_day_would_be_allowed(failed: list[datetime], ahead: int) -> None:
    attempts = [Attempt(one, passed=False) for one in failed]
    last_day = (AT + timedelta(days=ahead)).date()
    fate = fate_of_last_day(None, attempts, at=AT, last_day=last_day, zone=BRUSSELS)
    wanted = datetime.combine(last_day, datetime.max.time(), BRUSSELS)
    refused = refusal(wanted, attempts, at=AT, retired_on=last_day, zone=BRUSSELS)
    assert (fate == Fate.NO_DAY) == (refused is not None)


@pytest.mark.parametrize(
    ("starts", "ends", "spell"),
    [(-20, -1, Spell.BEFORE), (-20, 0, Spell.ACROSS), (-1, 20, Spell.ACROSS), (0, 20, Spell.AFTER)],
)
def test_a_group_before_across_or_after(starts: int, ends: int, spell: Spell) -> None:
    assert spell_of(DAY + timedelta(days=starts), DAY + timedelta(days=ends), day=DAY) == spell


def test_every_fate_belongs_to_one_kind_of_change() -> None:
    assert sorted([*OF_OUTLINE, *OF_LAST_DAY]) == sorted(Fate)
    assert set(Fate) - HIT == {Fate.MEETS_OLD, Fate.LEARNS_NEW, Fate.IN_TIME}
