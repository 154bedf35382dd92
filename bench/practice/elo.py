"""The Elo that the product had before its filter, kept to compare with: one general ability and an offset per skill.

A step that shrinks as answers come in (adaptive engine notes 5.1 and 5.2, after Pelanek 2016), difficulties that learn from first
tries as if ten people had answered before, and a slope of 0.8 on what it expects, because raw Elo is over-confident. That slope
was chosen on the people on whom answers_swedish.py compares.
"""

from dataclasses import dataclass

from opstap.practice.rules.knowledge import probability

STEP_DECAY, DIFFICULTY_DECAY, PRETENDED_ANSWERS = 0.02, 0.05, 10
CAUTION = 0.8


@dataclass(slots=True)
class Elo:
    """One person on one skill, in logits."""

    ability: float = 0.0
    offset: float = 0.0
    answers: int = 0

    @property
    def strength(self) -> float:
        return self.ability + self.offset

    def learn(self, surprise: float) -> None:
        step = surprise / 2 / (1 + STEP_DECAY * self.answers)
        self.ability, self.offset, self.answers = self.ability + step, self.offset + step, self.answers + 1


def expected(strength: float, difficulty: float, guess: float) -> float:
    """What it expects, drawn to the middle by its caution."""
    return probability(CAUTION * strength, CAUTION * difficulty, guess)


def learn_difficulty(difficulty: float, answers: int, surprise: float) -> float:
    """The difficulty of a question after one answer more than `answers`."""
    return difficulty - surprise / (1 + DIFFICULTY_DECAY * (PRETENDED_ANSWERS + answers))
