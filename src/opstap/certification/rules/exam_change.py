"""What the change of an exam means for one person who has not passed it. It informs; it books, moves and cancels nothing.

When the exam gets another outline on some day (of the language in which one sits):

| booked                    | the group began | it is       |
| ------------------------- | --------------- | ----------- |
| before it                 |                 | meets_old   |
| on that day or later      | before it       | meets_new   |
| not                       | before it       | not_booked  |
| on that day or later, not | since           | learns_new  |

When the exam ends, counted in tries that still fit between the waiting times and its last day:

| booked              | tries   | it is      |
| ------------------- | ------- | ---------- |
| after the last day  |         | too_late   |
| before it, or not   | none    | no_day     |
|                     | one     | one_try    |
|                     | two     | two_tries  |
|                     | three   | in_time    |
"""

from collections.abc import Sequence
from datetime import date, datetime, tzinfo
from enum import StrEnum

from opstap.certification.rules.retakes import Attempt, first_possible

ENOUGH_TRIES = 3


class Fate(StrEnum):
    """See the tables above."""

    MEETS_NEW = "meets_new"
    MEETS_OLD = "meets_old"
    NOT_BOOKED = "not_booked"
    LEARNS_NEW = "learns_new"
    TOO_LATE = "too_late"
    NO_DAY = "no_day"
    ONE_TRY = "one_try"
    TWO_TRIES = "two_tries"
    IN_TIME = "in_time"


OF_OUTLINE = (Fate.MEETS_NEW, Fate.NOT_BOOKED, Fate.MEETS_OLD, Fate.LEARNS_NEW)
OF_LAST_DAY = (Fate.TOO_LATE, Fate.NO_DAY, Fate.ONE_TRY, Fate.TWO_TRIES, Fate.IN_TIME)
# Whom something should be done about; the others are safe as they are booked today.
HIT = frozenset({Fate.MEETS_NEW, Fate.NOT_BOOKED, Fate.TOO_LATE, Fate.NO_DAY, Fate.ONE_TRY, Fate.TWO_TRIES})


class Spell(StrEnum):
    """How the time of a group lies to the day of a change."""

    BEFORE = "before"
    ACROSS = "across"
    AFTER = "after"


def fate_of_outline(booked: date | None, *, day: date | None, began: date) -> Fate:
    """`booked`: the day of the sitting ahead; `day`: from when on the new outline is asked in its language, if that is known;
    `began`: the first day of the group.
    """
    if booked is not None and (day is None or booked < day):
        return Fate.MEETS_OLD
    if day is not None and began >= day:
        return Fate.LEARNS_NEW
    return Fate.NOT_BOOKED if booked is None else Fate.MEETS_NEW


def tries_that_fit(first: datetime, attempts: Sequence[Attempt], *, last_day: date, zone: tzinfo) -> int:
    """How many tries could still be sat, if none succeeded and each were sat as soon as may be; counted to three."""
    made, moment, tries = list(attempts), first, 0
    while tries < ENOUGH_TRIES and moment.astimezone(zone).date() <= last_day:
        tries += 1
        made.append(Attempt(moment, passed=False))
        moment = first_possible(made) or moment
    return tries


def fate_of_last_day(
    booked: datetime | None, attempts: Sequence[Attempt], *, at: datetime, last_day: date, zone: tzinfo
) -> Fate:
    """`booked`: the sitting ahead; without one, the first moment counts at which this person could sit it, from `at` on."""
    if booked is not None and booked.astimezone(zone).date() > last_day:
        return Fate.TOO_LATE
    first = booked or max(at, first_possible(attempts) or at)
    tries = tries_that_fit(first, attempts, last_day=last_day, zone=zone)
    return (Fate.NO_DAY, Fate.ONE_TRY, Fate.TWO_TRIES, Fate.IN_TIME)[tries]


def spell_of(starts_on: date, ends_on: date, *, day: date) -> Spell:
    """Whether a group is over before the day, begins on it or later, or is on its way then."""
    if ends_on < day:
        return Spell.BEFORE
    return Spell.AFTER if starts_on >= day else Spell.ACROSS
