"""What guidance needs of lessons and practice: the one place that knows how practice tells it."""

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import datetime
from uuid import UUID

from django.urls import reverse
from django.utils.translation import gettext as _

from opstap.curriculum.models import Exam, Lesson
from opstap.design.parts import Step
from opstap.guidance.rules.practice import is_due, is_known
from opstap.guidance.rules.stairs import Progress, states
from opstap.kit.clock import BRUSSELS, brussels_day
from opstap.kit.translated import in_language
from opstap.people.models import Person
from opstap.practice.models import Answer, LessonReading, SkillState
from opstap.practice.queries import known_of
from opstap.practice.rules.knowledge import General, show
from opstap.programme.models import Participation, TrackCourse


@dataclass(frozen=True, slots=True)
class NextLesson:
    """The lesson to read next, in the reader's language."""

    title: str
    course: str
    minutes: int
    url: str


@dataclass(frozen=True, slots=True)
class Learning:
    """Where someone is in the courses of their track. `due` skills wait for practice; of the
    `practised` ones, `known` are those on which the person would get most questions right.
    """

    next_lesson: NextLesson | None
    begun: bool
    lessons: int
    read: int
    read_today: int
    answered_today: int
    due: int
    known: int
    practised: int
    stairs: list[Step]
    practice_url: str = ""


NOTHING = Learning(None, False, 0, 0, 0, 0, 0, 0, 0, [])


def learning_of(person: Person, participation: Participation, *, at: datetime) -> Learning:
    """The courses of the participation's track as this person has gone through them."""
    if participation.group is None:
        return NOTHING
    courses = list(TrackCourse.objects.filter(track=participation.group.track_id).select_related("course__blueprint"))
    lessons = lessons_of([one.course_id for one in courses])
    readings = dict(
        LessonReading.objects.filter(learner__person=person)
        .order_by("happened_at")
        .values_list("lesson_id", "happened_at")
    )
    day_start, day_end = brussels_day(at.astimezone(BRUSSELS).date())
    due, known, practised = _skills(person, at)
    return Learning(
        next_lesson=next((_next(lesson) for lesson in lessons if lesson.pk not in readings), None),
        begun=bool(readings),
        lessons=len(lessons),
        read=sum(lesson.pk in readings for lesson in lessons),
        read_today=sum(day_start <= moment < day_end for moment in readings.values()),
        answered_today=answered_between(person, day_start, day_end),
        due=due,
        known=known,
        practised=practised,
        stairs=_stairs(list(participation.group.track.exams.order_by("code")), courses, lessons, set(readings)),
        practice_url=reverse("practice:practise"),
    )


def answered_between(person: Person, start: datetime, end: datetime) -> int:
    """How many questions were answered in the half-open interval."""
    return Answer.objects.filter(learner__person=person, happened_at__gte=start, happened_at__lt=end).count()


def lessons_of(course_ids: Sequence[UUID]) -> list[Lesson]:
    """The lessons of these courses in the order of the track; the texts themselves are left in the database."""
    order = {pk: place for place, pk in enumerate(course_ids)}
    lessons = (
        Lesson.objects.filter(module__course__in=course_ids, retired=False, module__retired=False)
        .select_related("module__course")
        .defer("text")
    )
    return sorted(lessons, key=lambda one: (order[one.module.course_id], one.module.position, one.position))


def _next(lesson: Lesson) -> NextLesson:
    return NextLesson(
        title=in_language(lesson.title),
        course=in_language(lesson.module.course.title),
        minutes=lesson.minutes,
        url=reverse("practice:lesson", args=[lesson.code]),
    )


def _stairs(
    exams: Sequence[Exam], courses: Sequence[TrackCourse], lessons: Sequence[Lesson], read: set[UUID]
) -> list[Step]:
    """A step per course, a landing per certification: after the course that leads to it, the others on top; then a job."""
    parts = [[lesson for lesson in lessons if lesson.module.course_id == one.course_id] for one in courses]
    progress = [Progress(sum(lesson.pk in read for lesson in part), len(part)) for part in parts]
    steps: list[Step] = []
    waiting = {exam.pk: exam for exam in exams}
    for one, part, state in zip(courses, progress, states(progress), strict=True):
        url = f"{reverse('practice:learn')}?course={one.course.code}" if part.lessons else ""
        steps.append(Step(in_language(one.course.title), state=state, note=_note(part), url=url))
        blueprint = one.course.blueprint
        if blueprint is not None and (exam := waiting.pop(blueprint.exam_id, None)):
            steps.append(_landing(exam))
    steps += [_landing(exam) for exam in waiting.values()]
    return [*steps, Step(_("A job"), door=True)] if steps else []


def _landing(exam: Exam) -> Step:
    return Step(_("Exam %(code)s") % {"code": exam.code}, note=exam.certification, landing=True)


def _note(part: Progress) -> str:
    if not part.lessons:
        return _("comes later")
    return _("%(read)d of %(lessons)d lessons") % {"read": part.read, "lessons": part.lessons}


def _skills(person: Person, at: datetime) -> tuple[int, int, int]:
    """How many skills are due, known, practised."""
    states = list(SkillState.objects.filter(learner__person=person).select_related("learner"))
    known = [known_of(state) for state in states]
    shown = [
        show(General(state.learner.ability, state.learner.answers_counted), one)
        for state, one in zip(states, known, strict=True)
    ]
    return (
        sum(is_due(one.recent, one.last_at, at=at) for one in known),
        sum(is_known(one.value) for one in shown),
        len(states),
    )
