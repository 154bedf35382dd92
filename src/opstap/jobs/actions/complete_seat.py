"""Mark a seat as completed: from here on the employer sees the name and the day."""

from datetime import datetime

from django.db import transaction

from opstap.jobs.models import Seat
from opstap.kit import ledger
from opstap.kit.clock import now


def complete_seat(seat: Seat, *, at: datetime | None = None) -> Seat:
    """Complete it once; a second call, or a seat that was left, changes nothing. Listeners give the certificate."""
    with transaction.atomic():
        locked = Seat.objects.select_for_update(of=("self",)).select_related("staff_course").get(pk=seat.pk)
        if locked.completed_at is None and locked.ended_at is None:
            locked.completed_at = at or now()
            locked.save(update_fields=["completed_at"])
            refs = {"staff_course": str(locked.staff_course_id), "course": str(locked.staff_course.course_id)}
            ledger.record("jobs.seat_completed", by=None, on=locked, at=locked.completed_at, refs=refs)
    return locked
