"""A learner nobody can look into."""

from dataclasses import dataclass
from math import exp
from random import Random

FACTORS = 5
# Every factor leans this much on one general one, so that they correlate by about its square.
SHARED = 0.55


@dataclass(frozen=True, slots=True)
class Mind:
    """Hidden traits. `factors` are in logits; the others are shares or multipliers, 1 being usual."""

    factors: tuple[float, ...]
    english: float
    steadiness: float
    diligence: float
    carelessness: float
    cunning: float
    stress: float
    forgetting: float

    @property
    def ease(self) -> float:
        """How well learning goes in general, in logits."""
        return sum(self.factors) / len(self.factors)


def sigmoid(logit: float) -> float:
    """The logistic function."""
    return 1 / (1 + exp(-logit))


def draw_mind(dice: Random, *, english_speaker: bool = False) -> Mind:
    """Someone new. An outsider would find them alike; no group is drawn otherwise than another but for their English."""
    general = dice.gauss(0, 1)
    factors = tuple(0.75 * (SHARED * general + (1 - SHARED**2) ** 0.5 * dice.gauss(0, 1)) for _ in range(FACTORS))
    return Mind(
        factors=factors,
        english=0.95 if english_speaker else dice.betavariate(5, 3),
        steadiness=dice.betavariate(14, 1.5),
        diligence=max(0.25, dice.lognormvariate(0, 0.45)),
        carelessness=dice.betavariate(1.3, 14),
        cunning=dice.betavariate(3, 4),
        stress=max(0.0, dice.gauss(0.35, 0.3)),
        forgetting=dice.lognormvariate(0, 0.3),
    )
