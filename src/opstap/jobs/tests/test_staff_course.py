"""An employee's own course: what to do now, completion with its certificate, leaving, export and erasing."""

import json
from collections.abc import Callable
from contextlib import AbstractContextManager
from uuid import uuid4

import pytest
from django.test import Client
from tests.build import make_organisation, make_person

from opstap.certification.models import Badge
from opstap.curriculum.models import Course, Lesson
from opstap.jobs.actions.save_staff_facts import save_staff_facts
from opstap.jobs.models import Seat, StaffCourse
from opstap.jobs.tests.staff import firm_of, make_course, make_staff_course, seat_for
from opstap.kit.privacy import all_hooks
from opstap.messages.models import Message
from opstap.people.actions.erase_person import erase_person
from opstap.people.actions.export_person import export_person
from opstap.people.models import Installation, Organisation, Person, Role
from opstap.practice.actions.finish_lesson import finish_lesson

type Queries = Callable[[int], AbstractContextManager[object]]
pytestmark = pytest.mark.django_db(transaction=True)


@pytest.fixture
def school(db: None) -> Organisation:
    make_organisation("Another school")
    made = make_organisation("School of the house")
    Installation.objects.create(organisation=made)
    return made


@pytest.fixture
def offered(chidi: Person, school: Organisation) -> StaffCourse:
    return make_staff_course(chidi)


@pytest.fixture
def frida() -> Person:
    return make_person("Frida Employee", language="fr")


@pytest.fixture
def browser(client: Client, frida: Person, offered: StaffCourse) -> Client:
    seat_for(offered, frida)
    client.force_login(frida)
    return client


def read(person: Person, lesson: Lesson) -> None:
    finish_lesson(key=uuid4(), person=person, lesson=lesson)


def lessons_of(course: Course) -> list[Lesson]:
    return list(Lesson.objects.filter(module__course=course).order_by("module__position"))


def test_it_says_what_to_do_now(browser: Client, frida: Person, offered: StaffCourse) -> None:
    first, second = lessons_of(offered.course)
    page = browser.get("/my-course/").context["page"]
    assert (page.done, page.left, page.now.url) == (0, "About 60 minutes", f"/learn/{first.code}/")
    assert [(part.state, part.long) for part in page.parts] == [
        ("next", "About 30 minutes"),
        ("todo", "About 30 minutes"),
    ]
    assert [piece.long for piece in page.now.pieces] == ["About 9 minutes", "About 21 minutes"]
    assert page.now.pieces[1].url == f"/learn/{first.code}/#part-2"
    assert 'id="part-2"' in browser.get(f"/learn/{first.code}/").content.decode(), "the link arrives"
    read(frida, first)
    page = browser.get("/my-course/").context["page"]
    assert (page.done, page.left, page.now.url) == (1, "About 30 minutes", f"/learn/{second.code}/")
    assert [part.state for part in page.parts] == ["done", "next"]


def test_the_firms_own_contact_stands_in_the_lesson(browser: Client, chidi: Person, offered: StaffCourse) -> None:
    page = f"/learn/{lessons_of(offered.course)[0].code}/"
    assert "the person in your organisation who handles security reports" in browser.get(page).content.decode()
    save_staff_facts(firm_of(chidi), reporting_contact="Fatima, 02 123", dpo="", by=chidi)
    assert "Tell <bdi>Fatima, 02 123</bdi>." in browser.get(page).content.decode()


def test_a_course_of_staff_that_was_read_is_completed_with_a_certificate(
    browser: Client, frida: Person, chidi: Person, offered: StaffCourse, school: Organisation
) -> None:
    for lesson in lessons_of(offered.course):
        read(frida, lesson)
    seat = Seat.objects.get()
    assert seat.completed_at is not None
    badge = Badge.objects.get()
    assert (badge.person, badge.course, badge.issuer) == (frida, offered.course, school)
    response = browser.get("/my-course/")
    assert "You completed this course" in response.content.decode()
    assert f"/badges/{badge.pk}/" in response.content.decode()
    assert browser.get(f"/badges/{badge.pk}/").status_code == 200
    assert "/leave/" not in response.content.decode()
    assert Message.objects.filter(person=frida, body__contains=f"/badges/{badge.pk}/").count() == 1
    boss = Client()
    boss.force_login(chidi)
    assert "Frida Employee" in boss.get(f"/employer/staff/{offered.pk}/").content.decode()


