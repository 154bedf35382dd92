"""When a skill should come back: how well it is remembered, after each answer on it.

The model is FSRS-6 (the `fsrs` package, its published parameters, nine in ten still known when a skill is due), behind
words of our own. A memory belongs to a skill, not to a question: each review asks another question, else people learn the
question (adaptive engine notes 5.3). There are no steps of minutes: what went wrong comes back on another day, or in the
same session because it is weak. Nothing is drawn by chance ("fuzzing" is off), so that a rebuild gives the same to the
last digit.
"""

from dataclasses import dataclass
from datetime import UTC, datetime

from fsrs import Card, Rating, Scheduler, State

WANTED = 0.9  # the share that should still be known when a skill comes back
LONGEST = 365  # days; a programme takes less than a year
FULL = 0.999  # a mark from here on is right

_SCHEDULER = Scheduler(
    desired_retention=WANTED, learning_steps=(), relearning_steps=(), maximum_interval=LONGEST, enable_fuzzing=False
)


@dataclass(frozen=True, slots=True)
class Memory:
    """What is held of one skill: `stability` in days, `difficulty` 1 to 10, when it was last answered and is due again."""

    stability: float
    difficulty: float
    last_at: datetime
    due_at: datetime
    reviews: int = 1


def review(memory: Memory | None, score: float, at: datetime) -> Memory:
    """The memory after an answer with mark `score` (0 wrong to 1 right) at `at`; None before the first answer.

    Wrong is FSRS's "again", partly right "hard", right "good". Nobody says how easy it was, so "easy" is not used.
    """
    moment = at.astimezone(UTC)
    card, _ = _SCHEDULER.review_card(_card_of(memory), rating_of(score), moment)
    # The package types them as unknown before the first review; after one they are there.
    stability, difficulty = card.stability or 0.0, card.difficulty or 0.0
    return Memory(stability, difficulty, moment, card.due, memory.reviews + 1 if memory else 1)


def recall(memory: Memory, at: datetime) -> float:
    """The chance, 0 to 1, that the skill is still known at `at`."""
    return _SCHEDULER.get_card_retrievability(_card_of(memory), at.astimezone(UTC))


def rating_of(score: float) -> Rating:
    """How a mark counts."""
    if score >= FULL:
        return Rating.Good
    return Rating.Hard if score > 0 else Rating.Again


def _card_of(memory: Memory | None) -> Card:
    # Its own number would be taken from the clock.
    if memory is None:
        return Card(card_id=0, due=datetime.min.replace(tzinfo=UTC))
    return Card(
        card_id=0,
        state=State.Review,
        stability=memory.stability,
        difficulty=memory.difficulty,
        due=memory.due_at,
        last_review=memory.last_at.astimezone(UTC),
    )
