"""How a question does: how many get it right, whether it tells the able from the others, its options, and whether it drifts.

Everything is computed over first tries. Whoever answered is compared by how they did on the other questions that they
answered, each against what everybody makes of it, so that a person who met the hard ones is not taken for a weak one
(item-rest correlation, corrected for overlap; Ebel & Frisbie, "Essentials of Educational Measurement", 1991).
"""

from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass
from enum import StrEnum
from math import sqrt
from typing import NamedTuple

# Below these numbers chance speaks louder than the question. Starting values of ours; 0.1 is where Ebel calls an item poor.
FEW_FOR_A_SHARE = 10
FEW_FOR_A_CORRELATION = 30
FEW_FOR_AN_OPTION = 50
FEW_EACH_TIME = 20  # for drift: answers before, and answers lately
REST = 5  # other questions that a person must have answered
POOR = 0.1
GOOD = 0.2  # a poor one is flagged when it would surprise, by one standard error, that it is at least as good as this
TAKERS = 5  # of a wrong option, before it can put the key in doubt
DRIFT_Z = 2.576  # two-sided, p < 0.01
DRIFT_SHARE = 0.1  # and at least ten in a hundred more or less


class Flag(StrEnum):
    """Why somebody should look at a question; the gravest first."""

    KEY = "key"
    CHANCE = "chance"
    POOR = "poor"
    DRIFT = "drift"
    OPTION = "option"


@dataclass(frozen=True, slots=True)
class Item:
    """A question as it is judged: the ids of its options (none where nothing is chosen from a list), those that are right,
    and the share that guessing gets right. `one`: a single option is chosen.
    """

    options: tuple[str, ...] = ()
    key: frozenset[str] = frozenset()
    guess: float = 0.0
    one: bool = False


class Attempt[L, Q](NamedTuple):
    """A first try: by whom, of what, the mark (0 to 1), what was chosen, and whether it was lately."""

    learner: L
    item: Q
    score: float
    chosen: Sequence[str]
    lately: bool


@dataclass(frozen=True, slots=True)
class OptionHealth:
    """An option: how many chose it, and how choosing it goes with doing well elsewhere (-1 to 1; None: too few to say)."""

    option: str
    chosen: int
    correlation: float | None


@dataclass(frozen=True, slots=True)
class Drift:
    """Shares right before and lately, and the z of their difference."""

    before: float
    lately: float
    z: float

    @property
    def strikes(self) -> bool:
        """Whether it is more than chance, and enough to matter."""
        return abs(self.z) >= DRIFT_Z and abs(self.lately - self.before) >= DRIFT_SHARE


@dataclass(frozen=True, slots=True)
class ItemHealth:
    """The figures of one question; None: too few answers to say."""

    answers: int = 0
    right: float | None = None
    discrimination: float | None = None
    options: tuple[OptionHealth, ...] = ()
    drift: Drift | None = None
    unused: tuple[str, ...] = ()
    suspects: tuple[str, ...] = ()
    flags: tuple[Flag, ...] = ()


def correlation(pairs: Sequence[tuple[float, float]]) -> float | None:
    """Pearson's r; None for too few pairs, or when one side never varies."""
    many = len(pairs)
    if many < FEW_FOR_A_CORRELATION:
        return None
    mean_x, mean_y = sum(x for x, _ in pairs) / many, sum(y for _, y in pairs) / many
    xx = yy = xy = 0.0
    for x, y in pairs:
        dx, dy = x - mean_x, y - mean_y
        xx, yy, xy = xx + dx * dx, yy + dy * dy, xy + dx * dy
    # Sums of squares that are rounding alone are no variance.
    if min(xx, yy) <= 1e-9 * many:
        return None
    return min(1.0, max(-1.0, xy / sqrt(xx * yy)))


def sure(many: int) -> float:
    """Which correlation of `many` pairs is more than chance: two standard errors of none."""
    return 2 / sqrt(many)


def is_poor(value: float, many: int) -> bool:
    """Whether a discrimination is poor, and not merely so in these few answers."""
    return value < POOR and value + 1 / sqrt(many) < GOOD