def test_whoever_was_done_before_is_completed_on_the_day_of_the_seat(
    amina: Person, chidi: Person, offered: StaffCourse
) -> None:
    for lesson in lessons_of(offered.course):
        read(amina, lesson)
    seat = seat_for(offered, amina)
    seat.refresh_from_db()
    assert seat.completed_at == seat.taken_at


def test_another_course_completes_nothing(browser: Client, frida: Person, chidi: Person, offered: StaffCourse) -> None:
    other = make_staff_course(chidi, make_course("other", lessons=1))
    held = seat_for(other, frida)
    read(frida, lessons_of(other.course)[0])
    held.refresh_from_db()
    assert held.completed_at is not None
    assert Seat.objects.get(staff_course=offered).completed_at is None
    response = browser.get("/my-course/")
    assert response.context["seat"].staff_course == offered, "what is not completed comes first"
    assert [pk for pk, _ in response.context["others"]] == [held.pk]
    assert browser.get("/my-course/", {"seat": str(held.pk)}).context["seat"] == held
    for nonsense in (str(uuid4()), "nonsense"):
        assert browser.get("/my-course/", {"seat": nonsense}).status_code == 404


def test_one_can_leave_and_the_page_explains_how_to_come_back(
    browser: Client, frida: Person, offered: StaffCourse
) -> None:
    seat = Seat.objects.get()
    page = f"/my-course/{seat.pk}/leave/"
    assert "does not see that you leave" in browser.get(page).content.decode()
    key = {"key": str(uuid4())}
    assert browser.post(page, key).headers["Location"] == "/my-course/"
    text = browser.get("/my-course/").content.decode()
    assert browser.post(page, key).status_code == 404, "there is no seat any more"
    assert not Person.objects.get(pk=frida.pk).has_role(Role.EMPLOYEE)
    assert "Your employer does not see it" in text
    assert "the same link brings you back" in text
    assert browser.get(f"/join/{offered.token}/").status_code == 200
    data = {"key": str(uuid4()), "notice": "on"}
    assert browser.post(f"/join/{offered.token}/", data).status_code == 302
    assert browser.get("/my-course/").context["page"].done == 0


def test_a_stranger_sees_no_seat_of_another(client: Client, dora: Person, frida: Person, offered: StaffCourse) -> None:
    seat = seat_for(offered, frida)
    assert client.get("/my-course/").headers["Location"] == "/account/login/?next=/my-course/"
    client.force_login(dora)
    assert "You follow no course of an employer now" in client.get("/my-course/").content.decode()
    for page in (f"/my-course/{seat.pk}/leave/", f"/my-course/{uuid4()}/leave/"):
        assert client.get(page).status_code == client.post(page, {"key": str(uuid4())}).status_code == 404


def test_the_page_is_cheap(
    browser: Client, frida: Person, chidi: Person, django_assert_max_num_queries: Queries
) -> None:
    seat_for(make_staff_course(chidi, make_course("big", lessons=12)), frida)
    browser.get("/my-course/")  # a lesson is rendered once and kept
    with django_assert_max_num_queries(15):
        assert browser.get("/my-course/").status_code == 200


def test_it_is_exported_and_erased_and_the_employer_counts_on(
    browser: Client, frida: Person, chidi: Person, offered: StaffCourse
) -> None:
    assert "jobs" in {hook.station for hook in all_hooks()}
    text = json.dumps(export_person(frida)["stations"])
    assert '"employer": "Firm"' in text
    assert '"taken_at"' in text
    erase_person(frida, by=frida)
    seat = Seat.objects.get()
    assert seat.ended_at is not None
    boss = Client()
    boss.force_login(chidi)
    assert "a few" in boss.get("/employer/staff/").content.decode(), "a seat that ended stays counted"
    assert "Frida" not in boss.get(f"/employer/staff/{offered.pk}/").content.decode()
