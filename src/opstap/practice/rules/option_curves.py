"""What each option of a question tells of ability: item curves learned from answers, and the evidence of one answer.

Right answers follow the three-parameter logistic, wrong ones split over the wrong options by a softmax in ability (nested logit:
`response_model.Item`). All is fitted by marginal maximum likelihood with priors (EM on the grid, Bock and Aitkin 1981), so a
question with few answers stays what its author's level says, and its wrong options, drawn to no slope and like shares, tell no
more than "wrong". The weights of ability in the population are fitted with them: people are not always normal.

`calibrate_items` runs at night, never while somebody waits: 2,500 people x 80 questions take about a second a round here.
"""

from collections.abc import Sequence
from dataclasses import dataclass, replace
from math import exp, log

from opstap.practice.rules.response_model import (
    GRID,
    PRIOR,
    Item,
    Outcome,
    Reply,
    WrongOption,
    likelihood,
    shares_of,
    weights,
)
from opstap.practice.rules.skill_filter import sigmoid

# Priors (adaptive engine notes 5.5): log a ~ N(0.1, 0.5), logit c ~ N(-1.5, 0.5), b around what the item came with.
A_MIDDLE, A_SPREAD = 0.1, 0.5
C_MIDDLE, C_SPREAD = -1.5, 0.5
B_SPREAD = 2.0
# Of wrong options: one over the variance of the priors of intercept and slope, N(0, 4.5) and N(0, 0.7).
INTERCEPT_WEIGHT, SLOPE_WEIGHT = 0.05, 2.0
ROUNDS = 25
LONGEST_STEP = 0.5
DAMPING = 0.7
LEAST_WEIGHT = 1e-5  # of a point of the grid: nobody is impossible


@dataclass(frozen=True, slots=True)
class Said:
    """What one answer says of ability in a domain: the log of its likelihood on the grid."""

    domain: str
    told: tuple[float, ...]


@dataclass(frozen=True, slots=True)
class Given:
    """One answer of the people that items are learned from: the number of the item, and the reply."""

    item: int
    reply: Reply


@dataclass(frozen=True, slots=True)
class Calibrated:
    """The items with their curves, and the weights of ability in the population, on the grid."""

    items: tuple[Item, ...]
    general: tuple[float, ...]


def said(domain: str, item: Item, reply: Reply, *, mark: float | None = None, weight: float = 1.0) -> Said:
    """What an answer says. `mark` between 0 and 1 is a part of the points; `weight` below 1 for an answer that counts less.

    An answer to a question seen before counts `knowledge.AGAIN`; an old one what the caller believes is left of it.
    """
    if mark is None or not 0 < mark < 1 or reply.outcome == Outcome.UNKNOWN:
        return Said(domain, tuple(weight * log(one) for one in likelihood(item, reply)))
    pairs = zip(item.curves.right, item.curves.wrong, strict=True)
    return Said(domain, tuple(weight * (mark * log(right) + (1 - mark) * log(wrong)) for right, wrong in pairs))


def calibrate_items(items: Sequence[Item], people: Sequence[Sequence[Given]], rounds: int = ROUNDS) -> Calibrated:
    """The most likely items and population after these answers; `people` has the first answers of each person.

    Each item keeps its `b` as the centre of its prior. "I do not know" counts as what `response_model` holds it to be, and
    teaches nothing of the curve of right answers.
    """
    fitted, general = list(items), PRIOR
    told = _by_reply(people)
    for _ in range(rounds):
        posteriors = _posteriors(fitted, people, general)
        for number, replies in told.items():
            counts = {reply: _sum([posteriors[person] for person in some]) for reply, some in replies.items()}
            fitted[number] = _learned(fitted[number], items[number].b, counts)
        if posteriors:
            general = weights([one / len(people) + LEAST_WEIGHT for one in _sum(posteriors)])
    return Calibrated(tuple(fitted), general)


def _by_reply(people: Sequence[Sequence[Given]]) -> dict[int, dict[Reply, list[int]]]:
    """Per item and reply the people who gave it."""
    found: dict[int, dict[Reply, list[int]]] = {}
    for person, answers in enumerate(people):
        for given in answers:
            found.setdefault(given.item, {}).setdefault(given.reply, []).append(person)
    return found


def _posteriors(
    items: Sequence[Item], people: Sequence[Sequence[Given]], general: tuple[float, ...]
) -> list[tuple[float, ...]]:
    """What is held of each person."""
    logs: dict[tuple[int, Reply], tuple[float, ...]] = {}
    before = tuple(map(log, general))
    found = []
    for answers in people:
        rows = [before]
        for given in answers:
            key = (given.item, given.reply)
            if key not in logs:
                logs[key] = tuple(map(log, likelihood(items[given.item], given.reply)))
            rows.append(logs[key])
        total = list(map(sum, zip(*rows, strict=True)))
        most = max(total)
        found.append(weights([exp(one - most) for one in total]))
    return found


