"""How far an employee is in the course of their seat. Read for themselves alone."""

from collections import Counter
from dataclasses import dataclass
from uuid import UUID

from django.utils.translation import get_language

from opstap.certification.models import Badge
from opstap.curriculum.models import Lesson, Module
from opstap.curriculum.queries import show_lesson
from opstap.jobs.models import Seat
from opstap.jobs.rules.staff import Section
from opstap.people.models import Person
from opstap.practice.access import organisation_of
from opstap.practice.queries import Road, road
from opstap.practice.queries.completion import completed_modules
from opstap.practice.queries.papers import testable_modules

# The level of the headings that divide a lesson.
TOP = 2


@dataclass(frozen=True, slots=True)
class Part:
    """A module with its lessons in order, whether this person is done with it, and else whether a short test can show it."""

    module: Module
    lessons: tuple[Lesson, ...]
    done: bool
    testable: bool


@dataclass(frozen=True, slots=True)
class Progress:
    """The parts in order; `next` is the first lesson that is not done, with its sections in the `language` that it has."""

    parts: tuple[Part, ...]
    next: Lesson | None
    sections: tuple[Section, ...]
    language: str
    minutes_left: int
    certificate: Badge | None


def progress_of(person: Person, seat: Seat) -> Progress:
    """Everything that the employee's page shows, read once."""
    course = seat.staff_course.course
    walked = road(person, course)
    parts = _parts(walked, completed_modules(person, course), testable_modules(course))
    following = walked.next
    if following is not None:
        following.module.course = course  # known already: one query less
    badge = None
    if seat.completed_at is not None:
        badge = Badge.objects.filter(person=person, course=course, revoked_at__isnull=True).first()
    sections, language = _sections(person, following) if following else ((), "")
    return Progress(
        parts=parts,
        next=following,
        sections=sections,
        language=language,
        minutes_left=walked.minutes_left,
        certificate=badge,
    )


def _parts(walked: Road, done: frozenset[UUID], testable: set[UUID]) -> tuple[Part, ...]:
    by_module: dict[UUID, list[Lesson]] = {}
    for lesson in walked.lessons:
        by_module.setdefault(lesson.module_id, []).append(lesson)
    return tuple(Part(some[0].module, tuple(some), pk in done, pk in testable - done) for pk, some in by_module.items())


def _sections(person: Person, lesson: Lesson) -> tuple[tuple[Section, ...], str]:
    """The lesson's sections in the reader's language, as their headings divide it; what stands before the first counts with
    it. The same text that the lesson's page shows, so that the links arrive.
    """
    shown = show_lesson(lesson, (get_language() or "en").split("-")[0], organisation_of(person))
    words: Counter[int] = Counter()
    for block in shown.rendered.blocks:
        words[max(block.section, 1)] += block.words
    headings = [heading for heading in shown.rendered.headings if heading.level == TOP]
    sections = [Section(one.anchor, one.text, words[number]) for number, one in enumerate(headings, start=1)]
    return tuple(sections), shown.language
