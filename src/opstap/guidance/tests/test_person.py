"""One person, with everything that a coach who phones wants to see; and what is kept of contacts."""

from datetime import timedelta
from uuid import uuid4

import pytest
from django.test import Client
from django.urls import reverse
from pytest_django import DjangoAssertNumQueries

from opstap.certification.tests.build import make_exam, propose, sat
from opstap.guidance import access
from opstap.guidance.models import Contact
from opstap.guidance.privacy import HOOKS
from opstap.guidance.queries.needs import needs_of
from opstap.guidance.queries.record import record_of, with_job
from opstap.guidance.tests.build import contact, make_classes, mark
from opstap.jobs.tests.build import hire
from opstap.kit.clock import now
from opstap.messages.actions.ask_for_help import ask_for_help
from opstap.people.models import Organisation, Person
from opstap.practice.models import Learner, LessonReading, Paper, Readiness
from opstap.practice.tests.build import make_course
from opstap.programme.actions.change_stage import change_stage
from opstap.programme.models import Group, Participation, TrackCourse

pytestmark = pytest.mark.django_db


@pytest.fixture
def busy(bilal: Person, amina: Person, group: Group, takes_part: Participation) -> Participation:
    """Amina after some months: classes, lessons, a mock exam, exams, a contact and a job."""
    course = make_course("road-course", per_domain=1)
    TrackCourse.objects.create(track=group.track, course=course, position=0)
    assert course.blueprint is not None
    group.track.exams.add(course.blueprint.exam)
    passed = make_exam("DONE-1", group)
    mark(takes_part, make_classes(group, 5), "sssec")
    learner = Learner.objects.create(person=amina)
    lesson = course.modules.all()[0].lessons.all()[0]
    LessonReading.objects.create(key=uuid4(), learner=learner, lesson_id=lesson.pk, lesson_version=1)
    handed_in = now() - timedelta(days=2)
    Paper.objects.create(
        key=uuid4(), learner=learner, kind="mock", course=course, questions=[], handed_in_at=handed_in, score=0.65
    )
    Readiness.objects.create(
        learner=learner, blueprint=course.blueprint, chance=0.4, low=0.2, high=0.6, answers=40, standing="on_the_way"
    )
    propose(amina, course.blueprint.exam, hours=24 * 4, at=now() - timedelta(days=5))
    sat(amina, passed, "passed", verified_by=bilal)
    ask_for_help(key=uuid4(), person=amina, words="What is a token?")
    contact(amina, bilal, "missed_three", how="met", words="She looks for a creche")
    hire(amina, bilal, employer_name="Bakery Noor")
    change_stage(takes_part, to="active", by=bilal, reason="began", at=now() - timedelta(days=3), key=uuid4())
    return takes_part


def test_whoever_phones_has_all_of_it_in_view(
    client: Client, bilal: Person, busy: Participation, django_assert_max_num_queries: DjangoAssertNumQueries
) -> None:
    client.force_login(bilal)
    url = reverse("guidance:person", args=[busy.person_id])
    with django_assert_max_num_queries(15):
        page = client.get(url, headers={"accept-language": "en"}).content.decode()
    for words in (
        "Missed the last 4 classes",
        "DONE-1",
        "earned",
        "Chance to pass today",
        "Mock exam: 65 % of the marks",
        "She looks for a creche",
        "We talked",
        "Bakery Noor",
        "What is a token?",
        reverse("certification:book", args=[busy.person_id]),
    ):
        assert words in page, words


def test_the_page_and_the_list_give_the_same_reasons(bilal: Person, busy: Participation) -> None:
    at = now()
    (need,) = needs_of(bilal, at=at).people
    record = record_of(access.participation_for(bilal, busy.person_id, with_job(at=at)), viewer=bilal, at=at)
    assert [(one.code, one.weight, one.since) for one in record.signals] == [
        (one.code, one.weight, one.since) for one in need.signals
    ]


def test_a_coach_who_learns_elsewhere_has_no_such_page_of_themselves(
    client: Client, bilal: Person, school: Organisation, takes_part: Participation
) -> None:
    client.force_login(bilal)
    assert client.get(reverse("guidance:person", args=[bilal.pk])).status_code == 404


def test_contacts_are_exported_and_forgotten(bilal: Person, busy: Participation) -> None:
    exported = HOOKS.export(busy.person_id)
    assert "She looks for a creche" in str(exported)
    assert HOOKS.erase(busy.person_id) == 1
    assert HOOKS.export(busy.person_id) == {}
    assert not Contact.objects.exists()


def test_a_contact_is_unreadable_in_the_database(bilal: Person, busy: Participation) -> None:
    from django.db import connection

    with connection.cursor() as cursor:
        cursor.execute("select words from guidance_contact")
        assert "creche" not in str(cursor.fetchall())