def _sum(rows: Sequence[tuple[float, ...]]) -> tuple[float, ...]:
    return tuple(map(sum, zip(*rows, strict=True)))


def _learned(item: Item, level: float, counts: dict[Reply, tuple[float, ...]]) -> Item:
    """The item after one round; `counts` has the expected number of people at each point, per reply."""
    nobody = (0.0,) * len(GRID)
    right = counts.get(Reply(Outcome.RIGHT), nobody)
    wrong = [count for reply, count in counts.items() if reply.outcome == Outcome.WRONG]
    named = {reply.option: count for reply, count in counts.items() if reply.outcome == Outcome.WRONG and reply.option}
    a, b, c = _right_curve((item.a, item.b, item.c), level, right, _sum([right, *wrong]))
    return replace(item, a=a, b=b, c=c, options=split(named, item.options))


def _right_curve(
    now: tuple[float, float, float], level: float, right: Sequence[float], total: Sequence[float]
) -> tuple[float, float, float]:
    """One Fisher scoring step of (log a, b, logit c). An item that cannot be guessed keeps c = 0."""
    a, b, c = now
    place = log(c / (1 - c)) if c > 0 else C_MIDDLE
    pull = [(A_MIDDLE - log(a)) / A_SPREAD**2, (level - b) / B_SPREAD**2, (C_MIDDLE - place) / C_SPREAD**2]
    told = [[1 / A_SPREAD**2, 0.0, 0.0], [0.0, 1 / B_SPREAD**2, 0.0], [0.0, 0.0, 1 / C_SPREAD**2]]
    for point, hits, people in zip(GRID, right, total, strict=True):
        known = sigmoid(a * (point - b))
        chance = min(max(c + (1 - c) * known, 1e-9), 1 - 1e-9)
        bend = (1 - c) * known * (1 - known)
        slopes = (bend * a * (point - b), -bend * a, (1 - known) * c * (1 - c))
        spread = chance * (1 - chance)
        for row, slope in enumerate(slopes):
            pull[row] += (hits - people * chance) * slope / spread
            for column, other in enumerate(slopes):
                told[row][column] += people * slope * other / spread
    step = [min(max(one, -LONGEST_STEP), LONGEST_STEP) for one in _solve(told, pull)]
    return a * exp(step[0]), b + step[1], sigmoid(place + step[2]) if c > 0 else 0.0


def _solve(matrix: Sequence[Sequence[float]], right: Sequence[float]) -> list[float]:
    """The solution of a small positive definite system, by elimination."""
    rows = [[*row, value] for row, value in zip(matrix, right, strict=True)]
    for pivot, top in enumerate(rows):
        for lower in rows[pivot + 1 :]:
            share = lower[pivot] / top[pivot]
            for column in range(pivot, len(top)):
                lower[column] -= share * top[column]
    found = [0.0] * len(rows)
    for pivot in reversed(range(len(rows))):
        known = sum(rows[pivot][column] * found[column] for column in range(pivot + 1, len(rows)))
        found[pivot] = (rows[pivot][-1] - known) / rows[pivot][pivot]
    return found


def split(counts: dict[str, tuple[float, ...]], before: Sequence[WrongOption] = ()) -> tuple[WrongOption, ...]:
    """How wrong answers split over the wrong options; `counts` has the expected number of people per option and point.

    One damped Newton step of each option, from where they were. Options that nobody chose stay unknown.
    """
    start = {option.option: option for option in before}
    options = [start.get(name, WrongOption(name, 0.0, 0.0)) for name in sorted(counts)]
    totals = _sum([counts[option.option] for option in options]) if options else ()
    for number, option in enumerate(options):
        options[number] = _one_option(options, number, counts[option.option], totals)
    return tuple(options)


def _one_option(
    options: Sequence[WrongOption], number: int, count: Sequence[float], totals: Sequence[float]
) -> WrongOption:
    option = options[number]
    g0, g1 = -INTERCEPT_WEIGHT * option.intercept, -SLOPE_WEIGHT * option.slope
    h00, h01, h11 = INTERCEPT_WEIGHT, 0.0, SLOPE_WEIGHT
    for point, chosen, total in zip(GRID, count, totals, strict=True):
        share = shares_of(options, point)[number]
        weight = total * share * (1 - share)
        g0, g1 = g0 + chosen - total * share, g1 + (chosen - total * share) * point
        h00, h01, h11 = h00 + weight, h01 + weight * point, h11 + weight * point * point
    area = h00 * h11 - h01 * h01
    intercept = option.intercept + DAMPING * (h11 * g0 - h01 * g1) / area
    return WrongOption(option.option, intercept, option.slope + DAMPING * (h00 * g1 - h01 * g0) / area)
