"""How likely each answer to a question is at each level of ability, and what an answer says about ability.

Right: the three-parameter logistic, P = c + (1 - c) / (1 + exp(-a (ability - b))) (Birnbaum 1968), logistic metric without 1.7.
Wrong: 1 - P, split over the wrong options by a softmax of `intercept + slope x ability` where those are known (nested logit,
Suh and Bolt, Psychometrika 2010): which wrong option someone takes also tells something. "I do not know": see
`UNKNOWN_BELOW`.

Ability is in standard deviations of the people that an item was calibrated on; of new items, of the people we expect. It is kept
as weights on a grid of 41 points that sum to 1 (EAP on a grid, Bock and Mislevy 1982), so nothing is fitted while one waits.

What it promises, and tests prove: weights stay weights; a right answer never lowers the mean; "I do not know" never gives a
higher mean than a wrong answer of which no curve is known.
"""

from collections.abc import Sequence
from dataclasses import dataclass, field
from enum import StrEnum
from math import exp, log, sqrt, sumprod

from opstap.practice.rules.knowledge import prior_difficulty
from opstap.practice.rules.readout import RANGE_80
from opstap.practice.rules.skill_filter import sigmoid

STEP = 0.2
GRID = tuple(round(-4 + STEP * place, 1) for place in range(41))
LEAST_LIKELY = 1e-6  # a curve never says "impossible": one surprise must not decide everything

# Nobody is asked to guess. Who says "I do not know" is taken to be this many logits further from the answer than who chooses
# wrong, because some of those knew a part. On the Swedish SAT 22B, quantitative, people who left an item open had 0.85 of 80
# points less on the other items than people who chose wrong (2,051 answers left open): a little below, so a little. Our choice.
UNKNOWN_BELOW = 0.25

# A question that nobody has answered yet (adaptive engine notes, 5.5): a = 1, and a guesser does a little worse than chance.
NEW_SLOPE = 1.0
GUESS_SHARE = 0.8


class Outcome(StrEnum):
    """What an answer was. A part of the mark is not right."""

    RIGHT = "right"
    WRONG = "wrong"
    UNKNOWN = "unknown"


@dataclass(frozen=True, slots=True)
class Reply:
    """One answer; `option` is the wrong option that was chosen, "" when that is not known or not of one option."""

    outcome: Outcome
    option: str = ""


@dataclass(frozen=True, slots=True)
class WrongOption:
    """How the share of a wrong option among the wrong ones goes with ability, on the scale of a softmax."""

    option: str
    intercept: float
    slope: float


@dataclass(frozen=True, slots=True)
class Curves:
    """Likelihoods on the grid: of right, of wrong as a whole, of each known wrong option, of "I do not know".

    `told` is Fisher's information at each point: of right or not, and of which wrong option.
    """

    right: tuple[float, ...]
    wrong: tuple[float, ...]
    options: dict[str, tuple[float, ...]]
    unknown: tuple[float, ...]
    told: tuple[float, ...]


@dataclass(frozen=True, slots=True)
class Item:
    """A question of the placement test: discrimination `a` (above 0), difficulty `b`, guessing `c` (0 to below 1), its area.

    Its curves are worked out when it is made, about 0.2 ms: make the items once and keep them. Raises ValueError.
    """

    code: str
    area: str
    a: float = NEW_SLOPE
    b: float = 0.0
    c: float = 0.0
    options: tuple[WrongOption, ...] = ()
    curves: Curves = field(init=False, repr=False, compare=False)

    def __post_init__(self) -> None:
        if not (self.a > 0 and 0 <= self.c < 1):
            raise ValueError(f"{self.code}: needs a above 0 and 0 <= c < 1, not a={self.a} and c={self.c}")
        object.__setattr__(self, "curves", _curves(self))


def new_item(code: str, area: str, level: int, options: int) -> Item:
    """An item without data: difficulty from its author's level 1 to 5, guessing from the number of options (0: it is typed)."""
    return Item(code, area, NEW_SLOPE, prior_difficulty(level), GUESS_SHARE / options if options > 1 else 0.0)


