"""Reads about courses for an employer's staff."""

from datetime import date

from django.db.models import Count, Q, QuerySet

from opstap.jobs.models import Seat, StaffCourse
from opstap.jobs.rules.staff import Door, door


def taken(offered: StaffCourse) -> int:
    """How many seats are given, those included that were left."""
    return Seat.objects.filter(staff_course=offered).count()


def door_of(offered: StaffCourse, *, today: date) -> Door:
    """Whether the invitation link lets someone in today."""
    return _door(offered, taken(offered), today)


def with_counts(rows: QuerySet[StaffCourse]) -> QuerySet[StaffCourse]:
    """Each offer with `n_taken` and `n_completed`, in one query."""
    done = Count("taken", filter=Q(taken__completed_at__isnull=False))
    return rows.select_related("course", "employer").annotate(n_taken=Count("taken"), n_completed=done)


def _door(offered: StaffCourse, many: int, today: date) -> Door:
    closed = offered.closed_at is not None
    return door(closed=closed, closes_on=offered.closes_on, seats=offered.seats, taken=many, today=today)
