"""/start/ and `bin/opstap new`: an empty installation is opened once, by whoever runs the server."""

import re
from io import StringIO

import pytest
from django.core.management import CommandError, call_command
from django.test import Client
from tests.build import make_person

from opstap.people.actions import open_installation as opening
from opstap.people.models import Installation, Organisation, Person, Role
from opstap.programme.models import Edition, Programme
from opstap.site.first_run import is_setup_code, setup_code, sign_in_link, welcome

GIVEN = {
    "organisation": "A school",
    "programme": "Cyber in the neighbourhood",
    "starts_on": "2027-02-01",
    "ends_on": "2027-12-17",
    "name": "Ada",
    "address": "0470 12 34 56",
    "language": "nl",
}


def start(client: Client, **changes: str) -> int:
    return client.post("/start/", {**GIVEN, "code": setup_code(), **changes}).status_code


def run_new(**changes: str) -> str:
    out = StringIO()
    call_command("new", stdout=out, **{**GIVEN, **changes})
    return out.getvalue()


def test_the_page_opens_everything_and_signs_its_administrator_in(client: Client, db: None) -> None:
    assert client.get("/start/").status_code == 200
    assert start(client) == 302
    ada = Person.objects.get()
    assert (ada.name, ada.phone, ada.language) == ("Ada", "+32470123456", "nl")
    assert ada.has_role(Role.ADMINISTRATOR)
    assert not ada.has_usable_password()
    programme = Programme.objects.get()
    assert (programme.organisation.name, programme.slug) == ("A school", "cyber-in-the-neighbourhood")
    assert programme.name == {"nl": "Cyber in the neighbourhood"}
    assert Edition.objects.get().name == "2027"
    assert client.session["_auth_user_id"] == str(ada.pk)
    assert client.get("/me/").headers["Location"] == "/account/2fa/"


def test_once_somebody_is_here_the_page_is_gone(client: Client, db: None) -> None:
    make_person()
    assert client.get("/start/").status_code == 404
    assert start(client) == 404
    assert welcome() == []


def test_a_stranger_without_the_code_cannot_claim_it(client: Client, db: None) -> None:
    for _ in range(10):
        assert start(client, code="AAAA-AAAA") == 200
    assert start(client, code="AAAA-AAAA") == 429
    assert start(client) == 429
    assert not Person.objects.exists()


def test_the_code_is_taken_as_people_type_it() -> None:
    assert is_setup_code(setup_code().lower().replace("-", " "))
    assert not is_setup_code(setup_code()[:-1])
    assert not is_setup_code("")


def test_of_two_at_once_one_is_refused_by_the_database(
    client: Client, db: None, monkeypatch: pytest.MonkeyPatch
) -> None:
    assert start(client) == 302
    monkeypatch.setattr(opening, "is_empty", lambda: True)
    monkeypatch.setattr("opstap.site.start.is_empty", lambda: True)
    assert start(Client(), organisation="Another", address="x@example.org") == 404
    assert (Person.objects.count(), Organisation.objects.count(), Installation.objects.count()) == (1, 1, 1)


@pytest.mark.parametrize(
    "wrong", [{"ends_on": "2026-01-01"}, {"address": "nonsense"}, {"organisation": ""}, {"starts_on": "x"}]
)
def test_what_is_wrong_is_said_at_the_field(client: Client, db: None, wrong: dict[str, str]) -> None:
    page = client.post("/start/", {**GIVEN, "code": setup_code(), **wrong}).content.decode()
    assert f'id="id_{next(iter(wrong))}_error"' in page
    assert not Person.objects.exists()


def test_the_server_says_how_to_begin(db: None) -> None:
    assert setup_code() in welcome()[0]
    out = StringIO()
    call_command("new", code=True, stdout=out)
    assert out.getvalue().strip() == setup_code()


def test_the_command_prints_a_link_that_signs_in_once(client: Client, db: None) -> None:
    link = re.search(r"https?://[^/]+(/start/\S+)", run_new())
    assert link
    assert "Ada" in client.get(link[1]).content.decode()
    assert "_auth_user_id" not in client.session
    assert client.post(link[1]).headers["Location"] == "/account/2fa/"
    assert client.session["_auth_user_id"] == str(Person.objects.get().pk)
    assert Client().post(link[1]).status_code == 404


def test_a_forged_or_used_link_opens_nothing(client: Client, db: None) -> None:
    assert client.get("/start/nonsense/").status_code == 404
    person = make_person()
    link = sign_in_link(person)
    Person.objects.filter(pk=person.pk).update(is_active=False)
    assert client.get(link).status_code == 404


def test_the_command_needs_an_empty_database(db: None) -> None:
    make_person()
    with pytest.raises(CommandError, match="somebody is here"):
        run_new()


def test_the_command_says_what_is_wrong(db: None) -> None:
    with pytest.raises(CommandError, match="too short"):
        run_new(address="0470")
    assert not Person.objects.exists()


def test_a_name_in_arabic_letters_is_fine(client: Client, db: None) -> None:
    assert start(client, programme="الأمن السيبراني", language="ar") == 302
    assert Programme.objects.get().slug == "programme"
