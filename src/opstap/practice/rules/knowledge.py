"""What answers show of what someone knows: the filter and its readout, as the product uses them.

One answer goes: `Held.meet` (the person before the question), `judge` (what is kept of that moment), `Held.learn` (the person
after it). A question learns apart and later, from what was kept (`learn_difficulty`). Everything is on the logit scale.
The model and its promises: skill_filter.py, features.py, readout.py. Measured on real answers: bench/results/practice_answers.md.
"""

from collections.abc import Sequence
from dataclasses import dataclass, field, replace
from datetime import datetime

from opstap.practice.rules.features import (
    NAMES,
    Hard,
    Meeting,
    PersonTrace,
    Seen,
    SkillTrace,
    answered,
    features_of,
    meet,
    new_person,
    new_skill,
)
from opstap.practice.rules.readout import UNFITTED, Shown, chance_of, show_skill
from opstap.practice.rules.skill_filter import (
    Belief,
    Priors,
    expect,
    forgotten,
    moved,
    share_of,
    sigmoid,
    step_of,
)

PRIORS = Priors()
# Until weights are fitted to our own learners, what the filter expects is taken as it is.
READOUT = UNFITTED
NEW_TRACE = new_skill(PRIORS)
LEVEL_STEP = 0.75  # levels 1 to 5 are -1.5 to +1.5 logits (adaptive engine notes 5.2)
SECONDS_A_DAY = 86_400
LAST_MARKS = 5
UNSURE, GUESS = NAMES.index("unsure of question"), NAMES.index("guess")


@dataclass(frozen=True, slots=True)
class SkillKnown:
    """One skill of one person, and the answers behind it (`recent`: last five marks, oldest first)."""

    trace: SkillTrace = NEW_TRACE
    answers: int = 0
    recent: tuple[float, ...] = ()
    last_at: datetime | None = None

    @property
    def offset(self) -> float:
        """How far it lies above or below the person's general ability, in logits."""
        return self.trace.offset.mean

    @property
    def right(self) -> float:
        """The sum of the marks."""
        return self.trace.right


NEW_SKILL = SkillKnown()


@dataclass(frozen=True, slots=True)
class Judgement:
    """What was held before an answer: the chance of a right one, the features, and what was known of the person alone.

    `strength` (logits) and `spread` (its variance) are of ability and skills, without the question, which learns from them.
    """

    expected: float
    features: tuple[float, ...]
    strength: float
    spread: float


def day_of(at: datetime) -> float:
    """Days since 1970."""
    return at.timestamp() / SECONDS_A_DAY


def prior_difficulty(level: int) -> float:
    """The difficulty of a question that nobody has answered, from its author's level 1 to 5."""
    return (min(max(level, 1), 5) - 3) * LEVEL_STEP


def new_question(level: int) -> Belief:
    """What is believed of a question that nobody has answered."""
    return Belief(prior_difficulty(level), PRIORS.question)


def probability(strength: float, difficulty: float, guess: float) -> float:
    """The chance of a right answer, `guess` being the chance without any knowledge."""
    return guess + (1 - guess) * sigmoid(strength - difficulty)


def hard_before(difficulty: float, features: Sequence[float]) -> Hard:
    """The question as it was held before an answer that was kept with these features.

    An answer of before features were kept has none: its question counts as one of this difficulty that nobody had answered yet
    and that cannot be guessed.
    """
    if not features:
        return Hard(Belief(difficulty, PRIORS.question))
    return Hard(Belief(difficulty, features[UNSURE]), (), features[GUESS])


def judge(meeting: Meeting) -> Judgement:
    """What we expect of the answer, and what is kept of this moment."""
    features = features_of(meeting)
    share = share_of(len(meeting.skills))
    strength, spread = meeting.person.ability
    for skill in meeting.skills:
        strength += share * skill.offset.mean
        spread += share * share * skill.offset.variance
    return Judgement(chance_of(READOUT, features), features, strength, spread)


def learn_difficulty(own: Belief, strength: float, spread: float, guess: float, score: float) -> Belief:
    """What is believed of a question after someone of `strength`, known with variance `spread`, got `score` at the first try."""
    expected = expect(strength - own.mean, spread + own.variance, guess)
    return moved(own, -1.0, step_of(expected, score))


@dataclass(slots=True)
class Held[K]:
    """One person as held in memory, who moves with each answer: ability, skills by key, and what they did by question code."""

    person: PersonTrace = field(default_factory=lambda: new_person(PRIORS))
    skills: dict[K, SkillKnown] = field(default_factory=dict)
    seen: dict[str, Seen] = field(default_factory=dict)

    def skill(self, key: K) -> SkillKnown:
        """What is held of one skill."""
        return self.skills.get(key, NEW_SKILL)

    def meet(self, skills: Sequence[K], code: str, hard: Hard, at: datetime) -> Meeting:
        """Put the person before the question `code`, which asks `skills`, at that moment."""
        traces = [self.skill(key).trace for key in skills]
        return meet(self.person, traces, hard, self.seen.get(code, Seen()), PRIORS, day_of(at))

    def learn(self, meeting: Meeting, skills: Sequence[K], code: str, score: float, at: datetime) -> None:
        """Move on by the answer to it, with mark `score`."""
        self.person, traces, self.seen[code] = answered(meeting, score, PRIORS)
        for key, trace in zip(skills, traces, strict=True):
            before = self.skill(key)
            recent = (*before.recent, score)[-LAST_MARKS:]
            self.skills[key] = SkillKnown(trace, before.answers + 1, recent, at)


def rested(skill: SkillKnown, at: datetime) -> SkillKnown:
    """The skill at that moment: without practice it fades."""
    trace, day = skill.trace, day_of(at)
    if trace.day is None or day <= trace.day:
        return skill
    offset = forgotten(trace.offset, PRIORS.skill, day - trace.day, PRIORS.half_life)
    return replace(skill, trace=trace._replace(offset=offset, day=day))


def show(person: PersonTrace, skill: SkillKnown, at: datetime) -> Shown:
    """What to show of one skill at that moment."""
    return show_skill(READOUT, person, skill.trace, PRIORS, day_of(at))
