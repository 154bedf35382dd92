"""Reads about courses for an employer's staff."""

from collections.abc import Iterator
from dataclasses import dataclass
from datetime import date
from uuid import UUID

from django.db.models import Count, Q, QuerySet, Sum

from opstap.curriculum.models import Course, Lesson
from opstap.jobs.models import Seat, StaffCourse
from opstap.jobs.rules.staff import Door, door
from opstap.kit.clock import BRUSSELS
from opstap.kit.privacy import Json
from opstap.people.models import Installation, Organisation, OrganisationKind


def courses_to_offer() -> QuerySet[Course]:
    """Every course that has a lesson: course packs are openly licensed."""
    lessons = Lesson.objects.filter(retired=False, module__retired=False)
    return Course.objects.filter(pk__in=lessons.values("module__course")).order_by("code")


def door_of(offered: StaffCourse, *, today: date) -> Door:
    """Whether the invitation link lets someone in today. Seats that were left count as given."""
    return door_from(offered, Seat.objects.filter(staff_course=offered).count(), today)


def door_from(offered: StaffCourse, taken: int, today: date) -> Door:
    """The same, when it is known how many seats are given."""
    closed = offered.closed_at is not None
    return door(closed=closed, closes_on=offered.closes_on, seats=offered.seats, taken=taken, today=today)


def with_counts(rows: QuerySet[StaffCourse]) -> QuerySet[StaffCourse]:
    """Each offer with `n_taken` and `n_completed`, newest first, in one query."""
    done = Count("taken", filter=Q(taken__completed_at__isnull=False))
    return (
        rows.select_related("course", "employer")
        .annotate(n_taken=Count("taken"), n_completed=done)
        .order_by("-opened_at", "pk")
    )


def completed(rows: QuerySet[Seat], offered: StaffCourse) -> QuerySet[Seat]:
    """Of the completions that someone may see, those of this offer, newest first."""
    return rows.filter(staff_course=offered).select_related("person").order_by("-completed_at", "pk")


def named_days(rows: QuerySet[Seat]) -> Iterator[tuple[str, date]]:
    """Name and day of each completion, one after the other: a table may be long."""
    for name, at in rows.values_list("person__name", "completed_at").iterator():
        if at is not None:
            yield name, at.astimezone(BRUSSELS).date()


@dataclass(frozen=True, slots=True)
class Size:
    """How much there is to read."""

    lessons: int
    minutes: int


def size_of(course: Course) -> Size:
    """The lessons of the course and their minutes."""
    lessons = Lesson.objects.filter(module__course=course, retired=False, module__retired=False)
    found = lessons.aggregate(many=Count("pk"), minutes=Sum("minutes"))
    return Size(found["many"], found["minutes"] or 0)


def school_of_the_house() -> Organisation | None:
    """The school that runs this installation: it teaches and examines, so it gives the certificate, not the employer."""
    opened = Installation.objects.select_related("organisation").first()
    if opened is not None:
        return opened.organisation
    return Organisation.objects.filter(kind=OrganisationKind.SCHOOL).order_by("pk").first()


def seats_as_json(person: UUID) -> Json:
    """The person's seats, for their export."""
    rows = Seat.objects.filter(person=person).select_related("staff_course__course", "staff_course__employer")
    return [
        {
            "course": row.staff_course.course.code,
            "employer": row.staff_course.employer.name,
            "taken_at": row.taken_at.isoformat(),
            "completed_at": row.completed_at.isoformat() if row.completed_at else None,
            "left_at": row.ended_at.isoformat() if row.ended_at else None,
        }
        for row in rows.order_by("taken_at")
    ]
