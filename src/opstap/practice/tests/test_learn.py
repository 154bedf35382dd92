"""/learn/ and its lessons, through the front door."""

from uuid import UUID

import pytest
from django.test import Client
from tests.build import grant, make_organisation, make_person

from opstap.curriculum.models import Course, Lesson
from opstap.kit.ids import new_id
from opstap.kit.models import LedgerLine
from opstap.messages.models import HelpRequest
from opstap.people.models import Person
from opstap.practice import access
from opstap.practice.models import Learner, LessonReading
from opstap.programme.models import Edition, Group, Participation, Programme, Track, TrackCourse

pytestmark = pytest.mark.django_db
KEY = UUID("01990000-0000-7000-8000-000000000001")


@pytest.fixture
def as_amina(client: Client, amina: Person, doors: Course) -> Client:
    client.force_login(amina)
    return client


def test_the_road_shows_the_next_lesson(as_amina: Client, django_assert_max_num_queries: object) -> None:
    with django_assert_max_num_queries(15):  # type: ignore[operator]
        page = as_amina.get("/learn/")
    text = page.content.decode()
    assert "Open doors" in text
    assert "0 of 1 lessons done" in text
    assert "Exam SC-900" in text


def test_a_lesson_is_read_once(as_amina: Client, amina: Person) -> None:
    for key in (KEY, KEY, new_id()):
        assert as_amina.post("/learn/open-doors/read/", {"key": str(key)}).status_code == 302
    assert LessonReading.objects.count() == 1
    assert LedgerLine.objects.get(verb="practice.lesson_read").actor_id == Learner.objects.get(person=amina).pk
    assert "You have read every lesson" in as_amina.get("/learn/").content.decode()


def test_the_lesson_page_holds_text_check_and_help(as_amina: Client, django_assert_max_num_queries: object) -> None:
    as_amina.get("/learn/open-doors/")
    with django_assert_max_num_queries(15):  # type: ignore[operator]
        page = as_amina.get("/learn/open-doors/")
    text = page.content.decode()
    assert "What opens a door?" in text
    assert "who handles security reports" in text  # no fact of the organisation yet
    assert 'popovertarget="term-key"' in text
    assert "Opens a lock." in text
    assert "stuck here" in text
    assert "hx-" not in text


def test_the_organisations_own_fact_is_filled_in(as_amina: Client, amina: Person) -> None:
    organisation = amina.grants.get().organisation
    organisation.facts = {"reporting_contact": "Fatima <b> 02 123"}
    organisation.save()
    assert "Fatima &lt;b&gt; 02 123" in as_amina.get("/learn/open-doors/").content.decode()


def test_a_language_that_the_lesson_lacks_falls_back_and_says_so(as_amina: Client) -> None:
    page = as_amina.get("/learn/open-doors/", headers={"accept-language": "ar"}).content.decode()
    assert '<html lang="ar" dir="rtl"' in page
    assert '<h1 lang="en" dir="ltr">Open doors</h1>' in page
    assert 'class="notice"' in page
    assert 'href="?in=nl"' in page
    dutch = as_amina.get("/learn/open-doors/?in=nl", headers={"accept-language": "ar"}).content.decode()
    assert '<h1 lang="nl" dir="ltr">Open deuren</h1>' in dutch


def test_im_stuck_here_reaches_the_coach_once(as_amina: Client, amina: Person) -> None:
    for _ in range(2):
        answer = as_amina.post("/practice/stuck/", {"key": str(KEY), "lesson": "open-doors", "words": "Why?"})
        assert answer.url == "/learn/open-doors/"
    request = HelpRequest.objects.get()
    assert (request.person, request.about_type, request.about_id, request.words) == (
        amina,
        "lesson",
        "open-doors",
        "Why?",
    )


@pytest.mark.parametrize("path", ["/learn/", "/learn/open-doors/", "/practice/", "/practice/skills/"])
def test_strangers_and_employers_get_404_and_the_unknown_sign_in(
    client: Client, path: str, dora: Person, chidi: Person, doors: Course
) -> None:
    assert client.get(path).status_code == 302
    for person in (dora, chidi):
        client.force_login(person)
        assert client.get(path).status_code == 404


def test_a_coach_previews_and_leaves_no_trace(client: Client, bilal: Person, doors: Course) -> None:
    client.force_login(bilal)
    page = client.get("/learn/open-doors/").content.decode()
    assert "You see this as a preview" in page
    assert "I have read this" not in page
    assert client.post("/learn/open-doors/read/", {"key": str(KEY)}).status_code == 404
    assert client.get("/practice/").status_code == 404
    assert not Learner.objects.exists()


def follow(person: Person, course: Course) -> None:
    """Put the person in a group whose track has only this course."""
    school = make_organisation()
    programme = Programme.objects.create(organisation=school, slug=f"p-{course.code}", name={"en": "P"})
    track = Track.objects.create(programme=programme, slug="t", name={"en": "T"})
    TrackCourse.objects.create(track=track, course=course, position=1)
    edition = Edition.objects.create(programme=programme, name="E", starts_on="2026-01-01", ends_on="2026-12-31")
    group = Group.objects.create(edition=edition, track=track, name="G", starts_on="2026-01-01")
    Participation.objects.create(person=person, edition=edition, group=group)


def test_who_follows_a_track_sees_its_courses_only(client: Client, amina: Person, doors: Course) -> None:
    other = Course.objects.create(code="windows", version="1", title={"en": "Windows"}, licence="CC-BY-4.0")
    follow(amina, other)
    client.force_login(amina)
    assert client.get("/learn/").status_code == 200
    assert client.get("/learn/open-doors/").status_code == 404
    assert client.get("/learn/?course=doors").status_code == 404


def test_the_two_halves_of_the_course_policy_agree(
    amina: Person, bilal: Person, chidi: Person, dora: Person, doors: Course
) -> None:
    other = Course.objects.create(code="windows", version="1", title={"en": "Windows"}, licence="CC-BY-4.0")
    employee = grant(make_person(), "employee")
    follow(amina, other)
    for person in (amina, bilal, chidi, dora, employee):
        visible = set(access.courses_visible_to(person))
        for course in (doors, other):
            assert access.can_open_course(person, course) == (course in visible)
    assert set(access.courses_visible_to(amina)) == {other}
    assert set(access.courses_visible_to(employee)) == {doors, other}


def test_a_retired_lesson_is_gone(as_amina: Client) -> None:
    Lesson.objects.update(retired=True)
    assert as_amina.get("/learn/open-doors/").status_code == 404
    assert "no lessons yet" in as_amina.get("/learn/").content.decode()


def test_an_employee_goes_home_to_their_own_page_and_is_promised_no_coach(
    client: Client, doors: Course, amina: Person
) -> None:
    employee = grant(make_person(), "employee")
    client.force_login(employee)
    text = client.get("/learn/open-doors/").content.decode()
    assert 'href="/my-course/"' in text
    assert "/practice/stuck/" not in text
    assert client.post("/learn/open-doors/read/", {"key": str(KEY)}).headers["Location"] == "/my-course/"
    client.force_login(amina)
    text = client.get("/learn/open-doors/").content.decode()
    assert 'href="/learn/?course=doors"' in text
    assert "/practice/stuck/" in text
