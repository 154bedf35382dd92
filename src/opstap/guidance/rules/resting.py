"""After a contact a person rests: they are not proposed again until the day that the coach chose, or until something new."""

from collections.abc import Iterable
from dataclasses import dataclass
from datetime import date, datetime, timedelta

from opstap.guidance.rules.needs import Code, Signal

# The days that a coach may choose from, counted from today.
LOOK_AGAIN = (1, 3, 7)

# Whoever missed three classes and then came once has missed two of three: no new reason.
WEAKER = {Code.MISSED_SOME: Code.MISSED_THREE}


@dataclass(frozen=True, slots=True)
class Contacted:
    """When someone was contacted, for which reasons, and when the coach wants to look again."""

    at: datetime
    reasons: frozenset[str]
    look_again_on: date


def look_again(today: date, days: int) -> date:
    """The day on which the person is proposed again. Raises ValueError for days that are not offered."""
    if days not in LOOK_AGAIN:
        raise ValueError(f"{days} is none of {LOOK_AGAIN}")
    return today + timedelta(days=days)


def is_new(signal: Signal, contacted: Contacted) -> bool:
    """Whether the contact was not about this: another reason, or the same one with something added since."""
    known = {signal.code, WEAKER.get(signal.code, signal.code)} & contacted.reasons
    return not known or signal.newest > contacted.at


def rests(signals: Iterable[Signal], contacted: Contacted | None, *, today: date) -> bool:
    """Whether this person is left in peace today."""
    if contacted is None or today >= contacted.look_again_on:
        return False
    return not any(is_new(one, contacted) for one in signals)
