"""A firm that offers a course to its staff, for tests."""

from datetime import timedelta
from typing import Any
from uuid import UUID, uuid4

from opstap.curriculum.models import Course, Lesson, Module
from opstap.jobs.actions.complete_seat import complete_seat
from opstap.jobs.actions.open_staff_course import Offer, open_staff_course
from opstap.jobs.actions.take_seat import take_seat
from opstap.jobs.models import Seat, StaffCourse
from opstap.kit.clock import today
from opstap.people.models import Organisation, Person

TEXTS = {"nl": "Veilig werken", "fr": "Travailler en sécurité", "en": "Working safely", "ar": "العمل بأمان"}


def make_course(code: str = "safe", *, lessons: int = 2) -> Course:
    """A course of so many modules of one lesson of 30 minutes, in Dutch, French and English."""
    course = Course.objects.create(
        code=code, version="1", title=TEXTS, summary=TEXTS, languages=["nl", "fr", "en"], licence="CC-BY-4.0"
    )
    for number in range(1, lessons + 1):
        module = Module.objects.create(course=course, code=f"{code}-{number}", title=TEXTS, position=number)
        text = "Begin.\n\n## One\n\nFirst part now.\n\n## Two\n\nTell {{ org.reporting_contact }}."
        Lesson.objects.create(
            module=module,
            code=f"{code}-{number}",
            title={name: f"{text} {number}" for name, text in TEXTS.items()},
            text=dict.fromkeys(("nl", "fr", "en"), text),
            minutes=30,
            position=1,
        )
    return course


def firm_of(person: Person) -> Organisation:
    """The firm for which this person speaks."""
    return Organisation.objects.get(grants__person=person, kind="employer")


def make_staff_course(chidi: Person, course: Course | None = None, *, seats: int = 10, **changes: Any) -> StaffCourse:
    """An offer of Chidi's firm that is open for a month; `changes` are set on the row."""
    offer = Offer(course or make_course(), seats, today() + timedelta(days=30))
    made = open_staff_course(firm_of(chidi), offer=offer, by=chidi, key=uuid4())
    for name, value in changes.items():
        setattr(made, name, value)
    made.save()
    return made


def seat_for(offered: StaffCourse, person: Person, *, completed: bool = False, key: UUID | None = None) -> Seat:
    """A seat, on request completed."""
    seat = take_seat(offered, person=person, key=key or uuid4())
    return complete_seat(seat) if completed else seat
