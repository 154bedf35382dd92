"""The employer's pages: what they show, what they do not, and to whom."""

import csv
import io
from collections.abc import Callable
from contextlib import AbstractContextManager
from datetime import timedelta
from uuid import uuid4

import pytest
from django.test import Client
from django.utils import translation
from tests.build import grant, make_organisation, make_person

from opstap.jobs.models import StaffCourse
from opstap.jobs.rules.staff import FEWEST_SHOWN
from opstap.jobs.tests.staff import firm_of, make_course, make_staff_course, seat_for
from opstap.kit.clock import today
from opstap.people.models import Organisation, Person, Role

type Queries = Callable[[int], AbstractContextManager[object]]
pytestmark = pytest.mark.django_db
STAFF = "/employer/staff/"


@pytest.fixture
def browser(client: Client, chidi: Person) -> Client:
    client.force_login(chidi)
    return client


def offer_data(course: object, **changes: object) -> dict[str, object]:
    day = (today() + timedelta(days=20)).isoformat()
    return {"key": str(uuid4()), "course": str(course), "seats": "12", "closes_on": day, **changes}


def pages_of(row: StaffCourse) -> list[str]:
    one = f"{STAFF}{row.pk}/"
    ways = ("", "change/", "close/", "link/", "completed.csv")
    return [STAFF, f"{STAFF}new/", f"{STAFF}firm/{row.employer_id}/", *(one + way for way in ways)]


def test_an_empty_page_invites(browser: Client) -> None:
    text = browser.get(STAFF).content.decode()
    assert "Train your staff in security and privacy" in text
    assert f"{STAFF}new/" in text


def test_a_course_is_offered_once_and_its_link_is_shown(browser: Client) -> None:
    course = make_course()
    data = offer_data(course.pk)
    first = browser.post(f"{STAFF}new/", data)
    assert browser.post(f"{STAFF}new/", data).headers["Location"] == first.headers["Location"]
    made = StaffCourse.objects.get()
    text = browser.get(first.headers["Location"]).content.decode()
    assert f"/join/{made.token}/" in text
    assert "mailto:?subject=" in text
    assert "Nobody has completed it yet" in text


@pytest.mark.parametrize(
    ("field", "value"),
    [
        ("seats", "0"),
        ("seats", "-3"),
        ("seats", "many"),
        ("seats", "5001"),
        ("closes_on", "2020-01-01"),
        ("closes_on", "2199-01-01"),
        ("closes_on", "soon"),
        ("course", "00000000-0000-4000-8000-000000000000"),
    ],
)
def test_a_wrong_offer_says_what_is_wrong_and_saves_nothing(browser: Client, field: str, value: str) -> None:
    course = make_course()
    response = browser.post(f"{STAFF}new/", {**offer_data(course.pk), field: value})
    assert response.status_code == 422
    assert field in response.context["form"].errors
    assert not StaffCourse.objects.exists()


def test_whoever_speaks_for_two_firms_chooses_and_for_no_other(browser: Client, chidi: Person) -> None:
    second, other = make_organisation("Second", "employer"), make_organisation("Other", "employer")
    grant(chidi, Role.EMPLOYER, second)
    course = make_course()
    assert browser.post(f"{STAFF}new/", offer_data(course.pk)).status_code == 422
    assert browser.post(f"{STAFF}new/", offer_data(course.pk, employer=str(other.pk))).status_code == 422
    assert browser.post(f"{STAFF}new/", offer_data(course.pk, employer=str(second.pk))).status_code == 302
    assert StaffCourse.objects.get().employer == second


def test_a_stranger_finds_nothing(client: Client, chidi: Person, dora: Person, school: Organisation) -> None:
    row = make_staff_course(chidi)
    employee = make_person("Frida Employee")
    seat_for(row, employee)
    rival = grant(make_person("Rival"), Role.EMPLOYER, make_organisation("Rival", "employer"))
    manager = grant(make_person("Mona"), Role.MANAGER, school)
    for stranger in (dora, employee, manager):
        client.force_login(stranger)
        assert {client.get(page).status_code for page in pages_of(row)} == {404}
    client.force_login(rival)
    theirs = [page for page in pages_of(row) if page not in {STAFF, f"{STAFF}new/"}]
    assert {client.get(page).status_code for page in theirs} == {404}
    data = {"old": row.token, "seats": "1", "closes_on": today().isoformat(), "reporting_contact": "x"}
    assert {client.post(page, data).status_code for page in theirs} <= {404, 405}
    assert str(row.pk) not in client.get(STAFF).content.decode()
    row.refresh_from_db()
    assert (row.closed_at, row.seats) == (None, 10)


def test_an_employer_reads_no_answers(browser: Client, chidi: Person) -> None:
    row = make_staff_course(chidi)
    seat = seat_for(row, make_person("Frida Employee"))
    lesson = row.course.modules.first().lessons.first()
    for page in (f"/learn/{lesson.code}/", "/learn/", "/practice/", "/practice/skills/", "/my-course/"):
        status = browser.get(page).status_code
        assert status == (200 if page == "/my-course/" else 404)
    assert browser.get("/my-course/", {"seat": str(seat.pk)}).status_code in {200, 404}
    assert "Frida" not in browser.get("/my-course/").content.decode()
    assert browser.post(f"/my-course/{seat.pk}/leave/", {"key": str(uuid4())}).status_code == 404


