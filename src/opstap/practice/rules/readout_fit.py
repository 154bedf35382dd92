"""Fit the readout as the nightly refit does: logistic regression with a ridge and with signs, in pure Python.

The loss is -sum(score log p + (1 - score) log(1 - p)) + ridge / 2 * sum(w^2) over standardised features (a score between 0 and 1
is a share of a right answer), with each weight on its side of 0. It is convex: there is one minimum. Each step goes to the
minimum of the quadratic model there, found by coordinate descent, where a bound is a comparison (as in Friedman, Hastie and
Tibshirani 2010, doi 10.18637/jss.v033.i01).

The first steps use a spread-out part of the answers, slope and curvature; the last ones the slope of all answers with the
curvature of the part, which is about the same and would cost many times more. Beyond the answers it needs hardly any memory.
"""

from collections.abc import Sequence
from itertools import batched
from math import exp, log, sqrt, sumprod

from opstap.practice.rules.features import NAMES, SIGNS
from opstap.practice.rules.readout import Readout

RIDGE = 20.0  # in answers, per standardised weight
PART = 6_000  # answers that the curvature is taken from
STEPS_ON_PART, STEPS_ON_ALL = 15, 8  # at most
SWEEPS = 400  # of the coordinate descent, at most
LONGEST = 2.0  # of a step, per standardised weight: Newton's may overshoot far from the minimum
ENOUGH = 1e-4  # logits; a smaller step ends the fit
CHUNK = 4096
SIDES = (*SIGNS.values(), 0)  # and the intercept

type Rows = Sequence[Sequence[float]]
type Matrix = list[list[float]]


def fit_readout(rows: Rows, scores: Sequence[float], ridge: float = RIDGE) -> Readout:
    """The readout that fits best.

    `rows` are features as `features_of` gives them, `scores` the marks (0 to 1). Raises ValueError without an answer, or when
    the two do not go together. A feature that never differs gets no weight.
    """
    if not rows or len(rows) != len(scores):
        raise ValueError("as many scores as rows, and at least one")
    step = max(len(rows) // PART, 1)
    part, part_scores = rows[::step], scores[::step]
    centre, spread = _standard(part)
    weights = [0.0] * len(SIDES)
    for _ in range(STEPS_ON_PART):
        curvature = _curvature(part, weights, centre, spread)
        before = weights
        weights = _stepped(weights, _slope(part, part_scores, weights, centre, spread), curvature, ridge / step)
        if _far(before, weights) < ENOUGH:
            break
    if step > 1:
        curvature = [[value * len(rows) / len(part) for value in line] for line in curvature]
        for _ in range(STEPS_ON_ALL):
            before = weights
            weights = _stepped(weights, _slope(rows, scores, weights, centre, spread), curvature, ridge)
            if _far(before, weights) < ENOUGH:
                break
    raw, intercept = _raw(weights, centre, spread)
    return Readout(intercept, tuple(raw), tuple(centre))


def log_loss(chances: Sequence[float], scores: Sequence[float]) -> float:
    """The mean loss, in nats, of chances inside (0, 1) against the marks that came; less is better."""
    pairs = zip(chances, scores, strict=True)
    return -sum(score * log(chance) + (1 - score) * log(1 - chance) for chance, score in pairs) / len(scores)


def _standard(rows: Rows) -> tuple[list[float], list[float]]:
    """Mean and standard deviation per feature; a deviation of infinity where nothing differs, so that its weight stays 0."""
    centre, spread = [], []
    for column in zip(*rows, strict=True):
        mean = sum(column) / len(column)
        variance = sumprod(column, column) / len(column) - mean * mean
        centre.append(mean)
        spread.append(sqrt(variance) if variance > 1e-12 * (1 + mean * mean) else float("inf"))
    return centre, spread


def _raw(weights: Sequence[float], centre: Sequence[float], spread: Sequence[float]) -> tuple[list[float], float]:
    """Weights of the features as they come, and their intercept."""
    raw = [weight / one for weight, one in zip(weights[:-1], spread, strict=True)]
    return raw, weights[-1] - sumprod(raw, centre)


def _chances(rows: Rows, raw: Sequence[float], intercept: float) -> list[float]:
    logits = (intercept + sumprod(raw, row) for row in rows)
    return [1 / (1 + exp(-min(max(logit, -30.0), 30.0))) for logit in logits]


def _slope(
    rows: Rows, scores: Sequence[float], weights: Sequence[float], centre: Sequence[float], spread: Sequence[float]
) -> list[float]:
    """The derivative of the loss, without the ridge, by each standardised weight and the intercept."""
    raw, intercept = _raw(weights, centre, spread)
    slope = [0.0] * len(NAMES)
    total = 0.0
    for some, theirs in zip(batched(rows, CHUNK), batched(scores, CHUNK), strict=True):
        missed = [chance - score for chance, score in zip(_chances(some, raw, intercept), theirs, strict=True)]
        total += sum(missed)
        for place, column in enumerate(zip(*some, strict=True)):
            slope[place] += sumprod(missed, column)
    return [*((one - c * total) / s for one, c, s in zip(slope, centre, spread, strict=True)), total]


def _curvature(rows: Rows, weights: Sequence[float], centre: Sequence[float], spread: Sequence[float]) -> Matrix:
    """The second derivative of the loss, without the ridge."""
    told = [chance * (1 - chance) for chance in _chances(rows, *_raw(weights, centre, spread))]
    columns = [
        [(value - c) / s for value in column]
        for column, c, s in zip(zip(*rows, strict=True), centre, spread, strict=True)
    ]
    columns.append([1.0] * len(rows))
    matrix = [[0.0] * len(columns) for _ in columns]
    for place, column in enumerate(columns):
        heavy = [value * one for value, one in zip(column, told, strict=True)]
        for other in range(place + 1):
            matrix[place][other] = matrix[other][place] = sumprod(heavy, columns[other])
    return matrix


def _stepped(weights: Sequence[float], slope: Sequence[float], curvature: Matrix, ridge: float) -> list[float]:
    """The weights at the minimum of the quadratic model inside the bounds, or on the way there when it is far."""
    count = len(weights)
    ridges = [ridge] * (count - 1) + [0.0]
    moves = [0.0] * count
    for _ in range(SWEEPS):
        furthest = 0.0
        for place in range(count):
            bend = curvature[place][place] + ridges[place]
            if bend <= 0:
                continue
            fall = slope[place] + sumprod(curvature[place], moves) + ridges[place] * (weights[place] + moves[place])
            goal = weights[place] + moves[place] - fall / bend
            if SIDES[place] * goal < 0:
                goal = 0.0
            furthest = max(furthest, abs(goal - weights[place] - moves[place]))
            moves[place] = goal - weights[place]
        if furthest < ENOUGH / 100:
            break
    share = min(1.0, LONGEST / max(abs(move) for move in moves)) if any(moves) else 1.0
    # Rounding must not carry a weight over its bound.
    stepped = [weight + share * move for weight, move in zip(weights, moves, strict=True)]
    return [0.0 if side * weight < 0 else weight for side, weight in zip(SIDES, stepped, strict=True)]


def _far(one: Sequence[float], other: Sequence[float]) -> float:
    return max(abs(a - b) for a, b in zip(one, other, strict=True))
