"""A practice session ends: its minutes are filled, or the person stops."""

from datetime import datetime

from django.db import transaction

from opstap.kit import ledger
from opstap.kit.clock import now
from opstap.practice.models import Learner, PracticeSession


def end_session(session: PracticeSession, *, at: datetime | None = None) -> PracticeSession:
    """End it; a second time changes nothing. What was answered in it stays."""
    with transaction.atomic():
        # The learner's row first, as in every write of answers, so that two of them never wait for each other.
        learner = Learner.objects.select_for_update().get(pk=session.learner_id)
        current = PracticeSession.objects.get(pk=session.pk)
        if current.ended_at is None:
            current.ended_at = at or now()
            current.save(update_fields=["ended_at"])
            refs = {"session": str(current.pk)}
            ledger.record("practice.session_ended", by=learner, on=learner, at=current.ended_at, refs=refs)
    return current