def test_only_completion_is_shown(browser: Client, chidi: Person) -> None:
    row = make_staff_course(chidi, seats=20)
    going, left, done = (make_person(name) for name in ("Going Person", "Left Person", "Done Person"))
    seat_for(row, going)
    seat_for(row, done, completed=True)
    gone = seat_for(row, left)
    page = f"{STAFF}{row.pk}/"

    def shown() -> tuple[str, str]:
        text = browser.get(page).content.decode() + browser.get(STAFF).content.decode()
        table = b"".join(browser.get(f"{page}completed.csv").streaming_content).decode()  # type: ignore[attr-defined]
        return text, table

    before = shown()
    for text in before:
        assert "Going Person" not in text
        assert "Left Person" not in text
        assert "Done Person" in text or text is before[0]
    assert "a few" in before[0]
    assert "frida@" not in before[0]
    gone.ended_at = gone.taken_at
    gone.save()
    assert [_plain(text) for text in shown()] == [_plain(text) for text in before], "leaving changes nothing here"
    for number in range(FEWEST_SHOWN - 3):
        seat_for(row, make_person(f"Colleague {number}"))
    assert "a few" not in browser.get(STAFF).content.decode()


def _plain(text: str) -> str:
    return "\n".join(line for line in text.splitlines() if "csrfmiddlewaretoken" not in line)


def test_the_table_runs_no_formula(browser: Client, chidi: Person) -> None:
    row = make_staff_course(chidi)
    seat_for(row, make_person('=HYPERLINK("x";"y")'), completed=True)
    response = browser.get(f"{STAFF}{row.pk}/completed.csv")
    text = b"".join(response.streaming_content).decode("utf-8-sig")  # type: ignore[attr-defined]
    lines = list(csv.reader(io.StringIO(text), delimiter=";"))
    assert lines[0] == ["Name", "Completed on"]
    assert lines[1] == ['\'=HYPERLINK("x";"y")', today().isoformat()]


def test_an_erased_person_is_counted_and_not_named(browser: Client, chidi: Person) -> None:
    row = make_staff_course(chidi)
    person = make_person("Erased Person")
    seat_for(row, person, completed=True)
    Person.objects.filter(pk=person.pk).update(erased_at=row.opened_at, name="", email=None)
    response = browser.get(f"{STAFF}{row.pk}/")
    assert (response.context["everybody"], response.context["offer"].figures[1].value) == (0, "1")


def test_close_reopen_and_renew(browser: Client, chidi: Person) -> None:
    row = make_staff_course(chidi)
    page, link = f"{STAFF}{row.pk}/", f"/join/{row.token}/"
    assert "Let nobody new begin?" in browser.get(f"{page}close/").content.decode()
    for _ in range(2):
        assert browser.post(f"{page}close/").headers["Location"] == page
    assert "Open it again" in browser.get(page).content.decode()
    assert "You can no longer begin here" in Client().get(link).content.decode()
    data = {"seats": "3", "closes_on": today().isoformat()}
    assert browser.post(f"{page}change/", data).headers["Location"] == page
    assert "I want to take part" in Client().get(link).content.decode()
    assert browser.post(f"{page}change/", {**data, "seats": "x"}).status_code == 422
    for _ in range(2):
        browser.post(f"{page}link/", {"old": row.token})
    row.refresh_from_db()
    assert Client().get(link).status_code == 404
    assert Client().get(f"/join/{row.token}/").status_code == 200


def test_the_facts_are_saved(browser: Client, chidi: Person) -> None:
    firm = firm_of(chidi)
    page = f"{STAFF}firm/{firm.pk}/"
    assert browser.get(page).status_code == 200
    data = {"reporting_contact": " Fatima,\t02 123 ", "dpo": "privacy@firm.example"}
    assert browser.post(page, data).headers["Location"] == STAFF
    firm.refresh_from_db()
    assert firm.facts == {"reporting_contact": "Fatima, 02 123", "dpo": "privacy@firm.example"}
    assert "Fatima, 02 123" in browser.get(STAFF).content.decode()
    assert browser.post(page, {"reporting_contact": "x" * 121}).status_code == 422


@pytest.mark.parametrize("language", ["nl", "fr", "en", "ar"])
def test_the_words_to_send_speak_each_language(browser: Client, chidi: Person, language: str) -> None:
    row = make_staff_course(chidi)
    letter = browser.get(f"{STAFF}{row.pk}/", {"in": language}).context["letter"]
    assert letter.language == language
    assert row.token in letter.text
    with translation.override(language):
        assert row.course.title[language] in letter.text
    assert "\n" not in letter.mail


def test_long_lists_are_paged_searched_and_cheap(
    browser: Client, chidi: Person, django_assert_max_num_queries: Queries
) -> None:
    course = make_course()
    row = make_staff_course(chidi, course, seats=60)
    for number in range(27):
        seat_for(row, make_person(f"Colleague {number:02}"), completed=True)
    for _ in range(27):
        make_staff_course(chidi, course)
    with django_assert_max_num_queries(15):
        assert len(browser.get(STAFF).context["page"]) == 25
    with django_assert_max_num_queries(15):
        response = browser.get(f"{STAFF}{row.pk}/")
    assert len(response.context["page"]) == 25
    assert "Find someone" in response.content.decode()
    found = browser.get(f"{STAFF}{row.pk}/", {"name": "league 07"})
    assert [seat.person.name for seat in found.context["page"]] == ["Colleague 07"]
    assert "Nobody by that name" in browser.get(f"{STAFF}{row.pk}/", {"name": "zzz"}).content.decode()
