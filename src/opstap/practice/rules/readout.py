"""The chance of a right answer, and what is shown of a skill: one logistic formula over the features, with stored weights.

The filter alone is slow to see a change and knows nothing of beginnings and habits; the readout corrects it with a few weights,
refitted at night (`readout_fit.py`), and each term of its sum is a reason that can be shown.

The weight of a feature about a person has the sign of `features.SIGNS`, otherwise `Readout` refuses it. That is what makes the
promise hold after every refit: a right answer never lowers what is shown of its skills, time never raises it.
"""

from dataclasses import dataclass
from math import isfinite, sqrt, sumprod

from opstap.practice.rules.features import NAMES, SHOWN, SIGNS, Hard, PersonTrace, Seen, SkillTrace, features_of, meet
from opstap.practice.rules.skill_filter import Belief, Priors, sigmoid

RANGE_80 = 1.2816  # standard deviations that hold 80% of a normal distribution
MOST_LOGIT = 12.0  # a chance stays inside (0, 1) in floating point
EXAM_LEVEL = Hard(Belief(0.0, 0.0))  # the middle question, of which all is known and that cannot be guessed
EXPECTED, ABILITY, SKILL = (NAMES.index(name) for name in ("expected", "ability", "skill"))


class WrongSignError(ValueError):
    """A weight that would let a right answer lower, or time raise, what is shown; or one that is no number."""


@dataclass(frozen=True, slots=True)
class Readout:
    """A weight per feature in the order of `features.NAMES`, in logits, and the value of each feature that counts as ordinary."""

    intercept: float
    weights: tuple[float, ...]
    centre: tuple[float, ...]

    def __post_init__(self) -> None:
        if not len(self.weights) == len(self.centre) == len(NAMES):
            raise WrongSignError("one weight and one centre per feature")
        for name, weight in zip(NAMES, self.weights, strict=True):
            if not isfinite(weight) or SIGNS[name] * weight < 0:
                raise WrongSignError(name)


@dataclass(frozen=True, slots=True)
class Reason:
    """One term of the sum: by how many logits this feature moves the chance from that of the ordinary value."""

    feature: str
    logits: float


@dataclass(frozen=True, slots=True)
class Shown:
    """The share of exam-level questions on a skill that this person would get right by knowing, and its 80% range."""

    value: float
    low: float
    high: float


# Before any refit: what the filter expects, as it is. Its calibration error on people met cold is .006 to .009 (bench/practice).
UNFITTED = Readout(0.0, tuple(1.0 if name == "expected" else 0.0 for name in NAMES), tuple(0.0 for _ in NAMES))


def chance_of(readout: Readout, features: tuple[float, ...]) -> float:
    """The chance of a right answer, inside (0, 1)."""
    return sigmoid(_within(readout.intercept + sumprod(readout.weights, features)))


def reasons(readout: Readout, features: tuple[float, ...]) -> tuple[Reason, ...]:
    """Why the chance is what it is, strongest first; features that move nothing are left out."""
    moves = [
        Reason(name, weight * (value - centre))
        for name, weight, value, centre in zip(NAMES, readout.weights, features, readout.centre, strict=True)
    ]
    return tuple(sorted((move for move in moves if move.logits), key=lambda move: (-abs(move.logits), move.feature)))


def show_skill(readout: Readout, person: PersonTrace, skill: SkillTrace, priors: Priors, day: float = 0.0) -> Shown:
    """What to show of one skill on `day`: the readout before an exam-level question that was never seen.

    How unsure we are is in the range and not in the value: a first right answer makes us surer of somebody below the middle,
    and would lower a value that is drawn towards it.
    """
    at = meet(person, (skill,), EXAM_LEVEL, Seen(), priors, day)
    features = (at.expected.logit, *features_of(at)[1:])
    # What is not of the person stands at its ordinary value, so that no question moves what is shown.
    centre = readout.intercept + sumprod(readout.weights, readout.centre)
    for place in range(len(SHOWN)):
        centre += readout.weights[place] * (features[place] - readout.centre[place])
    reach = RANGE_80 * _spread(readout, person.ability.variance, at.skills[0].offset.variance)
    return Shown(*(sigmoid(_within(centre + move)) for move in (0.0, -reach, reach)))


def _spread(readout: Readout, general: float, offset: float) -> float:
    """The standard deviation of the sum, from the variances of what it is made of."""
    shared = readout.weights[EXPECTED]
    return sqrt((shared + readout.weights[ABILITY]) ** 2 * general + (shared + readout.weights[SKILL]) ** 2 * offset)


def _within(logit: float) -> float:
    return min(max(logit, -MOST_LOGIT), MOST_LOGIT)
