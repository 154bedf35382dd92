"""What guidance needs of lessons and practice: the one place that knows how practice tells it."""

from collections.abc import Collection, Sequence
from dataclasses import dataclass, replace
from datetime import datetime
from uuid import UUID

from django.db.models import Count, Exists, Max, OuterRef, Q, QuerySet, Subquery
from django.urls import reverse

from opstap.curriculum.models import Lesson
from opstap.design.parts import Step
from opstap.guidance.queries.exams import ExamStep
from opstap.guidance.queries.stairs import stairs_of
from opstap.guidance.rules.practice import is_known
from opstap.kit.clock import BRUSSELS, brussels_day
from opstap.kit.translated import in_language
from opstap.people.models import Person
from opstap.practice.models import LessonReading, ReviewCard, SkillState
from opstap.practice.queries import known_of, person_of
from opstap.practice.queries.placement import fits_now
from opstap.practice.queries.places import with_places
from opstap.practice.rules.knowledge import show
from opstap.practice.rules.reading import minutes_left
from opstap.programme.models import Participation, TrackCourse


@dataclass(frozen=True, slots=True)
class NextLesson:
    """The lesson to read next, in the reader's language: from where they stopped in it, with the minutes that are left."""

    title: str
    course: str
    minutes: int
    url: str


@dataclass(frozen=True, slots=True)
class Learning:
    """Where someone is in the courses of their track. `due` skills wait for practice; of the
    `practised` ones, `known` are those on which the person would get most questions right. `exam_lessons` are those of
    courses that lead to an exam that is not passed yet; `learned_at` is the last lesson or answer. `placing`: finding out where
    to begin would be a first step.
    """

    next_lesson: NextLesson | None = None
    lessons: int = 0
    read: int = 0
    read_today: int = 0
    due: int = 0
    known: int = 0
    practised: int = 0
    stairs: Sequence[Step] = ()
    practice_url: str = ""
    exam_lessons: int = 0
    exam_read: int = 0
    learned_at: datetime | None = None
    placing: bool = False

    @property
    def begun(self) -> bool:
        """Whether any lesson was read."""
        return self.read > 0


NOTHING = Learning()


def learning_of(
    person: Person,
    participation: Participation,
    *,
    passed: Collection[UUID] = (),
    exams: Sequence[ExamStep] = (),
    hired: bool = False,
    at: datetime,
) -> Learning:
    """The courses of the participation's track as this person has gone through them: four queries, and one before the first
    lesson is read.

    A lesson counts as read when it was read, or when the short test of its module was `passed`; see `exams` and `hired` in
    `stairs_of`.
    """
    if participation.group is None:
        return NOTHING
    courses = list(TrackCourse.objects.filter(track=participation.group.track_id).select_related("course__blueprint"))
    lessons = lessons_of([one.course_id for one in courses], reader=person)
    readings = dict(
        LessonReading.objects.filter(learner__person=person)
        .order_by("happened_at")
        .values_list("lesson_id", "happened_at")
    )
    done = {lesson.pk for lesson in lessons if lesson.pk in readings or lesson.module_id in passed}
    earned = {one.pk for one in exams if one.earned}
    to_exam = {one.course_id for one in courses if one.course.blueprint and one.course.blueprint.exam_id not in earned}
    day_start, day_end = brussels_day(at.astimezone(BRUSSELS).date())
    practised = practised_by(person, at=at)
    return replace(
        practised,
        next_lesson=next((_next(lesson) for lesson in lessons if lesson.pk not in done), None),
        lessons=len(lessons),
        read=len(done),
        read_today=sum(day_start <= moment < day_end for moment in readings.values()),
        exam_lessons=sum(lesson.module.course_id in to_exam for lesson in lessons),
        exam_read=sum(lesson.module.course_id in to_exam and lesson.pk in done for lesson in lessons),
        learned_at=max([*filter(None, [practised.learned_at]), *readings.values()], default=None),
        stairs=stairs_of(courses, lessons, done, exams, hired=hired),
        practice_url=reverse("practice:practise"),
        placing=not done and fits_now(person, [one.course for one in courses], answered=practised.practised > 0),
    )


def figures_of(person: Person, participation: Participation, *, at: datetime) -> Learning:
    """The same figures without the lessons themselves, the stairs and what is next: two queries."""
    if participation.group is None:
        return NOTHING
    practised = practised_by(person, at=at)
    mine = LessonReading.objects.filter(lesson_id=OuterRef("pk"), learner__person=person)
    courses = TrackCourse.objects.filter(track=participation.group.track_id).values("course")
    newest = LessonReading.objects.filter(learner__person=person).order_by("-happened_at").values("happened_at")[:1]
    total = (
        current_lessons()
        .filter(module__course__in=courses)
        .annotate(is_read=Exists(mine), newest=Subquery(newest))
        .aggregate(lessons=Count("pk"), read=Count("pk", filter=Q(is_read=True)), read_at=Max("newest"))
    )
    last = max(filter(None, [practised.learned_at, total["read_at"]]), default=None)
    return replace(practised, lessons=total["lessons"], read=total["read"], learned_at=last)


def current_lessons() -> QuerySet[Lesson]:
    """The lessons that are taught now."""
    return Lesson.objects.filter(retired=False, module__retired=False)


def lessons_of(course_ids: Sequence[UUID], *, reader: Person | None = None) -> list[Lesson]:
    """The lessons of these courses in the order of the track; the texts themselves are left in the database. For a `reader`
    with where they stopped in each.
    """
    order = {pk: place for place, pk in enumerate(course_ids)}
    lessons = current_lessons().filter(module__course__in=course_ids).select_related("module__course").defer("text")
    if reader is not None:
        lessons = with_places(lessons, reader)
    return sorted(lessons, key=lambda one: (order[one.module.course_id], one.module.position, one.position))


def _next(lesson: Lesson) -> NextLesson:
    anchor, share = lesson.stopped_at, lesson.stopped_share  # type: ignore[attr-defined]
    return NextLesson(
        title=in_language(lesson.title),
        course=in_language(lesson.module.course.title),
        minutes=minutes_left(lesson.minutes, share or 0),
        url=reverse("practice:lesson", args=[lesson.code], fragment=anchor or None),
    )


def practised_by(person: Person, *, at: datetime) -> Learning:
    """How many skills are due today, known and practised, and when the last answer was."""
    _, day_end = brussels_day(at.astimezone(BRUSSELS).date())
    cards = ReviewCard.objects.filter(learner=OuterRef("learner"), skill=OuterRef("skill"), due_at__lt=day_end)
    mine = SkillState.objects.filter(learner__person=person).select_related("learner")
    states = list(mine.annotate(is_due=Exists(cards)))
    known = [known_of(state) for state in states]
    shown = [show(person_of(state.learner), one, at) for state, one in zip(states, known, strict=True)]
    return Learning(
        due=sum(state.is_due for state in states),
        known=sum(is_known(one.value) for one in shown),
        practised=len(states),
        learned_at=max((one.last_at for one in known if one.last_at is not None), default=None),
    )
