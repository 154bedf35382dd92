"""The track as stairs, as far as one person has come."""

from collections.abc import Sequence
from uuid import UUID

from django.urls import reverse
from django.utils.translation import gettext as _

from opstap.curriculum.models import Lesson
from opstap.design.parts import Step
from opstap.guidance.queries.exams import ExamStep
from opstap.guidance.reasons import day
from opstap.guidance.rules.stairs import Progress, State, landings, states
from opstap.kit.translated import in_language
from opstap.programme.models import TrackCourse


def stairs_of(
    courses: Sequence[TrackCourse],
    lessons: Sequence[Lesson],
    read: set[UUID],
    exams: Sequence[ExamStep],
    *,
    hired: bool,
) -> list[Step]:
    """A step per course, a landing per certification: after the course that leads to it, the others on top; then a job."""
    parts = [[lesson for lesson in lessons if lesson.module.course_id == one.course_id] for one in courses]
    progress = [Progress(sum(lesson.pk in read for lesson in part), len(part)) for part in parts]
    of_courses = states(progress)
    required = [exam for exam in exams if exam.in_track]
    certified, door = landings([exam.earned for exam in required], courses=of_courses, hired=hired)
    waiting = {exam.pk: _landing(exam, state) for exam, state in zip(required, certified, strict=True)}
    steps: list[Step] = []
    for one, part, state in zip(courses, progress, of_courses, strict=True):
        url = f"{reverse('practice:learn')}?course={one.course.code}" if part.lessons else ""
        steps.append(Step(in_language(one.course.title), state=state, note=_note(part), url=url))
        blueprint = one.course.blueprint
        if blueprint is not None and (landing := waiting.pop(blueprint.exam_id, None)):
            steps.append(landing)
    steps += waiting.values()
    return [*steps, Step(_("A job"), state=door, door=True)] if steps else []


def _landing(exam: ExamStep, state: State) -> Step:
    return Step(_("Exam %(code)s") % {"code": exam.code}, state=state, note=_of_exam(exam), landing=True)


def _of_exam(exam: ExamStep) -> str:
    if exam.state == "passed" and not exam.earned:
        return _("passed; the school looks it up at the vendor")
    if exam.state == "agreed" and exam.starts_at is not None:
        return day(exam.starts_at)
    if exam.state == "proposed":
        return _("a day is proposed")
    return exam.certification


def _note(part: Progress) -> str:
    if not part.lessons:
        return _("comes later")
    return _("%(read)d of %(lessons)d lessons") % {"read": part.read, "lessons": part.lessons}
