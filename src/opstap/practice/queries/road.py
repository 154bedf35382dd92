"""A learner's road through a course."""

from dataclasses import dataclass
from uuid import UUID

from opstap.curriculum.models import Course, Lesson
from opstap.people.models import Person
from opstap.practice.models import LessonReading
from opstap.practice.queries.completion import passed_modules


@dataclass(frozen=True, slots=True)
class Road:
    """A course as a road: its lessons in order, and which of them this person has read.

    `known`: lessons not read, of modules whose short test was passed. They need not be read, and may be.
    """

    course: Course
    lessons: tuple[Lesson, ...]
    read: frozenset[UUID]
    known: frozenset[UUID] = frozenset()

    @property
    def passed(self) -> frozenset[UUID]:
        """The lessons that the person is done with, one way or the other."""
        return self.read | self.known

    @property
    def next(self) -> Lesson | None:
        """The first lesson that the person is not done with."""
        return next((lesson for lesson in self.lessons if lesson.pk not in self.passed), None)

    @property
    def done(self) -> int:
        return sum(lesson.pk in self.passed for lesson in self.lessons)

    @property
    def minutes_left(self) -> int:
        return sum(lesson.minutes for lesson in self.lessons if lesson.pk not in self.passed)

    def after(self, lesson: Lesson) -> Lesson | None:
        """The lesson that follows `lesson` in the course."""
        keys = [one.pk for one in self.lessons]
        place = keys.index(lesson.pk) + 1 if lesson.pk in keys else len(keys)
        return self.lessons[place] if place < len(keys) else None


def road(person: Person, course: Course) -> Road:
    """The road of `person` through `course`."""
    lessons = (
        Lesson.objects.filter(module__course=course, retired=False, module__retired=False)
        .select_related("module")
        .defer("text")
        .order_by("module__position", "position")
    )
    read = LessonReading.objects.filter(learner__person=person).values_list("lesson_id", flat=True)
    done, tested = frozenset(read), passed_modules(person, course)
    known = frozenset(lesson.pk for lesson in lessons if lesson.module_id in tested and lesson.pk not in done)
    return Road(course, tuple(lessons), done, known)
