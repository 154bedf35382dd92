"""Take a seat in a course that an employer offers its staff."""

from datetime import datetime
from uuid import UUID

from django.db import transaction

from opstap.jobs.models import Seat, StaffCourse
from opstap.jobs.queries.staff import door_of
from opstap.jobs.rules.staff import Door
from opstap.kit import ledger
from opstap.kit.clock import BRUSSELS, now
from opstap.people.actions.grant_role import grant_role
from opstap.people.models import Person, Role


class SeatRefusedError(Exception):
    """No seat: `door` says whether the offer is full or closed."""

    def __init__(self, door: Door) -> None:
        super().__init__(door)
        self.door = door


def take_seat(staff_course: StaffCourse, *, person: Person, key: UUID, at: datetime | None = None) -> Seat:
    """Give the person a seat and the role of employee; whoever has one gets it back, whoever left comes back to it.

    The offer's row is locked first, always: of two people who want the last seat at once, the second counts again and finds
    it taken. A person has one seat per offer, by constraint. Raises SeatRefusedError.
    """
    moment = at or now()
    with transaction.atomic():
        offered = StaffCourse.objects.select_for_update(of=("self",)).select_related("employer").get(pk=staff_course.pk)
        seat = Seat.objects.filter(staff_course=offered, person=person).first()
        if seat is not None and seat.ended_at is None:
            return seat
        found = door_of(offered, today=moment.astimezone(BRUSSELS).date())
        # A seat that was left is still theirs, so a full course does not keep them out.
        if found is Door.CLOSED or (found is Door.FULL and seat is None):
            raise SeatRefusedError(found)
        if seat is None:
            seat = Seat.objects.create(key=key, staff_course=offered, person=person, taken_at=moment)
        else:
            seat.ended_at = None
            seat.save(update_fields=["ended_at"])
        grant_role(person, role=Role.EMPLOYEE, organisation=offered.employer, by=person, at=moment)
        refs = {"staff_course": str(offered.pk), "course": str(offered.course_id)}
        ledger.record("jobs.seat_taken", by=person, on=seat, at=moment, refs=refs)
    return seat
