"""Today offers the placement test as a first step, and a coach reads in words what it showed."""

from uuid import uuid4

import pytest
from django.test import Client
from django.urls import reverse

from opstap.curriculum.models import Course, Lesson
from opstap.guidance.queries.today import day_of
from opstap.kit.clock import now
from opstap.people.models import Person
from opstap.practice.actions.answer_placement import answer_placement
from opstap.practice.actions.begin_placement import begin_placement
from opstap.practice.actions.count_answers import Reply
from opstap.practice.actions.end_placement import end_placement
from opstap.practice.actions.finish_lesson import finish_lesson
from opstap.practice.tests.build import make_course
from opstap.programme.models import Group, Participation, TrackCourse

pytestmark = pytest.mark.django_db


@pytest.fixture
def course(group: Group) -> Course:
    found = make_course("placed-course", per_domain=8)
    TrackCourse.objects.create(track=group.track, course=found, position=0)
    return found


def card(person: Person) -> str:
    day = day_of(person, at=now())
    assert day is not None
    return day.card


def text_of(client: Client, url: str) -> str:
    return client.get(url, headers={"accept-language": "en"}).content.decode()


def test_today_offers_it_until_it_is_done(
    client: Client, amina: Person, takes_part: Participation, course: Course
) -> None:
    assert card(amina) == "placement"
    client.force_login(amina)
    page = text_of(client, "/today/")
    assert "Find out where to begin" in page
    assert "Rather the first lesson" in page
    test = begin_placement(amina, course=course, key=uuid4())
    assert card(amina) == "placement"
    end_placement(test)
    assert card(amina) == "lesson"


def test_whoever_has_read_something_is_not_asked(amina: Person, takes_part: Participation, course: Course) -> None:
    finish_lesson(key=uuid4(), person=amina, lesson=Lesson.objects.order_by("code")[0])
    assert card(amina) == "lesson"


def test_the_coach_reads_it_in_words(
    client: Client, bilal: Person, amina: Person, takes_part: Participation, course: Course
) -> None:
    client.force_login(bilal)
    url = reverse("guidance:person", args=[amina.pk])
    assert "Placement test" not in text_of(client, url)
    test = begin_placement(amina, course=course, key=uuid4())
    while test.ended_at is None:
        assert test.asked is not None
        test = answer_placement(test, Reply(uuid4(), test.asked, []))
    page = text_of(client, url)
    assert "Placement test of" in page
    assert "New: Domain d1; Domain d2; Domain d3; Domain d4." in page
