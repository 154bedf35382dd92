"""Offer a course to an employer's own staff."""

import secrets
from dataclasses import dataclass
from datetime import date, datetime
from uuid import UUID

from django.core.exceptions import PermissionDenied
from django.db import IntegrityError, transaction

from opstap.curriculum.models import Course
from opstap.jobs.access.staff import can_speak_for
from opstap.jobs.models import StaffCourse
from opstap.kit import ledger
from opstap.kit.clock import now
from opstap.people.models import Organisation, Person


@dataclass(frozen=True, slots=True)
class Offer:
    """What is offered: the course, for how many people, and the last day on which one can begin."""

    course: Course
    seats: int
    closes_on: date


def open_staff_course(
    employer: Organisation, *, offer: Offer, by: Person, key: UUID, at: datetime | None = None
) -> StaffCourse:
    """Save the offer with a fresh invitation link; the same `key` gives the first one back. Raises PermissionDenied."""
    if not can_speak_for(by, employer):
        raise PermissionDenied
    moment = at or now()
    try:
        with transaction.atomic():
            opened = StaffCourse.objects.create(
                key=key,
                employer=employer,
                course=offer.course,
                seats=offer.seats,
                token=new_token(),
                opened_at=moment,
                closes_on=offer.closes_on,
            )
            ledger.record("jobs.staff_course_opened", by=by, on=opened, at=moment, refs=_refs(opened))
    except IntegrityError:
        return StaffCourse.objects.get(key=key, employer=employer)
    return opened


def new_token() -> str:
    """43 characters, 256 random bits: a link that nobody guesses (OWASP asks for at least 64 bits of a session's id)."""
    return secrets.token_urlsafe(32)


def _refs(opened: StaffCourse) -> dict[str, str]:
    return {"employer": str(opened.employer_id), "course": str(opened.course_id)}
