"""Many lessons read at once give the state that one by one gives."""

from datetime import UTC, datetime, timedelta

import pytest
from tests.build import make_person

from opstap.curriculum.models import Course, Lesson
from opstap.kit.ids import new_id
from opstap.kit.models import LedgerLine
from opstap.practice.actions.finish_lesson import finish_lesson
from opstap.practice.models import CourseCompletion, LessonReading
from opstap.practice.tests.build import make_course
from opstap_demo.past import at, tasks_at_once
from opstap_demo.readings import Read, keep_readings

pytestmark = pytest.mark.django_db(transaction=True)
MOMENT = datetime(2026, 3, 2, 9, tzinfo=UTC)


def _state() -> list[object]:
    readings = LessonReading.objects.order_by("happened_at", "learner__person__name")
    lines = LedgerLine.objects.filter(verb__in=("practice.lesson_read", "practice.course_completed"))
    return [
        [(one.learner.person_id, one.lesson_id, one.lesson_version, one.happened_at) for one in readings],
        sorted(CourseCompletion.objects.values_list("learner", "course", "key", "happened_at")),
        sorted((one.verb, one.actor_id, one.subject_id, one.happened_at, str(one.refs)) for one in lines),
        sorted(lines.values_list("subject_type", "recorded_at")),
    ]


def _course() -> tuple[Course, list[Lesson]]:
    course = make_course(per_domain=0)
    return course, list(Lesson.objects.select_related("module__course").order_by("module__position"))


def test_bulk_is_the_same_as_one_by_one() -> None:
    _, lessons = _course()
    amina, bilal = make_person("Amina"), make_person("Bilal")
    # Amina reads all, in her own order and one of them twice; Bilal stops before the end.
    roads = [(amina, [*lessons[::-1], lessons[0]]), (bilal, lessons[:-1])]
    reads = [
        Read(person, lesson, MOMENT + timedelta(days=place, minutes=number))
        for number, (person, road) in enumerate(roads)
        for place, lesson in enumerate(road)
    ]
    with tasks_at_once():
        for one in sorted(reads, key=lambda read: read.at):
            with at(one.at):
                finish_lesson(key=new_id(), person=one.person, lesson=one.lesson)
        expected = _state()
        for model in (LessonReading, CourseCompletion, LedgerLine):
            model.objects.all().delete()
        assert keep_readings(reads) == 2 * len(lessons) - 1
    assert _state() == expected
    assert CourseCompletion.objects.get().learner.person == amina
    assert CourseCompletion.objects.get().happened_at == MOMENT + timedelta(days=len(lessons) - 1)


def test_nothing_read_is_nothing_kept() -> None:
    assert keep_readings([]) == 0
