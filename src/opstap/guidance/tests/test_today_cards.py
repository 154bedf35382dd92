"""Today knows of exams, mock exams, introductions, follow-ups, badges, and of why a coach may call."""

from datetime import timedelta
from uuid import uuid4

import pytest
import time_machine
from django.test import Client
from django.urls import reverse
from pytest_django import DjangoAssertNumQueries
from tests.build import grant, make_person

from opstap.certification.actions.answer_sitting import answer_sitting
from opstap.certification.models import Badge, SigningKey
from opstap.certification.tests.build import make_exam, propose, sat
from opstap.curriculum.models import Course, Exam, Lesson
from opstap.guidance.queries.today import Day, day_of
from opstap.guidance.tests.build import contact, make_classes, mark
from opstap.jobs.models import FollowUp
from opstap.jobs.tests.build import accept, ask, hire, make_card, make_vacancy
from opstap.jobs.tests.staff import make_staff_course, seat_for
from opstap.kit.clock import now
from opstap.messages.actions.ask_for_help import ask_for_help
from opstap.people.models import Organisation, Person
from opstap.practice.actions.finish_lesson import finish_lesson
from opstap.practice.models import Learner, Paper
from opstap.practice.tests.build import make_course
from opstap.programme.models import Group, Participation, TrackCourse
from opstap.programme.tests.build import make_session

pytestmark = pytest.mark.django_db
TODAY = "/today/"


@pytest.fixture
def exam(group: Group) -> Exam:
    return make_exam("TD-100", group)


@pytest.fixture
def course(group: Group) -> Course:
    found = make_course("today-course", per_domain=1)
    TrackCourse.objects.create(track=group.track, course=found, position=0)
    return found


def today(person: Person) -> Day:
    found = day_of(person, at=now())
    assert found is not None
    return found


def text(client: Client, person: Person) -> str:
    client.force_login(person)
    return client.get(TODAY, headers={"accept-language": "en"}).content.decode()


def test_a_day_for_an_exam_waits_for_an_answer_then_the_exam_is_near(
    client: Client, amina: Person, takes_part: Participation, exam: Exam
) -> None:
    sitting = propose(amina, exam, hours=24 * 9)
    assert today(amina).card == "agree"
    assert "A day for your exam TD-100" in text(client, amina)
    answer_sitting(sitting, agree=True, by=amina, key=uuid4())
    assert today(amina).card == "rest"
    assert "Your exam TD-100" in text(client, amina)
    with time_machine.travel(sitting.starts_at - timedelta(hours=20), tick=False):
        assert today(amina).card == "exam"
        assert "identity card" in text(client, amina)
    with time_machine.travel(sitting.starts_at + timedelta(hours=3), tick=False):
        assert today(amina).card == "rest"


def test_a_mock_exam_is_proposed_and_then_goes_on(
    client: Client, amina: Person, takes_part: Participation, course: Course
) -> None:
    lessons = list(Lesson.objects.filter(module__course=course).order_by("module__position"))
    for lesson in lessons[:2]:
        finish_lesson(key=uuid4(), person=amina, lesson=lesson)
    assert today(amina).others == []
    finish_lesson(key=uuid4(), person=amina, lesson=lessons[2])
    assert today(amina).card == "try_mock"  # two lessons a day are enough
    assert reverse("practice:mock") in text(client, amina)
    learner, ends_at = Learner.objects.get(person=amina), now() + timedelta(minutes=40)
    paper = Paper.objects.create(
        key=uuid4(), learner=learner, kind="mock", course=course, questions=[], ends_at=ends_at
    )
    assert today(amina).card == "mock"
    assert "What you chose is kept." in text(client, amina)
    Paper.objects.filter(pk=paper.pk).update(handed_in_at=now(), score=0.5)
    assert today(amina).card == "rest"


def test_a_module_that_was_tested_out_of_is_done(amina: Person, takes_part: Participation, course: Course) -> None:
    first = course.modules.order_by("position")[0]
    learner = Learner.objects.create(person=amina)
    Paper.objects.create(
        key=uuid4(), learner=learner, kind="module", course=course, module=first, questions=[], passed=True
    )
    learning = today(amina).learning
    assert (learning.read, learning.lessons) == (1, 4)
    assert learning.next_lesson is not None
    assert "d2" in learning.next_lesson.title


