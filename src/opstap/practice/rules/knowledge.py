"""What answers show of what someone knows: an Elo-like model with one general ability and an offset per skill.

Each answer moves both by how surprising it was. The form is that of the adaptive engine notes 5.1 and 5.2 (after Pelanek,
"Applications of the Elo rating system in adaptive educational systems", 2016): a step K(n) that shrinks as answers come in,
difficulties that learn from first attempts only, and a prior from the author's level. Everything is on the logit scale.

What it promises, and tests prove: the same answers in the same order give the same numbers; a better mark never lowers
what is shown of that skill, and a right answer never does; what is shown lies between 0 and 1 inside its range.
"""

from collections.abc import Sequence
from dataclasses import dataclass, replace
from datetime import datetime
from math import exp, sqrt

# Steps of the learner's state: K(n) = 1 / (1 + 0.02 n), half to the general ability, half to the skills (notes 5.1).
STEP_DECAY = 0.02
# Steps of a question's difficulty: 1 / (1 + 0.05 n), beginning as if ten people had answered it (notes 5.1, 5.2).
DIFFICULTY_DECAY = 0.05
PRETENDED_ANSWERS = 10
LEVEL_STEP = 0.75  # levels 1 to 5 are -1.5 to +1.5 logits (notes 5.2)
MOST = 6.0  # logits; beyond it a probability no longer changes visibly
# Answering a question again shows memory of that question more than knowledge of the skill: it counts half. Our choice.
AGAIN = 0.5

# The range that is shown. Before any answer a skill lies within +-1.5 logits for 80% of people; each answer on it adds
# what a four-option question near one's level tells (about 0.2), each other answer a tenth of that, up to 50. Our choice.
PRIOR_VARIANCE = 1.44
TOLD_BY_ANSWER = 0.2
TOLD_BY_OTHER = 0.02
MOST_OTHERS = 50
RANGE_80 = 1.2816  # standard deviations that hold 80%
# Raw Elo is over-confident. On real exam answers (Swedish SAT 22B, 2 x 1,000 people met cold, 40 items each; bench/knowledge.py)
# a slope of 0.8 brings the calibration error from .037 and .040 down to .011 and .012; 0.7 gives .011 and .005.
CAUTION = 0.8


@dataclass(frozen=True, slots=True)
class General:
    """Ability over everything, in logits, and how many answers stand behind it."""

    ability: float = 0.0
    answers: int = 0


@dataclass(frozen=True, slots=True)
class SkillKnown:
    """One skill: its offset from the general ability, and the answers behind it (`recent`: last five marks, oldest first)."""

    offset: float = 0.0
    answers: int = 0
    right: float = 0.0
    recent: tuple[float, ...] = ()
    last_at: datetime | None = None


@dataclass(frozen=True, slots=True)
class Judgement:
    """What was expected of an answer before it came."""

    strength: float
    expected: float


@dataclass(frozen=True, slots=True)
class Shown:
    """The share of exam-level questions on a skill that this person would get right by knowing, and its 80% range."""

    value: float
    low: float
    high: float


def sigmoid(logit: float) -> float:
    """The logistic function, safe at both ends."""
    return 1 / (1 + exp(-logit)) if logit >= 0 else exp(logit) / (1 + exp(logit))


def prior_difficulty(level: int) -> float:
    """The difficulty of a question that nobody has answered, from its author's level 1 to 5."""
    return (min(max(level, 1), 5) - 3) * LEVEL_STEP


def probability(strength: float, difficulty: float, guess: float) -> float:
    """The chance of a right answer, `guess` being the chance without any knowledge."""
    return guess + (1 - guess) * sigmoid(strength - difficulty)


def judge(general: General, skills: Sequence[SkillKnown], difficulty: float, guess: float) -> Judgement:
    """What we expect of an answer to a question on `skills`."""
    offset = sum(skill.offset for skill in skills) / len(skills) if skills else 0.0
    strength = _within(general.ability + offset)
    return Judgement(strength, probability(strength, difficulty, guess))


def learn(
    general: General,
    skills: Sequence[SkillKnown],
    judgement: Judgement,
    score: float,
    at: datetime,
    *,
    again: bool = False,
) -> tuple[General, tuple[SkillKnown, ...]]:
    """The state after an answer with mark `score`; `again` when the person had answered this question before."""
    surprise = (score - judgement.expected) * (AGAIN if again else 1.0)
    ability = _within(general.ability + _step(general.answers) * surprise / 2)
    moved = tuple(
        replace(
            skill,
            offset=_within(skill.offset + _step(skill.answers) * surprise / 2),
            answers=skill.answers + 1,
            right=skill.right + score,
            recent=(*skill.recent, score)[-5:],
            last_at=at,
        )
        for skill in skills
    )
    return General(ability, general.answers + 1), moved


def learn_difficulty(difficulty: float, answers: int, strength: float, guess: float, score: float) -> float:
    """The difficulty of a question after someone of `strength` got `score` at the first attempt."""
    surprise = score - probability(strength, difficulty, guess)
    return _within(difficulty - surprise / (1 + DIFFICULTY_DECAY * (PRETENDED_ANSWERS + answers)))


def show(general: General, skill: SkillKnown) -> Shown:
    """What to show of one skill."""
    centre = CAUTION * (general.ability + skill.offset)
    others = min(max(general.answers - skill.answers, 0), MOST_OTHERS)
    told = 1 / PRIOR_VARIANCE + TOLD_BY_ANSWER * skill.answers + TOLD_BY_OTHER * others
    reach = RANGE_80 / sqrt(told)
    return Shown(sigmoid(centre), sigmoid(centre - reach), sigmoid(centre + reach))


def _step(answers: int) -> float:
    return 1 / (1 + STEP_DECAY * answers)


def _within(value: float) -> float:
    return min(max(value, -MOST), MOST)
