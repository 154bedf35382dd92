"""A placement test ends: the rules say that it is enough, or the person stops. What it came to is written down."""

from datetime import datetime

from django.db import transaction

from opstap.kit import ledger
from opstap.kit.clock import now
from opstap.practice.actions.answering_order import hold_answering_lock
from opstap.practice.models import Learner, Placement
from opstap.practice.queries.placement import write_outcomes

DERIVED = ("ability", "spread", "areas")


def end_placement(placement: Placement, *, stop: str = Placement.Stop.STOPPED, at: datetime | None = None) -> Placement:
    """End it; a second time changes nothing. What was answered counts."""
    with transaction.atomic():
        # The same order of locks as in every write of answers, so that two of them never wait for each other.
        hold_answering_lock()
        learner = Learner.objects.select_for_update().get(pk=placement.learner_id)
        current = Placement.objects.select_related("course").get(pk=placement.pk)
        if current.ended_at is None:
            current.ended_at, current.stop, current.asked = at or now(), stop, None
            write_outcomes([current])
            current.save(update_fields=["ended_at", "stop", "asked", *DERIVED])
            # That it ended, never with what.
            refs = {"placement": str(current.pk)}
            ledger.record("practice.placement_ended", by=learner, on=learner, at=current.ended_at, refs=refs)
    return current
