"""How far someone is with a skill, or with a part of an exam, in four plain steps."""

from collections.abc import Sequence
from enum import IntEnum

from opstap.practice.rules.readout import Shown


class Standing(IntEnum):
    """Four steps, in order: a higher one is further."""

    NOT_YET = 0
    BEGUN = 1
    NEARLY = 2
    KNOWN = 3


# Known: what an exam asks, 70 in a hundred, and in nine cases out of ten at least half. Nearly: 60 in a hundred. Starting
# values, not measured. Mastery (rules/mastery.py) asks more: 75 of the lower end of the range, and to remember it.
KNOWN_VALUE = 0.7
KNOWN_LOW = 0.5
NEARLY_VALUE = 0.6


def standing(shown: Shown, answers: int, right: float) -> Standing:
    """The step of what is shown of a skill (shares, 0 to 1), `answers` being those behind it; without any, not yet.

    `right`: the sum of their marks. Whoever is good at all the rest is shown to be good at this too; with nothing of it right
    yet they have only begun.
    """
    if not answers:
        return Standing.NOT_YET
    if not right:
        return Standing.BEGUN
    if shown.value >= KNOWN_VALUE and shown.low >= KNOWN_LOW:
        return Standing.KNOWN
    return Standing.NEARLY if shown.value >= NEARLY_VALUE else Standing.BEGUN


def together(shown: Sequence[Shown]) -> Shown:
    """Several skills as one: the mean of what is shown, and of the ends of its range. Raises ValueError for none.

    The mean of the ends is wider than the range of the mean would be: it promises less.
    """
    if not shown:
        raise ValueError("no skill")
    many = len(shown)
    return Shown(
        sum(one.value for one in shown) / many,
        sum(one.low for one in shown) / many,
        sum(one.high for one in shown) / many,
    )
