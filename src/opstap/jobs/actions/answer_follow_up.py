"""Does the job last? The person answers, or a coach writes down what they said on the phone."""

from datetime import datetime
from uuid import UUID

from django.db import transaction

from opstap.jobs.models import FollowUp
from opstap.kit import ledger
from opstap.kit.clock import now
from opstap.people.models import Person


def answer_follow_up(
    follow_up: FollowUp, *, answer: str, by: Person | None, key: UUID, at: datetime | None = None
) -> FollowUp:
    """Save the first answer and give it back to whoever answers again. `by` is None for a link opened without signing in.

    Raises ValueError for an answer that is not on the list.
    """
    chosen = FollowUp.Answer(answer)
    moment = at or now()
    with transaction.atomic():
        current = FollowUp.objects.select_for_update().get(pk=follow_up.pk)
        if current.answer:
            return current
        current.answer, current.key, current.answered_at, current.answered_by = chosen, key, moment, by
        current.save(update_fields=["answer", "key", "answered_at", "answered_by"])
        ledger.record("jobs.follow_up_answered", by=by, on=current, at=moment, why=chosen.value)
    return current
