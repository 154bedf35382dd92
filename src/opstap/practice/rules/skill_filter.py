"""What answers show of a person and of a question, and how sure that is: a normal belief per unknown, moved by each answer.

The form is one step of an extended Kalman filter on a logistic item response model with guessing (as Glicko does for players,
Glickman 1999, doi 10.1111/1467-9876.00159), with a variance per unknown and no covariances. Where Elo has a step that shrinks by
a fixed schedule, here it follows from what is not known yet: a new person and a new question move far, known ones hardly, and
the same variances give the range that is shown.

Everything is in logits. A person has a general ability and an offset per skill; a question has a difficulty of its own and shares
one with each skill that it asks. What an answer tells is divided over all of them by their variance.

What it promises, and tests prove: the same answers in the same order give the same numbers; a right answer never lowers what
it touches of a person, a wrong one never raises it; an answer makes surer; time never raises an offset, and makes less sure.
"""

from dataclasses import dataclass
from math import exp, pi, sqrt
from typing import NamedTuple

MOST = 6.0  # logits; beyond it a probability no longer changes visibly
LEAST_CHANCE = 1e-6
# The logistic function averaged over a normal of variance S is close to that of the mean / sqrt(1 + pi S / 8) (MacKay 1992).
SPREAD_SHARE = pi / 8


class Belief(NamedTuple):
    """A normal belief about one unknown: its mean in logits, its variance in squared logits."""

    mean: float = 0.0
    variance: float = 1.0


@dataclass(frozen=True, slots=True)
class Priors:
    """What is believed before any answer: variances, and how easy the middle question is to the middle person.

    People differ more in an exam than in a tutor: the defaults for people are those that fit the Swedish SAT 22B, where twice as
    wide as in the EdNet sample lowers the log loss by .003; those for questions are about what EdNet wants (bench/practice).
    """

    centre: float = 0.0
    general: float = 0.7
    skill: float = 0.3
    question: float = 0.8
    skill_difficulty: float = 0.2
    # Who answered the question before remembers it: by how many logits that helps, after a wrong and after a right answer. And
    # such an answer counts for a share of a first one, because it says more of that question than of its skills.
    seen_wrong: float = 1.5
    seen_right: float = 3.0
    again: float = 0.3
    # Days without practice in which half of an offset above 0 is lost. Our choice, unmeasured.
    half_life: float = 180.0


class Expected(NamedTuple):
    """What was expected of an answer before it came.

    `logit` and `variance` are of what decides it (ability less difficulty); `chance` lies between the guess and 1; `slope` and
    `told` say how far the score moves a belief, and how much it tells (Fisher information), per logit.
    """

    logit: float
    variance: float
    chance: float
    slope: float
    told: float


class Step(NamedTuple):
    """What one answer does to all that it touches: how far it pulls and how much it tells, per unit of variance."""

    pull: float
    told: float


def sigmoid(logit: float) -> float:
    """The logistic function, safe at both ends."""
    return 1 / (1 + exp(-logit)) if logit >= 0 else exp(logit) / (1 + exp(logit))


def share_of(skills: int) -> float:
    """The weight of each of a question's skills: 1 / sqrt(n), so that a question on several is as spread as one on one."""
    return 1 / sqrt(skills) if skills > 1 else 1.0


def expect(logit: float, variance: float, guess: float = 0.0) -> Expected:
    """What to expect where ability less difficulty is believed to be `logit`, with `variance`.

    `guess` is the chance without knowledge, from 0 to below 1.
    """
    knowing = sigmoid(logit / sqrt(1 + SPREAD_SHARE * variance))
    chance = guess + (1 - guess) * knowing
    if not LEAST_CHANCE < chance < 1 - LEAST_CHANCE:
        chance = min(max(chance, LEAST_CHANCE), 1 - LEAST_CHANCE)
    rise = (1 - guess) * knowing * (1 - knowing)
    slope = rise / (chance * (1 - chance))
    return Expected(logit, variance, chance, slope, rise * slope)


def step_of(expected: Expected, score: float, evidence: float = 1.0) -> Step:
    """What an answer with mark `score` (0 to 1) does; `evidence`, 0 to 1, is the share of an answer that it counts for."""
    share = evidence / (1 + evidence * expected.told * expected.variance)
    return Step(share * expected.slope * (score - expected.chance), share * expected.told)


def moved(belief: Belief, weight: float, step: Step) -> Belief:
    """The belief after an answer in which it counted with this weight: below 0 for a difficulty."""
    before, variance = belief
    gain = variance * weight
    mean = before + gain * step.pull
    if not -MOST < mean < MOST:
        mean = min(max(mean, -MOST), MOST)
    return Belief(mean, variance * (1 - gain * weight * step.told))


def forgotten(offset: Belief, prior: float, days: float, half_life: float) -> Belief:
    """An offset after `days` without practice of its skill; `prior` is its variance before any answer.

    What stands above a person's general ability fades towards it. What stands below stays: time teaches nobody, and shown
    knowledge must not rise by waiting. In both cases we become less sure, up to the prior.
    """
    if days <= 0:
        return offset
    kept = 0.5 ** (days / half_life)
    mean = offset.mean * kept if offset.mean > 0 else offset.mean
    return Belief(mean, max(offset.variance, prior - (prior - offset.variance) * kept * kept))
