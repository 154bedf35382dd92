"""Offer more seats or more time; that also opens the door again."""

from datetime import date

from django.core.exceptions import PermissionDenied
from django.db import transaction

from opstap.jobs.access.staff import can_manage_staff_course
from opstap.jobs.models import StaffCourse
from opstap.kit import ledger
from opstap.people.models import Person


def change_staff_course(offered: StaffCourse, *, seats: int, closes_on: date, by: Person) -> StaffCourse:
    """Set both and open it; what is so already is left alone. Raises PermissionDenied.

    Fewer seats than people is no error (it would tell how many there are): then it is full, and nobody is put out.
    """
    if not can_manage_staff_course(by, offered):
        raise PermissionDenied
    with transaction.atomic():
        locked = StaffCourse.objects.select_for_update().get(pk=offered.pk)
        if (locked.seats, locked.closes_on, locked.closed_at) != (seats, closes_on, None):
            locked.seats, locked.closes_on, locked.closed_at = seats, closes_on, None
            locked.save(update_fields=["seats", "closes_on", "closed_at"])
            refs = {"seats": str(seats), "closes_on": closes_on.isoformat()}
            ledger.record("jobs.staff_course_changed", by=by, on=locked, refs=refs)
    return locked
