"""Make the state, score and verification of every sitting anew, from its events alone."""

from collections import defaultdict
from collections.abc import Mapping
from uuid import UUID

from django.db import transaction

from opstap.certification.models import Sitting, SittingEvent
from opstap.certification.rules.following import Fact, outcome_of
from opstap.kit.rebuilding import Derived, Rebuilding

BATCH = 500
COLUMNS = ("state", "score", "verified_at")


def rebuild() -> Mapping[str, int]:
    """Let each sitting follow its events. The rows are locked first, as every action does."""
    with transaction.atomic():
        rows = list(Sitting.objects.select_for_update().order_by("pk"))
        facts: dict[UUID, list[Fact]] = defaultdict(list)
        events = SittingEvent.objects.order_by("recorded_at", "pk")
        for pk, what, happened_at, score in events.values_list("sitting", "what", "happened_at", "score"):
            facts[pk].append(Fact(what, happened_at, score))
        for row in rows:
            outcome = outcome_of(facts[row.pk])
            row.state, row.score, row.verified_at = outcome.state, outcome.score, outcome.verified_at
        # First those that free a voucher, then those that spend one, then the one that is ahead for a person and exam.
        for some in _in_order(rows):
            Sitting.objects.bulk_update(some, COLUMNS, batch_size=BATCH)
    return {"sittings": len(rows), "events": sum(map(len, facts.values()))}


def _in_order(rows: list[Sitting]) -> tuple[list[Sitting], ...]:
    ahead = [row for row in rows if row.state in Sitting.AHEAD]
    spent = [row for row in rows if row.state in Sitting.SPENDS and row.state not in Sitting.AHEAD]
    free = [row for row in rows if row.state not in Sitting.SPENDS]
    return free, spent, ahead


REBUILDING = Rebuilding("certification", (Derived(Sitting, COLUMNS),), rebuild)
