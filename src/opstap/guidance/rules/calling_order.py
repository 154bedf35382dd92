"""In which order a coach meets the people who need them, and the one next step for each.

First whoever has the most pressing reason (`needs.Signal.weight`), then whoever has more reasons, then whoever waits longest.
One reason more never moves someone down. A name is not looked at: of two who are alike, the one who joined first is first.
"""

from collections.abc import Iterable, Mapping
from datetime import datetime
from enum import StrEnum

from opstap.guidance.rules.needs import Code, Signal


class Step(StrEnum):
    """What a coach does next."""

    ANSWER = "answer"
    CALL = "call"
    WRITE = "write"
    OPEN = "open"


# Seeing that someone can't come is a matter of reading it, not of a call.
READ_ONLY = frozenset({Code.CANNOT_COME})


def pressing(reasons: Iterable[Signal]) -> tuple[int, int, datetime]:
    """What sorts first: the highest weight, then the number of reasons, then the earliest moment. Needs a reason."""
    kept = list(reasons)
    return -max(one.weight for one in kept), -len(kept), min(one.since for one in kept)


def in_order[K: object](people: Mapping[K, tuple[Signal, ...]]) -> list[K]:
    """The keys of everybody with a reason, the most pressing first; keys sort as people joined (UUID version 7)."""
    needing = [key for key, reasons in people.items() if reasons]
    return sorted(needing, key=lambda key: (*pressing(people[key]), str(key)))


def next_step(reasons: tuple[Signal, ...], *, phone: bool, mail: bool) -> Step:
    """The one thing to do about these reasons (the most pressing first), with what is known to reach the person."""
    if reasons[0].code is Code.ASKED:
        return Step.ANSWER
    if all(one.code in READ_ONLY for one in reasons):
        return Step.OPEN
    return Step.CALL if phone else Step.WRITE if mail else Step.OPEN
