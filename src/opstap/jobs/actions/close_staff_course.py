"""Let nobody new begin. Whoever has a seat goes on."""

from datetime import datetime

from django.core.exceptions import PermissionDenied
from django.db import transaction

from opstap.jobs.access.staff import can_manage_staff_course
from opstap.jobs.models import StaffCourse
from opstap.kit import ledger
from opstap.kit.clock import now
from opstap.people.models import Person


def close_staff_course(offered: StaffCourse, *, by: Person, at: datetime | None = None) -> StaffCourse:
    """Close the door now; closing it again changes nothing. Raises PermissionDenied."""
    if not can_manage_staff_course(by, offered):
        raise PermissionDenied
    with transaction.atomic():
        locked = StaffCourse.objects.select_for_update().get(pk=offered.pk)
        if locked.closed_at is None:
            locked.closed_at = at or now()
            locked.save(update_fields=["closed_at"])
            ledger.record("jobs.staff_course_closed", by=by, on=locked, at=locked.closed_at)
    return locked
