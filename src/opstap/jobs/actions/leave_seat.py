"""Leave a course that the employer offers, without the employer seeing it."""

from datetime import datetime
from uuid import UUID

from django.core.exceptions import PermissionDenied
from django.db import transaction

from opstap.jobs.access.staff import can_leave_seat
from opstap.jobs.models import Seat
from opstap.kit import ledger
from opstap.kit.clock import now
from opstap.people.actions.end_role import end_role
from opstap.people.models import Person, Role


def leave_seat(seat: Seat, *, by: Person, at: datetime | None = None) -> Seat:
    """End the seat; with the last one in this firm the role goes too. Leaving again changes nothing.

    What was answered stays the person's own and is erased with the account. Raises PermissionDenied.
    """
    moment = at or now()
    with transaction.atomic():
        locked = Seat.objects.select_for_update(of=("self",)).select_related("staff_course").get(pk=seat.pk)
        if locked.person_id == by.pk and locked.ended_at is not None:
            return locked
        if not can_leave_seat(by, locked):
            raise PermissionDenied
        locked.ended_at = moment
        locked.save(update_fields=["ended_at"])
        ledger.record("jobs.seat_left", by=by, on=locked, at=moment)
        _give_up_role(by, locked, moment)
    return locked


def _give_up_role(person: Person, seat: Seat, at: datetime) -> None:
    employer = seat.staff_course.employer_id
    if Seat.objects.filter(person=person, staff_course__employer=employer, ended_at__isnull=True).exists():
        return
    for grant in person.grants.current().filter(role=Role.EMPLOYEE, organisation=employer):
        end_role(grant, by=person, at=at)
    person.__dict__.pop("_roles", None)


def end_seats(person: UUID) -> int:
    """End every seat of someone who is being erased; gives how many. That a seat was taken and completed stays as a count."""
    return Seat.objects.filter(person=person, ended_at__isnull=True).update(ended_at=now())