def drift(before: Sequence[bool], lately: Sequence[bool]) -> Drift | None:
    """The two-proportion test with a pooled share; None for too few answers on either side."""
    if min(len(before), len(lately)) < FEW_EACH_TIME:
        return None
    one, other = sum(before) / len(before), sum(lately) / len(lately)
    pooled = (sum(before) + sum(lately)) / (len(before) + len(lately))
    spread = sqrt(pooled * (1 - pooled) * (1 / len(before) + 1 / len(lately)))
    return Drift(one, other, (other - one) / spread if spread else 0.0)


def health_of[L, Q](items: Mapping[Q, Item], attempts: Iterable[Attempt[L, Q]]) -> dict[Q, ItemHealth]:
    """The health of each item. Attempts at what is not in `items` are left out, also in how a person did elsewhere."""
    by_item: dict[Q, list[Attempt[L, Q]]] = {key: [] for key in items}
    for attempt in attempts:
        if (held := by_item.get(attempt.item)) is not None:
            held.append(attempt)
    means = {key: sum(one.score for one in some) / len(some) for key, some in by_item.items() if some}
    above: dict[L, float] = {}
    counts: dict[L, int] = {}
    for key, some in by_item.items():
        for one in some:
            above[one.learner] = above.get(one.learner, 0.0) + one.score - means[key]
            counts[one.learner] = counts.get(one.learner, 0) + 1
    found = {}
    for key, some in by_item.items():
        compared = [
            (one, (above[one.learner] - one.score + means[key]) / (counts[one.learner] - 1))
            for one in some
            if counts[one.learner] > REST
        ]
        found[key] = _health(items[key], some, compared)
    return found


def _health[L, Q](
    item: Item, attempts: Sequence[Attempt[L, Q]], compared: Sequence[tuple[Attempt[L, Q], float]]
) -> ItemHealth:
    """`compared`: those attempts whose people answered enough else, with how they did there."""
    many = len(attempts)
    right = sum(one.score for one in attempts) / many if many >= FEW_FOR_A_SHARE else None
    discrimination = correlation([(one.score, rest) for one, rest in compared])
    options = tuple(_option(option, attempts, compared) for option in item.options)
    moved = drift(
        [one.score >= 1 for one in attempts if not one.lately], [one.score >= 1 for one in attempts if one.lately]
    )
    wrong = [one for one in options if one.option not in item.key]
    unused = tuple(one.option for one in wrong if not one.chosen) if many >= FEW_FOR_AN_OPTION else ()
    suspects = _suspects(item, options, len(compared))
    struck = {
        Flag.KEY: bool(suspects),
        Flag.CHANCE: right is not None and many >= FEW_FOR_A_CORRELATION and right < item.guess,
        Flag.POOR: discrimination is not None and is_poor(discrimination, len(compared)),
        Flag.DRIFT: moved is not None and moved.strikes,
        Flag.OPTION: bool(unused),
    }
    flags = tuple(flag for flag, strikes in struck.items() if strikes)
    return ItemHealth(many, right, discrimination, options, moved, unused, suspects, flags)


def _option[L, Q](
    option: str, attempts: Sequence[Attempt[L, Q]], compared: Sequence[tuple[Attempt[L, Q], float]]
) -> OptionHealth:
    chosen = sum(option in one.chosen for one in attempts)
    return OptionHealth(option, chosen, correlation([(float(option in one.chosen), rest) for one, rest in compared]))


def _suspects(item: Item, options: Sequence[OptionHealth], many: int) -> tuple[str, ...]:
    """Wrong options that the able choose rather than the key, more than chance would have it; only where one is chosen."""
    if not item.one:
        return ()
    keys = [one.correlation for one in options if one.option in item.key and one.correlation is not None]
    # A key that nobody chose does not vary: then any option that the able choose stands against nothing.
    best = max(keys, default=0.0)
    return tuple(
        one.option
        for one in options
        if one.option not in item.key
        and one.chosen >= TAKERS
        and one.correlation is not None
        and one.correlation > max(best, sure(many))
    )