def normal(spread: float = 1.0) -> tuple[float, ...]:
    """The weights of a normal distribution around 0; with 1 what is held of somebody unknown."""
    return weights([exp(-((point / spread) ** 2) / 2) for point in GRID])


def weights(heights: Sequence[float]) -> tuple[float, ...]:
    """`heights` on the grid, divided by their sum."""
    total = sum(heights)
    return tuple(height / total for height in heights)


def likelihood(item: Item, reply: Reply) -> tuple[float, ...]:
    """How likely this reply is at each point; of "I do not know" up to a constant, since who says it is a matter of style too."""
    match reply.outcome:
        case Outcome.RIGHT:
            return item.curves.right
        case Outcome.UNKNOWN:
            return item.curves.unknown
        case _:
            return item.curves.options.get(reply.option, item.curves.wrong)


def update(posterior: Sequence[float], item: Item, reply: Reply) -> tuple[float, ...]:
    """The weights after one more answer."""
    return weights([one * other for one, other in zip(posterior, likelihood(item, reply), strict=True)])


def mean_of(posterior: Sequence[float]) -> float:
    """The expected ability (EAP)."""
    return sumprod(posterior, GRID)


def spread_of(posterior: Sequence[float]) -> float:
    """The standard deviation of what is held of the ability."""
    mean = mean_of(posterior)
    return sqrt(max(sum(weight * (point - mean) ** 2 for weight, point in zip(posterior, GRID, strict=True)), 0.0))


def range_of(posterior: Sequence[float]) -> tuple[float, float]:
    """The 80 % interval of the ability, in the normal approximation."""
    mean, reach = mean_of(posterior), RANGE_80 * spread_of(posterior)
    return mean - reach, mean + reach


def chance_above(posterior: Sequence[float], cut: float) -> float:
    """The chance that ability is above `cut`; a point of the grid stands for the STEP around it."""
    return sum(
        weight * min(max((point + STEP / 2 - cut) / STEP, 0.0), 1.0)
        for weight, point in zip(posterior, GRID, strict=True)
    )


def _curves(item: Item) -> Curves:
    knows = [sigmoid(item.a * (point - item.b)) for point in GRID]
    right = tuple(item.c + (1 - item.c) * known for known in knows)
    wrong = tuple(max(1 - chance, LEAST_LIKELY) for chance in right)
    unknown = tuple(sigmoid(-item.a * (point - item.b) - UNKNOWN_BELOW) for point in GRID)
    told = [
        item.a**2 * known**2 * (1 - known) * (1 - item.c) / max(chance, LEAST_LIKELY)
        for known, chance in zip(knows, right, strict=True)
    ]
    shares = [shares_of(item.options, point) for point in GRID] if item.options else []
    slopes = [option.slope for option in item.options]
    for place, share in enumerate(shares):
        middle = sumprod(share, slopes)
        told[place] += wrong[place] * sum(one * (slope - middle) ** 2 for one, slope in zip(share, slopes, strict=True))
    options = {
        option.option: tuple(
            max(missed * share[number], LEAST_LIKELY) for missed, share in zip(wrong, shares, strict=True)
        )
        for number, option in enumerate(item.options)
    }
    return Curves(tuple(max(one, LEAST_LIKELY) for one in right), wrong, options, unknown, tuple(told))


def shares_of(options: Sequence[WrongOption], point: float) -> list[float]:
    """The share of each wrong option among the wrong ones, at one ability."""
    logits = [option.intercept + option.slope * point for option in options]
    most = max(logits, default=0.0)
    total = sum(exp(logit - most) for logit in logits)
    return [exp(logit - most) / total for logit in logits]


PRIOR = normal()
# "Knows" a level: three in four of its questions by knowing, this many logits above their difficulty.
THREE_IN_FOUR = log(3)