def test_an_introduction_and_a_follow_up_wait_for_an_answer(
    client: Client, amina: Person, chidi: Person, bilal: Person, takes_part: Participation
) -> None:
    make_card(amina)
    vacancy = make_vacancy(chidi.grants.get().organisation, chidi)
    asked = ask(vacancy, amina, chidi)
    assert today(amina).card == "introduction"
    page = text(client, amina)
    assert "Junior analyst" in page
    assert "only if you say yes" in page
    accept(asked)
    assert today(amina).card != "introduction"
    hire(amina, bilal)
    assert today(amina).card != "follow_up"
    FollowUp.objects.update(due_on=now().date())
    assert today(amina).card == "follow_up"
    assert "How is your job?" in text(client, amina)


def test_a_verified_certification_is_a_landing_that_is_done(
    amina: Person, bilal: Person, takes_part: Participation, course: Course
) -> None:
    assert course.blueprint is not None
    exam = course.blueprint.exam
    takes_part.group.track.exams.add(exam)  # type: ignore[union-attr]
    sat(amina, exam, "passed")
    landing = next(step for step in today(amina).stairs if step.landing)
    assert (landing.state, "looks it up" in str(landing.note)) == ("todo", True)
    sat(amina, make_exam("OTHER-1", takes_part.group), "passed", verified_by=bilal)  # type: ignore[arg-type]
    assert [step.state for step in today(amina).stairs if step.landing] == ["todo", "done"]


def test_a_badge_is_celebrated_for_two_weeks(
    client: Client, amina: Person, school: Organisation, takes_part: Participation
) -> None:
    signed = SigningKey.objects.create(kid="k", public="p")
    badge = Badge.objects.create(
        person=amina,
        issuer=school,
        kind="track",
        track=takes_part.group.track,  # type: ignore[union-attr]
        name={"en": "Security analyst"},
        credential="x",
        signed_with=signed,
    )
    page = text(client, amina)
    assert "You earned this" in page
    assert reverse("certification:badge", args=[badge.pk]) in page
    with time_machine.travel(now() + timedelta(days=15), tick=False):
        assert today(amina).badge == ""


def test_the_learner_sees_what_their_coach_sees(
    client: Client, amina: Person, bilal: Person, group: Group, takes_part: Participation
) -> None:
    sessions = make_classes(group)
    mark(takes_part, sessions, "ssc")
    assert "You missed 2 of the last 3 classes" in today(amina).coach_sees
    mark(takes_part, make_classes(group, 1, at=now() + timedelta(hours=3)), "s")
    page = text(client, amina)
    assert "Your coach may call you" in page
    assert "You missed the last classes" in page
    contact(amina, bilal, "missed_three")
    assert today(amina).coach_sees == ""
    ask_for_help(key=uuid4(), person=amina)  # Today says so already, on its card
    assert today(amina).coach_sees == ""


def test_a_full_today_costs_few_queries(
    client: Client,
    amina: Person,
    bilal: Person,
    chidi: Person,
    group: Group,
    takes_part: Participation,
    course: Course,
    exam: Exam,
    django_assert_max_num_queries: DjangoAssertNumQueries,
) -> None:
    mark(takes_part, make_classes(group), "sss")
    make_session(group, starts_at=now() + timedelta(hours=5))
    propose(amina, exam, hours=24)
    sat(amina, make_exam("TD-200", group), "failed")
    make_card(amina)
    ask(make_vacancy(chidi.grants.get().organisation, chidi), amina, chidi)
    hire(amina, bilal)
    FollowUp.objects.update(due_on=now().date())
    contact(amina, bilal, "quiet", how="no_answer")
    client.force_login(amina)
    with django_assert_max_num_queries(15):
        page = client.get(TODAY, headers={"accept-language": "en"})
    assert page.context["day"].others == ["agree", "follow_up"]
    assert len(page.content) < 50_000


def test_each_role_sees_what_waits(
    client: Client,
    amina: Person,
    bilal: Person,
    chidi: Person,
    school: Organisation,
    takes_part: Participation,
    exam: Exam,
    django_assert_max_num_queries: DjangoAssertNumQueries,
) -> None:
    sat(amina, exam, "passed")
    elif_ = grant(make_person("Elif Coordinator"), "exam_coordinator", school)
    assert "1 result to verify." in text(client, elif_)
    make_card(amina)
    make_vacancy(chidi.grants.get().organisation, chidi)
    accept(ask(make_vacancy(chidi.grants.get().organisation, chidi), amina, chidi))
    client.force_login(chidi)
    with django_assert_max_num_queries(15):
        page = client.get(TODAY, headers={"accept-language": "en"}).content.decode()
    assert "1 person would like to meet you." in page
    worker = make_person("Wout Works")
    seat_for(make_staff_course(chidi), worker)
    page = text(client, worker)
    assert "ten minutes at a time." in page
    assert reverse("jobs:seat") in page
    for role in ("manager", "funder"):
        assert reverse("steering:goals") in text(client, grant(make_person(), role, school))
