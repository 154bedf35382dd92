"""Who sees which offer to staff, and what of whoever takes part.

An employer sees its own offers, how many people take part, and the names of those who completed; nothing else of anybody. An
employee sees their own seat. Whoever has the invitation link sees the offer behind it.
"""

from uuid import UUID

from django.db.models import QuerySet
from django.http import Http404

from opstap.jobs.models import Seat, StaffCourse
from opstap.people.models import Organisation, OrganisationKind, Person, Role


def employers_visible_to(person: Person) -> QuerySet[Organisation]:
    """The firms for which this person speaks."""
    grants = person.grants.current().filter(role=Role.EMPLOYER)
    return Organisation.objects.filter(kind=OrganisationKind.EMPLOYER, pk__in=grants.values("organisation"))


def can_speak_for(person: Person, employer: Organisation) -> bool:
    """Agrees with `employers_visible_to`, for one firm."""
    return employers_visible_to(person).filter(pk=employer.pk).exists()


def employer_for(person: Person, pk: UUID) -> Organisation:
    """One firm for which this person speaks, or 404."""
    found = employers_visible_to(person).filter(pk=pk).first()
    if found is None:
        raise Http404
    return found


def staff_courses_visible_to(person: Person) -> QuerySet[StaffCourse]:
    """What these firms offer their staff."""
    return StaffCourse.objects.filter(employer__in=employers_visible_to(person))


def can_manage_staff_course(person: Person, offered: StaffCourse) -> bool:
    """Agrees with `staff_courses_visible_to`, for one offer."""
    return staff_courses_visible_to(person).filter(pk=offered.pk).exists()


def staff_course_for(person: Person, pk: UUID) -> StaffCourse:
    """One offer of one's own firm, or 404."""
    found = staff_courses_visible_to(person).select_related("course", "employer").filter(pk=pk).first()
    if found is None:
        raise Http404
    return found


def completions_visible_to(person: Person) -> QuerySet[Seat]:
    """All that an employer sees of people: who completed a course that it offers. Whoever was erased has no name to show."""
    done = Seat.objects.filter(staff_course__in=staff_courses_visible_to(person), completed_at__isnull=False)
    return done.filter(person__erased_at__isnull=True)


def can_see_completion(person: Person, seat: Seat) -> bool:
    """Agrees with `completions_visible_to`, for one seat."""
    return completions_visible_to(person).filter(pk=seat.pk).exists()


def seats_visible_to(person: Person) -> QuerySet[Seat]:
    """Their own seats, as long as they did not leave."""
    return Seat.objects.filter(person=person, ended_at__isnull=True)


def can_leave_seat(person: Person, seat: Seat) -> bool:
    """Its holder alone, until the course is completed: then there is nothing left to leave."""
    return seat.person_id == person.pk and seat.ended_at is None and seat.completed_at is None


def seat_for(person: Person, pk: UUID) -> Seat:
    """One's own seat, or 404."""
    found = seats_visible_to(person).select_related("staff_course__course", "staff_course__employer", "person")
    seat = found.filter(pk=pk).first()
    if seat is None:
        raise Http404
    return seat


def staff_course_by_link(token: str) -> StaffCourse:
    """The offer that an invitation link opens, or 404; also when it is closed: the page says so."""
    found = StaffCourse.objects.select_related("course", "employer").filter(token=token).first()
    if found is None:
        raise Http404
    return found
