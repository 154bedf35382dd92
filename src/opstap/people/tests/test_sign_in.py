"""Sign in by a code, through the front door: /account/login/ and /account/login/code/confirm/."""

from collections.abc import Callable

import pytest
import time_machine
from django.conf import settings
from django.test import Client
from tests.build import grant, make_person

from opstap.messages.models import Message
from opstap.people.models import Person
from opstap.people.tests.conftest import Letters

LOGIN, CODE, PASSWORD = "/account/login/", "/account/login/code/confirm/", "/account/login/password/"
type Code = Callable[[], str]


@pytest.fixture
def phone_only(db: None) -> Person:
    return make_person("Amina Phone", email=None, phone="+32470123456", language="ar")


@pytest.fixture
def mail_only(db: None) -> Person:
    return make_person("Amina Mail", email="amina@example.org", language="fr")


def who(client: Client) -> str | None:
    return client.session.get("_auth_user_id")


def test_the_first_page_asks_one_thing(client: Client, db: None) -> None:
    page = client.get(LOGIN).content.decode()
    assert page.count('type="text"') == 1
    assert 'autocomplete="username"' in page
    assert 'type="password"' not in page


@pytest.mark.parametrize("typed", ["0470 12 34 56", "٠٤٧٠١٢٣٤٥٦", "+32470123456"])
def test_a_person_with_only_a_phone_gets_an_sms_and_is_in(
    client: Client, phone_only: Person, letters: Letters, code_of: Code, typed: str
) -> None:
    assert client.post(LOGIN, {"login": typed}).headers["Location"] == CODE
    assert (letters[0]["address"], letters[0]["template"]) == ("+32470123456", "people/mail/sign_in_code")
    assert letters[0]["language"] == "ar"
    page = client.get(CODE).content.decode()
    assert 'inputmode="numeric"' in page
    assert 'autocomplete="one-time-code"' in page
    assert client.post(CODE, {"code": code_of()}).status_code == 302
    assert who(client) == str(phone_only.pk)
    phone_only.refresh_from_db()
    assert phone_only.phone_verified


def test_a_person_with_only_a_mail_address_gets_a_mail_and_is_in(
    client: Client, mail_only: Person, letters: Letters, code_of: Code
) -> None:
    client.post(LOGIN, {"login": " Amina@Example.ORG "})
    assert letters[0]["address"] == "amina@example.org"
    assert letters[0]["language"] == "fr"
    response = client.post(CODE, {"code": code_of()})
    assert who(client) == str(mail_only.pk)
    assert response.headers["Location"] == "/today/"
    assert response.cookies[settings.LANGUAGE_COOKIE_NAME].value == "fr"


def test_a_code_may_be_typed_in_arabic_digits_and_with_a_space(
    client: Client, mail_only: Person, letters: Letters, code_of: Code
) -> None:
    client.post(LOGIN, {"login": "amina@example.org"})
    code = code_of().translate(str.maketrans("0123456789", "٠١٢٣٤٥٦٧٨٩"))
    client.post(CODE, {"code": f"{code[:3]} {code[3:]}"})
    assert who(client) == str(mail_only.pk)


def test_the_page_that_was_asked_for_comes_after_the_code(
    client: Client, mail_only: Person, letters: Letters, code_of: Code
) -> None:
    there = client.post(LOGIN, {"login": "amina@example.org", "next": "/me/privacy/"}).headers["Location"]
    assert 'value="/me/privacy/"' in client.get(there).content.decode()
    assert client.post(CODE, {"code": code_of(), "next": "/me/privacy/"}).headers["Location"] == "/me/privacy/"


def test_a_page_elsewhere_is_not_followed(client: Client, mail_only: Person, letters: Letters, code_of: Code) -> None:
    client.post(LOGIN, {"login": "amina@example.org", "next": "https://evil.example/"})
    response = client.post(CODE, {"code": code_of(), "next": "https://evil.example/"})
    assert response.headers["Location"] == "/today/"


def test_five_wrong_codes_end_the_attempt(client: Client, mail_only: Person, letters: Letters, code_of: Code) -> None:
    client.post(LOGIN, {"login": "amina@example.org"})
    right = code_of()
    wrong = "000000" if right != "000000" else "111111"
    for _ in range(4):
        page = client.post(CODE, {"code": wrong})
        assert page.status_code == 200
        assert 'id="id_code_error"' in page.content.decode()
    assert client.post(CODE, {"code": wrong}).status_code == 302
    client.post(CODE, {"code": right})
    assert who(client) is None


def test_an_old_code_is_refused(client: Client, mail_only: Person, letters: Letters, code_of: Code) -> None:
    with time_machine.travel("2026-11-25 10:00:00+00:00", tick=False) as clock:
        client.post(LOGIN, {"login": "amina@example.org"})
        clock.shift(11 * 60)
        assert client.post(CODE, {"code": code_of()}).headers["Location"].startswith("/account/login/")
    assert who(client) is None


@pytest.mark.parametrize(
    ("typed", "sent"), [("nobody@example.org", ["people/mail/unknown_address"]), ("0470 99 99 99", [])]
)
def test_an_unknown_address_sees_the_same_page(
    client: Client, mail_only: Person, letters: Letters, typed: str, sent: list[str]
) -> None:
    known = Client()
    assert known.post(LOGIN, {"login": "amina@example.org"}).headers["Location"] == CODE
    letters.clear()
    assert client.post(LOGIN, {"login": typed}).headers["Location"] == CODE
    assert [letter["template"] for letter in letters] == sent
    for browser in (known, client):
        page = browser.get(CODE)
        assert page.status_code == 200
        assert 'name="code"' in page.content.decode()
        again = browser.post(CODE, {"action": "resend"})
        assert (again.status_code, again.headers["Location"]) == (302, CODE)
        wrong = browser.post(CODE, {"code": "12345"})
        assert wrong.status_code == 200


