"""Which modules someone is done with: every lesson read, or the short test passed. And so which courses."""

from collections import defaultdict
from collections.abc import Iterable
from dataclasses import dataclass
from uuid import UUID

from opstap.curriculum.models import Course, Lesson, Module
from opstap.people.models import Person
from opstap.practice.models import CourseCompletion, Learner, LessonReading, Paper


@dataclass(frozen=True, slots=True)
class Progress:
    """Modules done, of the modules that have lessons; `completed` stays true when the course grows afterwards."""

    done: int
    of: int
    completed: bool


def completed_modules(person: Person, course: Course) -> frozenset[UUID]:
    """The ids of the modules of `course` that the person is done with. Three queries."""
    learner = Learner.objects.filter(person=person).first()
    return done_by_learner([learner.pk], course)[learner.pk] if learner else frozenset()


def course_is_completed(person: Person, course: Course) -> bool:
    """Whether the person is done with every module, now or once before the course grew."""
    return progress_by_person([person], course)[person.pk].completed


def progress_by_person(persons: Iterable[Person], course: Course) -> dict[UUID, Progress]:
    """How far each of these people is in the course, by their id: five queries, however many they are."""
    keys = [person.pk for person in persons]
    learners = dict(Learner.objects.filter(person__in=keys).values_list("person", "pk"))
    lessons = _lessons(course)
    done = _done(list(learners.values()), course, lessons)
    noted = CourseCompletion.objects.filter(course=course, learner__in=learners.values())
    completed = set(noted.values_list("learner", flat=True))
    progress = {}
    for key in keys:
        learner = learners.get(key)
        many = len(done[learner]) if learner else 0
        progress[key] = Progress(many, len(lessons), learner in completed or (many == len(lessons) > 0))
    return progress


def passed_modules(person: Person, course: Course) -> frozenset[UUID]:
    """The modules whose short test the person passed."""
    papers = Paper.objects.filter(learner__person=person, course=course, kind=Paper.Kind.MODULE, passed=True)
    return frozenset(module for module in papers.values_list("module", flat=True) if module)


def module_is_passed(learner: Learner, module: Module) -> bool:
    """Whether the learner passed the short test of the module."""
    return Paper.objects.filter(learner=learner, module=module, kind=Paper.Kind.MODULE, passed=True).exists()


def done_by_learner(learners: Iterable[UUID], course: Course) -> dict[UUID, frozenset[UUID]]:
    """Per learner, the ids of the modules they are done with."""
    return _done(list(learners), course, _lessons(course))


def is_done(learner: UUID, course: Course) -> bool:
    """Whether the learner is done with every module of the course as it is now."""
    lessons = _lessons(course)
    return bool(lessons) and len(_done([learner], course, lessons)[learner]) == len(lessons)


def _lessons(course: Course) -> dict[UUID, set[UUID]]:
    """The lessons of each module. A module without a lesson cannot be done and does not count."""
    found: dict[UUID, set[UUID]] = defaultdict(set)
    rows = Lesson.objects.filter(module__course=course, retired=False, module__retired=False)
    for module, lesson in rows.order_by().values_list("module", "pk"):
        found[module].add(lesson)
    return dict(found)


def _done(learners: list[UUID], course: Course, lessons: dict[UUID, set[UUID]]) -> dict[UUID, frozenset[UUID]]:
    wanted = {lesson for some in lessons.values() for lesson in some}
    read: dict[UUID, set[UUID]] = defaultdict(set)
    readings = LessonReading.objects.filter(learner__in=learners, lesson_id__in=wanted)
    for learner, lesson in readings.values_list("learner", "lesson_id"):
        read[learner].add(lesson)
    passed: dict[UUID, set[UUID]] = defaultdict(set)
    papers = Paper.objects.filter(learner__in=learners, course=course, kind=Paper.Kind.MODULE, passed=True)
    for learner, module in papers.exclude(module=None).values_list("learner", "module"):
        passed[learner].add(module)
    return {
        learner: frozenset(
            module for module, some in lessons.items() if module in passed[learner] or some <= read[learner]
        )
        for learner in learners
    }
