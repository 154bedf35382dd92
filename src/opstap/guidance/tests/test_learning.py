"""What guidance reads of lessons and practice."""

from datetime import timedelta
from pathlib import Path
from uuid import uuid4

import pytest
from django.test import Client
from django.utils import translation

from opstap.curriculum.models import Course, Exam, Lesson, Question
from opstap.curriculum.tests.packs import load_doors
from opstap.guidance.queries.exams import exam_steps
from opstap.guidance.queries.learning import learning_of
from opstap.kit.clock import now
from opstap.practice.actions.answer_question import answer_question
from opstap.practice.actions.finish_lesson import finish_lesson
from opstap.practice.actions.note_place import Place, note_place
from opstap.programme.models import Participation, TrackCourse

pytestmark = pytest.mark.django_db


@pytest.fixture
def course(takes_part: Participation, tmp_path: Path) -> Course:
    found = load_doors(tmp_path)
    TrackCourse.objects.create(track=takes_part.group.track, course=found, position=0)  # type: ignore[union-attr]
    return found


def test_the_next_lesson_and_then_none(course: Course, takes_part: Participation, client: Client) -> None:
    with translation.override("en"):
        before = learning_of(takes_part.person, takes_part, at=now())
    assert before.next_lesson is not None
    client.force_login(takes_part.person)
    page = client.get("/today/", headers={"accept-language": "en"}).content.decode()
    assert before.next_lesson.url in page
    assert before.next_lesson.title in page
    for lesson in Lesson.objects.all():
        finish_lesson(key=uuid4(), person=takes_part.person, lesson=lesson)
    after = learning_of(takes_part.person, takes_part, at=now())
    assert after.next_lesson is None
    assert (after.read, after.read_today) == (after.lessons, after.lessons)
    assert after.stairs[0].state == "done"


def test_the_next_lesson_goes_on_where_it_was_left(course: Course, takes_part: Participation) -> None:
    lesson = Lesson.objects.get()
    note_place(person=takes_part.person, lesson=lesson, place=Place("b3", 0.5))
    following = learning_of(takes_part.person, takes_part, at=now()).next_lesson
    assert following is not None
    assert following.url == "/learn/open-doors/#b3"
    assert following.minutes == lesson.minutes / 2


def test_the_road_ends_with_a_job_and_passes_each_exam(course: Course, takes_part: Participation) -> None:
    other = Exam.objects.create(code="XX-100", certification="Another", level="basic", status="active")
    exam = course.blueprint.exam  # type: ignore[union-attr]
    track = takes_part.group.track  # type: ignore[union-attr]
    track.exams.set([exam, other])
    steps = exam_steps(takes_part.person, track.pk)
    stairs = learning_of(takes_part.person, takes_part, exams=steps, at=now()).stairs
    assert [(step.landing, step.door) for step in stairs] == [
        (False, False),
        (True, False),
        (True, False),
        (False, True),
    ]
    assert exam.code in str(stairs[1].label)
    assert "XX-100" in str(stairs[2].label)


def test_what_was_answered_is_due_later(course: Course, takes_part: Participation) -> None:
    question = Question.objects.filter(kind="single").first()
    assert question is not None
    key = next(str(option["id"]) for option in question.options if float(option["weight"]) > 0)
    answer_question(key=uuid4(), person=takes_part.person, question=question, chosen=[key])
    today = learning_of(takes_part.person, takes_part, at=now())
    assert today.due == 0
    assert today.practised >= 1
    later = learning_of(takes_part.person, takes_part, at=now() + timedelta(days=2))
    assert later.due == later.practised


def test_without_a_group_there_is_nothing_to_learn_yet(takes_part: Participation) -> None:
    takes_part.group = None
    assert learning_of(takes_part.person, takes_part, at=now()).lessons == 0
