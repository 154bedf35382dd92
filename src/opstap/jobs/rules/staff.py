"""A course for an employer's staff: whether one can still join, what the employer is told, and how a lesson is divided."""

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import date
from enum import StrEnum
from itertools import accumulate, pairwise

# With fewer people a number says who it is: an employer who invited three would know that all three began.
FEWEST_SHOWN = 5
# A break at work: that is what a sitting has to fit into.
SITTING = 10


class Door(StrEnum):
    """Whether the invitation link lets someone in."""

    OPEN = "open"
    FULL = "full"
    CLOSED = "closed"


def door(*, closed: bool, closes_on: date, seats: int, taken: int, today: date) -> Door:
    """The state of an offer; `closes_on` is the last day on which one can begin. Who has a seat goes on as long as needed."""
    if closed or today > closes_on:
        return Door.CLOSED
    return Door.FULL if taken >= seats else Door.OPEN


def shown_taken(taken: int) -> int | None:
    """How many people take part, as the employer may see it; None is "a few", when the number would say who."""
    return None if 0 < taken < FEWEST_SHOWN else taken


@dataclass(frozen=True, slots=True)
class Section:
    """A part of a lesson: where it begins, what it is called, how many words it has."""

    anchor: str
    title: str
    words: int


@dataclass(frozen=True, slots=True)
class Sitting:
    """What fits into about ten minutes: where it begins, what it is called, how long it takes."""

    anchor: str
    title: str
    minutes: int


def sittings(sections: Sequence[Section], minutes: int, *, most: int = SITTING) -> list[Sitting]:
    """The lesson's sections in order, put together as long as they take at most `most` minutes; a longer one stands alone.

    A section's share of the lesson's minutes is its share of the words. Every minute is given out, and each sitting has one.
    """
    words = _words(sections)
    if not words or minutes < 1:
        return []

    def takes(part: Sequence[Section]) -> float:
        return _words(part) * minutes / words

    groups: list[list[Section]] = []
    for section in sections:
        # Less than a minute is no sitting: what follows joins it, and at the end it joins what came before.
        if groups and (takes(groups[-1]) < 1 or takes([*groups[-1], section]) <= most):
            groups[-1].append(section)
        else:
            groups.append([section])
    if len(groups) > 1 and takes(groups[-1]) < 1:
        groups[-2:] = [[*groups[-2], *groups[-1]]]
    ends = list(accumulate(_words(group) for group in groups))
    # Rounding where each ends, not how long each is, gives out every minute once.
    clock = [0, *((2 * end * minutes + words) // (2 * words) for end in ends)]
    return [
        Sitting(group[0].anchor, group[0].title, end - start)
        for group, (start, end) in zip(groups, pairwise(clock), strict=True)
    ]


def _words(sections: Sequence[Section]) -> int:
    return sum(section.words for section in sections)
