"""Readiness follows what is shown to be known: made again in the transaction that moved it."""

from collections.abc import Iterable

from opstap.practice.models import Learner, Readiness
from opstap.practice.queries.readiness import readiness_rows


def refresh_readiness(learner: Learner) -> None:
    """Write the learner's readiness for each outline that they answered about. Three queries, a millisecond an outline."""
    keep_readiness(readiness_rows([learner]))


def keep_readiness(rows: Iterable[Readiness]) -> None:
    """Save these rows over the ones of the same learner and outline."""
    Readiness.objects.bulk_create(
        rows,
        update_conflicts=True,
        unique_fields=["learner", "blueprint"],
        update_fields=["chance", "low", "high", "standing", "domains", "answers"],
        batch_size=200,
    )
