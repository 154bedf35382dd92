"""/me/: my details, a new address, a password; each change with a code."""

from collections.abc import Callable

import pytest
import time_machine
from django.conf import settings
from django.test import Client
from tests.build import make_person

from opstap.kit.models import LedgerLine
from opstap.people.models import Person
from opstap.people.tests.conftest import Letters

CODE = "/me/code/address/"
type Code = Callable[[], str]


@pytest.fixture
def browser(client: Client, amina: Person) -> Client:
    Person.objects.filter(pk=amina.pk).update(email="amina@example.org", phone=None)
    amina.refresh_from_db()
    client.force_login(amina)
    return client


@pytest.mark.parametrize(
    "path", ["/me/", "/me/details/", "/me/address/", "/me/password/", "/me/erase/", "/me/consents/", "/me/export/"]
)
def test_the_unknown_are_asked_to_sign_in(client: Client, db: None, path: str) -> None:
    assert client.get(path).headers["Location"] == f"/account/login/?next={path}"


@pytest.mark.parametrize("path", ["/me/", "/me/details/", "/me/address/", "/me/password/", "/me/export/"])
def test_pages_open_without_script_and_are_not_kept(browser: Client, path: str) -> None:
    response = browser.get(path)
    assert response.status_code == 200
    assert "no-store" in response.headers["Cache-Control"]


def test_name_and_language_are_changed_and_the_page_speaks_it(browser: Client, amina: Person) -> None:
    response = browser.post("/me/details/", {"name": "Amina B", "language": "ar"})
    assert response.cookies[settings.LANGUAGE_COOKIE_NAME].value == "ar"
    assert 'dir="rtl"' in browser.get("/me/").content.decode()
    amina.refresh_from_db()
    assert (amina.name, amina.language) == ("Amina B", "ar")
    browser.post("/me/details/", {"name": "Amina B", "language": "ar"})
    assert LedgerLine.objects.filter(verb="people.details_changed").count() == 1


def test_a_new_number_is_proved_by_a_code(browser: Client, amina: Person, letters: Letters, code_of: Code) -> None:
    assert browser.post("/me/address/", {"address": "٠٤٧٠ ١٢ ٣٤ ٥٦"}).headers["Location"] == CODE
    assert letters[0]["address"] == "+32470123456"
    assert "+32 470 12 34 56" in browser.get(CODE).content.decode()
    browser.post(CODE, {"code": code_of()})
    amina.refresh_from_db()
    assert (amina.phone, amina.phone_verified, amina.email) == ("+32470123456", True, "amina@example.org")


def test_a_new_mail_address_takes_the_place_of_the_old_which_is_told(
    browser: Client, amina: Person, letters: Letters, code_of: Code
) -> None:
    browser.post("/me/address/", {"address": "new@example.org"})
    browser.post(CODE, {"code": code_of()})
    amina.refresh_from_db()
    assert amina.email == "new@example.org"
    assert (letters[-1]["address"], letters[-1]["template"]) == ("amina@example.org", "people/mail/sign_in_changed")
    line = LedgerLine.objects.get(verb="people.address_changed")
    assert (line.actor_id, line.why, line.refs) == (amina.pk, "mail", {})


def test_wrong_codes_change_nothing_and_five_end_it(
    browser: Client, amina: Person, letters: Letters, code_of: Code
) -> None:
    browser.post("/me/address/", {"address": "new@example.org"})
    right = code_of()
    wrong = "000000" if right != "000000" else "111111"
    for _ in range(4):
        assert browser.post(CODE, {"code": wrong}).status_code == 200
    assert browser.post(CODE, {"code": wrong}).headers["Location"] == "/me/"
    browser.post(CODE, {"code": right})
    amina.refresh_from_db()
    assert amina.email == "amina@example.org"


def test_an_old_code_changes_nothing(browser: Client, amina: Person, letters: Letters, code_of: Code) -> None:
    with time_machine.travel("2026-11-25 10:00:00+00:00", tick=False) as clock:
        browser.post("/me/address/", {"address": "new@example.org"})
        clock.shift(601)
        assert browser.post(CODE, {"code": code_of()}).headers["Location"] == "/me/"
    amina.refresh_from_db()
    assert amina.email == "amina@example.org"


def test_a_code_for_one_thing_does_not_do_another(
    browser: Client, amina: Person, letters: Letters, code_of: Code
) -> None:
    browser.post("/me/address/", {"address": "new@example.org"})
    assert browser.post("/me/code/erase/", {"code": code_of()}).headers["Location"] == "/me/"
    amina.refresh_from_db()
    assert amina.erased_at is None


def test_an_address_of_another_is_not_taken(browser: Client, amina: Person, letters: Letters, code_of: Code) -> None:
    make_person("Other", email="other@example.org")
    browser.post("/me/address/", {"address": "other@example.org"})
    assert browser.post(CODE, {"code": code_of()}).headers["Location"] == "/me/"
    amina.refresh_from_db()
    assert amina.email == "amina@example.org"


def test_codes_are_sent_five_times_an_hour(browser: Client, letters: Letters) -> None:
    for number in range(7):
        browser.post("/me/address/", {"address": f"new{number}@example.org"})
    assert len(letters) == 5


def test_one_of_two_ways_can_be_dropped_the_last_cannot(browser: Client, amina: Person, letters: Letters) -> None:
    browser.post("/me/address/drop/mail/")
    amina.refresh_from_db()
    assert amina.email == "amina@example.org"
    Person.objects.filter(pk=amina.pk).update(phone="+32470123456")
    browser.post("/me/address/drop/mail/")
    amina.refresh_from_db()
    assert (amina.email, amina.phone) == (None, "+32470123456")


def test_a_password_is_set_after_a_code_and_ends_the_other_sessions(
    browser: Client, amina: Person, letters: Letters, code_of: Code
) -> None:
    elsewhere = Client()
    elsewhere.force_login(amina)
    assert browser.post("/me/password/", {"password": "short"}).status_code == 200
    assert browser.post("/me/password/", {"password": "three quiet lamps"}).headers["Location"] == "/me/code/password/"
    browser.post("/me/code/password/", {"code": code_of()})
    amina.refresh_from_db()
    assert amina.check_password("three quiet lamps")
    assert browser.get("/me/").status_code == 200
    assert elsewhere.get("/me/").status_code == 302
    fresh = Client()
    fresh.post("/account/login/password/", {"login": "amina@example.org", "password": "three quiet lamps"})
    assert fresh.get("/me/").status_code == 200


def test_one_page_costs_few_queries(browser: Client, django_assert_max_num_queries: Callable[[int], object]) -> None:
    with django_assert_max_num_queries(15):  # type: ignore[attr-defined]
        browser.get("/me/")