def test_a_new_code_makes_the_first_one_void(
    client: Client, mail_only: Person, letters: Letters, code_of: Code
) -> None:
    client.post(LOGIN, {"login": "amina@example.org"})
    first = code_of()
    client.post(CODE, {"action": "resend"})
    assert len(letters) == 2
    if code_of() != first:
        client.post(CODE, {"code": first})
        assert who(client) is None
    client.post(CODE, {"code": code_of()})
    assert who(client) == str(mail_only.pk)


@pytest.mark.parametrize("typed", ["", "amina", "0470 12", "amina@example"])
def test_what_is_no_address_is_said_at_the_field(client: Client, db: None, typed: str) -> None:
    page = client.post(LOGIN, {"login": typed})
    assert page.status_code == 200
    assert 'id="id_login_error"' in page.content.decode()


def test_asking_codes_for_one_address_is_slowed_down(client: Client, mail_only: Person, letters: Letters) -> None:
    for _ in range(5):
        Client().post(LOGIN, {"login": "amina@example.org"})
    assert len(letters) == 3


def test_one_address_of_the_network_is_slowed_down(client: Client, db: None) -> None:
    answers = {client.post(LOGIN, {"login": "no address"}).status_code for _ in range(61)}
    assert answers == {200, 429}


def test_an_account_that_is_closed_is_like_no_account(client: Client, mail_only: Person, letters: Letters) -> None:
    Person.objects.filter(pk=mail_only.pk).update(is_active=False)
    assert client.post(LOGIN, {"login": "amina@example.org"}).headers["Location"] == CODE
    assert letters[0]["template"] == "people/mail/unknown_address"


def test_the_code_really_goes_out_through_the_one_outbox(client: Client, mail_only: Person) -> None:
    client.post(LOGIN, {"login": "amina@example.org"})
    message = Message.objects.get()
    assert (message.person, message.channel, message.language) == (mail_only, "mail", "fr")
    client.post(CODE, {"code": message.subject[:6]})
    assert who(client) == str(mail_only.pk)


def test_nobody_signs_up_by_themselves(client: Client, db: None) -> None:
    assert client.get("/account/signup/").status_code == 200
    client.post("/account/signup/", {"email": "dora@example.org", "phone": ""})
    assert not Person.objects.exists()


def test_a_password_is_a_second_choice(client: Client, phone_only: Person) -> None:
    phone_only.set_password("a long password")
    phone_only.save()
    wrong = client.post(PASSWORD, {"login": "0470 12 34 56", "password": "another"})
    assert wrong.status_code == 200
    client.post(PASSWORD, {"login": "0470 12 34 56", "password": "a long password"})
    assert who(client) == str(phone_only.pk)


def test_wrong_passwords_are_counted_per_address(client: Client, phone_only: Person) -> None:
    other = make_person("Other", email=None, phone="+32470654321")
    for person in (phone_only, other):
        person.set_password("a long password")
        person.save()
    for _ in range(6):
        client.post(PASSWORD, {"login": "0470 12 34 56", "password": "another"})
    client.post(PASSWORD, {"login": "0470 12 34 56", "password": "a long password"})
    assert who(client) is None
    client.post(PASSWORD, {"login": "0470 65 43 21", "password": "a long password"})
    assert who(client) == str(other.pk)


def test_the_session_ends_with_the_browser_unless_the_phone_is_ones_own(
    client: Client, mail_only: Person, letters: Letters, code_of: Code
) -> None:
    client.post(LOGIN, {"login": "amina@example.org"})
    client.post(CODE, {"code": code_of()})
    assert client.cookies[settings.SESSION_COOKIE_NAME]["max-age"] == ""
    client.post("/account/logout/")
    client.post(LOGIN, {"login": "amina@example.org"})
    client.post(CODE, {"code": code_of(), "own_phone": "on"})
    assert client.cookies[settings.SESSION_COOKIE_NAME]["max-age"] == settings.OPSTAP_OWN_PHONE_AGE


def test_after_signing_out_nothing_stays(client: Client, mail_only: Person, letters: Letters, code_of: Code) -> None:
    client.post(LOGIN, {"login": "amina@example.org"})
    client.post(CODE, {"code": code_of()})
    assert "no-store" in client.get("/me/").headers["Cache-Control"]
    client.cookies[settings.LANGUAGE_COOKIE_NAME] = "ar"
    out = client.post("/account/logout/")
    assert out.headers["Clear-Site-Data"] == '"cache", "storage"'
    assert out.cookies[settings.SESSION_COOKIE_NAME].value == ""
    assert settings.LANGUAGE_COOKIE_NAME not in out.cookies
    assert client.get("/me/").headers["Location"].startswith(LOGIN)


def test_each_role_lands_on_its_own_page(client: Client, mail_only: Person, letters: Letters, code_of: Code) -> None:
    grant(mail_only, "learner")
    client.post(LOGIN, {"login": "amina@example.org"})
    assert client.post(CODE, {"code": code_of()}).headers["Location"] == "/today/"
