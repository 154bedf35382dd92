"""The plan through the front door."""

import re
from collections.abc import Iterator
from datetime import date, datetime, timedelta
from uuid import uuid4

import pytest
import time_machine
from django.test import Client
from tests.build import grant, make_organisation, make_person

from opstap.curriculum.models import Course, Lesson
from opstap.kit.clock import BRUSSELS
from opstap.kit.ids import new_id
from opstap.people.models import Person
from opstap.practice.actions.finish_lesson import finish_lesson
from opstap.practice.actions.wish_plan import Change, wish_plan
from opstap.practice.models import Plan, PlanWish
from opstap.practice.tests.build import make_course
from opstap.programme.models import TrackCourse
from opstap.programme.tests.build import make_group, make_participation, make_session

pytestmark = pytest.mark.django_db

TUESDAY = datetime(2026, 11, 24, 9, tzinfo=BRUSSELS)


@pytest.fixture(autouse=True)
def tuesday() -> Iterator[time_machine.Traveller]:
    with time_machine.travel(TUESDAY, tick=True) as clock:
        yield clock


@pytest.fixture
def course(db: None) -> Course:
    made = make_course(per_domain=1)
    Lesson.objects.update(minutes=60)
    Course.objects.update(languages=["en"])
    return made


@pytest.fixture
def amina(course: Course) -> Person:
    group = make_group(make_organisation())
    TrackCourse.objects.create(track=group.track, course=course, position=1)
    person = grant(make_person("Amina", language="en"), "learner")
    make_participation(person, group)
    make_session(group, starts_at=TUESDAY + timedelta(weeks=1))
    return person


@pytest.fixture
def as_amina(client: Client, amina: Person) -> Client:
    client.force_login(amina)
    return client


def text_of(client: Client, url: str = "/practice/plan/") -> str:
    page = client.get(url)
    assert page.status_code == 200
    return page.content.decode()


def send(client: Client, **values: object) -> int:
    given = {"key": str(uuid4()), "hours_a_week": "2.5", "exam_on": "", "time_factor": ""} | values
    return client.post("/practice/plan/", given).status_code


def test_this_week_is_on_top_and_opening_it_writes_nothing(as_amina: Client) -> None:
    page = text_of(as_amina)
    # An hour a lesson, and an hour of practice after each.
    assert "Read 3 lessons" in page
    assert "3 h</small>" in page
    assert "0 min of 6 h done" in page
    assert "With 6 h a week you are ready in the week of 7 December 2026." in page
    assert "Week of 30 November" in page
    assert "1 class" in page
    assert not Plan.objects.exists()


def test_hours_and_date_make_the_plan_anew(as_amina: Client) -> None:
    assert send(as_amina, exam_on="2027-03-01") == 302
    page = text_of(as_amina)
    assert "Your plan is made anew." in page
    assert "Your exam is on 1 March 2027: 97 days to go." in page
    assert "Read 1 lesson" in page
    assert 'value="2.5"' in page
    assert 'value="2027-03-01"' in page
    assert Plan.objects.get().hours_a_week == 2.5


def test_a_resend_counts_once(as_amina: Client) -> None:
    key = str(uuid4())
    assert [send(as_amina, key=key) for _ in range(2)] == [302, 302]
    assert PlanWish.objects.count() == 1


@pytest.mark.parametrize(
    ("said", "told"),
    [
        ({"exam_on": "2026-11-24"}, "Choose a day to come"),
        ({"exam_on": "2036-11-24"}, "Choose a day to come"),
        ({"hours_a_week": "0"}, "greater than or equal to 1"),
        ({"hours_a_week": "61"}, "less than or equal to 60"),
        ({"time_factor": "9"}, "Select a valid choice"),
    ],
)
def test_what_cannot_be_is_shown_again(as_amina: Client, said: dict[str, str], told: str) -> None:
    given = {"key": str(uuid4()), "hours_a_week": "3", "exam_on": "", "time_factor": ""} | said
    page = as_amina.post("/practice/plan/", given)
    assert page.status_code == 422
    assert told in page.content.decode()
    assert not PlanWish.objects.exists()


