"""How good chances of passing are: AUC, log loss, calibration error and who is proposed, with standard errors over people.

Every person is drawn several times (other questions as practice and as exam), so people, not draws, are resampled: 100 bootstrap
samples, seeded.
"""

import random
from collections.abc import Sequence
from dataclasses import dataclass
from math import log, sqrt

PROPOSED = 0.8
BINS = 10
SAMPLES = 100


@dataclass(frozen=True, slots=True)
class Told:
    """One chance and what came of it: the number of the person, the number of the draw."""

    person: int
    draw: int
    chance: float
    passed: bool


def figures(told: Sequence[Told]) -> dict[str, float]:
    """All figures, and the standard error of each under its name with `_se`. `ece_draw` is the mean over single draws."""
    ranked = sorted(told, key=lambda one: one.chance)
    people = sorted({one.person for one in told})
    found = weighed(ranked, dict.fromkeys(people, 1))
    dice = random.Random(7)
    samples = []
    for _ in range(SAMPLES):
        often = dict.fromkeys(people, 0)
        for person in dice.choices(people, k=len(people)):
            often[person] += 1
        samples.append(weighed(ranked, often))
    spreads = {f"{name}_se": _spread([sample[name] for sample in samples]) for name in found}
    draws = sorted({one.draw for one in told})
    each = [weighed([one for one in ranked if one.draw == draw], dict.fromkeys(people, 1))["ece"] for draw in draws]
    return found | spreads | {"ece_draw": sum(each) / len(each)}


def weighed(ranked: Sequence[Told], often: dict[int, int]) -> dict[str, float]:
    """The figures of chances in rising order when each person counts so often."""
    total = loss = passed = behind = pairs = proposed = right = 0.0
    chances, hits = [0.0] * BINS, [0.0] * BINS
    for one in ranked:
        weight = often[one.person]
        total += weight
        place = min(int(one.chance * BINS), BINS - 1)
        chances[place] += weight * one.chance
        if one.passed:
            passed += weight
            pairs += weight * behind
            hits[place] += weight
        else:
            behind += weight
        loss -= weight * log(one.chance if one.passed else 1 - one.chance)
        if one.chance >= PROPOSED:
            proposed += weight
            right += weight * one.passed
    return {
        "auc": pairs / (passed * behind),
        "ll": loss / total,
        "ece": sum(abs(one - other) for one, other in zip(chances, hits, strict=True)) / total,
        "chance": sum(chances) / total,
        "passed": passed / total,
        "proposed": proposed / total,
        "precision": right / proposed if proposed else float("nan"),
    }


def _spread(values: Sequence[float]) -> float:
    mean = sum(values) / len(values)
    return sqrt(sum((value - mean) ** 2 for value in values) / (len(values) - 1))
