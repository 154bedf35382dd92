"""When a learner's skills are due again."""

from uuid import UUID

from opstap.practice.models import ReviewCard
from opstap.practice.rules.review import Memory

CARD_FIELDS = ("stability", "difficulty", "last_at", "due_at", "reviews")


def memory_of(card: ReviewCard) -> Memory:
    """The stored card as a value for the rules."""
    return Memory(card.stability, card.difficulty, card.last_at, card.due_at, card.reviews)


def card_of(learner: UUID, skill: UUID, memory: Memory) -> ReviewCard:
    """A value of the rules as a row, not saved."""
    return ReviewCard(
        learner_id=learner,
        skill_id=skill,
        stability=memory.stability,
        difficulty=memory.difficulty,
        last_at=memory.last_at,
        due_at=memory.due_at,
        reviews=memory.reviews,
    )
