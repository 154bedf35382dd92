"""Counts that are too small to show to an outsider, and how sure a share of few people is.

A number under ten in a group that someone knows can be put a name to. Source of the limit: the ESF+ reporting practice of
ten; a hidden number that can be worked out from its total is no hidden number, hence the second one.
"""

from collections.abc import Callable, Sequence
from math import exp, fsum, lgamma, log

FEWEST = 10
TAIL = 0.025


def is_small(value: float) -> bool:
    """Whether a count is too small to show. None at all is hidden too: "nobody of this group" speaks of each of them."""
    return value < FEWEST


def hidden(values: Sequence[int], *, total_is_shown: bool = True) -> list[bool]:
    """Which of these counts are hidden from an outsider.

    With their total in sight a single hidden one is what the others leave over: then the smallest of the others goes too.
    """
    marks = [is_small(value) for value in values]
    if total_is_shown and sum(marks) == 1 and len(values) > 1:
        shown = [index for index, mark in enumerate(marks) if not mark]
        marks[min(shown, key=lambda index: values[index])] = True
    return marks


def interval(part: int, whole: int) -> tuple[float, float]:
    """Between which shares the true rate lies, 19 times in 20, when `part` of `whole` people did it.

    The exact interval of Clopper and Pearson (1934): the rates at which so few, or so many, would be a chance of 1 in 40.
    60 of 150 gives 0.32 to 0.48.
    """
    if whole <= 0:
        return 0.0, 1.0
    low = 0.0 if part == 0 else _solve(lambda rate: 1 - _at_most(part - 1, whole, rate) < TAIL)
    high = 1.0 if part == whole else _solve(lambda rate: _at_most(part, whole, rate) > TAIL)
    return low, high


def _at_most(part: int, whole: int, rate: float) -> float:
    """The chance of `part` or fewer of `whole`; by logarithms, because the ways to choose outgrow a float."""
    ways = [lgamma(whole + 1) - lgamma(n + 1) - lgamma(whole - n + 1) for n in range(part + 1)]
    return fsum(exp(way + n * log(rate) + (whole - n) * log(1 - rate)) for n, way in enumerate(ways))


def _solve(too_low: Callable[[float], bool]) -> float:
    """The rate at which `too_low` turns from true to false, by halving."""
    low, high = 0.0, 1.0
    for _ in range(30):
        middle = (low + high) / 2
        low, high = (middle, high) if too_low(middle) else (low, middle)
    return low