def test_a_date_that_does_not_hold_says_what_would(as_amina: Client) -> None:
    send(as_amina, hours_a_week="1", exam_on="2026-12-14")
    page = text_of(as_amina)
    assert "1 h a week is not enough for this date" in page
    ways = re.findall(r"Take ([\d.]+) h a week instead of 1 h\.", page)
    assert ways
    assert "Ask for an exam on " in page
    assert "Your coach sees this too." in page
    assert "after the exam" in page
    send(as_amina, hours_a_week=ways[0], exam_on="2026-12-14")
    assert "not enough" not in text_of(as_amina)


def test_what_was_not_done_moved(as_amina: Client, amina: Person, tuesday: time_machine.Traveller) -> None:
    assert "What moved" not in text_of(as_amina)
    send(as_amina, hours_a_week="2", exam_on="2027-03-01")
    tuesday.shift(timedelta(weeks=1))
    as_amina.force_login(amina)
    page = text_of(as_amina)
    assert "Lesson d1: from the week of 23 November to the week of 30 November" in page
    assert "Nothing is lost." in page


def test_who_read_ahead_sees_what_comes_earlier(
    as_amina: Client, amina: Person, tuesday: time_machine.Traveller
) -> None:
    send(as_amina, hours_a_week="1", exam_on="2027-05-01")
    for lesson in Lesson.objects.order_by("module__position")[:3]:
        finish_lesson(key=new_id(), person=amina, lesson=lesson)
    assert "Nothing more for this week" in text_of(as_amina)
    assert "3 h of 1 h done" in text_of(as_amina)
    tuesday.shift(timedelta(weeks=1))
    as_amina.force_login(amina)
    page = text_of(as_amina)
    assert "You were faster than planned" in page
    assert "Lesson d4: from the week of" in page


def test_lessons_are_skipped_and_taken_back(as_amina: Client, amina: Person, course: Course) -> None:
    wish_plan(key=uuid4(), person=amina, change=Change(skipped=("of-another-course",)))
    page = text_of(as_amina, "/practice/plan/skip/")
    assert page.count('type="checkbox"') == 4
    code = "paper-course-lesson-d2"
    sent = as_amina.post("/practice/plan/skip/", {"key": str(uuid4()), "skipped": [code]})
    assert sent.status_code == 302
    page = text_of(as_amina)
    assert "1 skipped" in page
    assert "Lesson d2" not in page
    assert PlanWish.objects.latest("recorded_at").skipped == ["of-another-course", code]
    as_amina.post("/practice/plan/skip/", {"key": str(uuid4())})
    assert "Lesson d2" in text_of(as_amina)
    unknown = as_amina.post("/practice/plan/skip/", {"key": str(uuid4()), "skipped": ["not-theirs"]})
    assert unknown.status_code == 422


def test_an_employee_chooses_the_exam(client: Client, course: Course) -> None:
    client.force_login(grant(make_person("Emma"), "employee"))
    page = text_of(client)
    assert "Which exam?" in page
    assert "The next one of my track" not in page
    assert client.get("/practice/plan/skip/").status_code == 404
    assert send(client) == 422
    assert send(client, course=course.code, exam_on="2027-03-01") == 302
    page = text_of(client)
    assert "Your exam is on 1 March 2027" in page
    assert "coach" not in re.sub(r"<footer.*", "", page, flags=re.DOTALL)


def test_without_any_course_there_is_an_empty_page(client: Client, db: None) -> None:
    client.force_login(grant(make_person("Emma"), "employee"))
    assert client.get("/practice/plan/").status_code == 200


def test_a_date_gone_by_asks_for_a_new_one(as_amina: Client, amina: Person) -> None:
    wish_plan(key=uuid4(), person=amina, change=Change(exam_on=date(2026, 11, 20)))
    assert "The day of your exam has gone by" in text_of(as_amina)


def test_strangers_and_staff_meet_404(client: Client, course: Course) -> None:
    for role in ("coach", "employer"):
        client.force_login(grant(make_person(role), role))
        for url in ("/practice/plan/", "/practice/plan/skip/"):
            assert client.get(url).status_code == 404
            assert client.post(url).status_code == 404


def test_the_page_asks_as_much_for_many_lessons(
    as_amina: Client, django_assert_max_num_queries: object, course: Course
) -> None:
    module = Lesson.objects.earliest("code").module
    for number in range(60):
        Lesson.objects.create(
            module=module, code=f"more-{number}", title={"en": "More"}, text={}, minutes=9, position=number + 2
        )
    with django_assert_max_num_queries(22):  # type: ignore[operator]
        text_of(as_amina)
