"""/me/export/ and /me/erase/: everything, of every station."""

import json
from collections.abc import Callable
from uuid import uuid4

import pytest
from allauth.mfa.models import Authenticator
from allauth.mfa.totp.internal.auth import TOTP, generate_totp_secret
from allauth.socialaccount.models import SocialAccount
from django.apps import apps
from django.contrib.sessions.models import Session
from django.db import models
from django.test import Client
from tests.build import grant, make_person

from opstap.kit import privacy
from opstap.kit.models import LedgerLine
from opstap.kit.privacy import PrivacyHooks, all_hooks
from opstap.people.actions.consent import note_consent
from opstap.people.actions.erase_person import erase_person, preview_erasure
from opstap.people.actions.load_notices import load_notices
from opstap.people.models import ConsentEvent, NoticeKind, Person, Role, RoleGrant
from opstap.people.queries.consents import newest_notice
from opstap.people.tests.conftest import Letters

type Code = Callable[[], str]


def stations_with_personal_models() -> set[str]:
    return {model.__module__.split(".")[1] for model in apps.get_models() if getattr(model, "personal", None)}


def test_every_station_that_keeps_something_exports_and_erases() -> None:
    assert stations_with_personal_models() <= {hook.station for hook in all_hooks()}


def test_the_file_holds_what_every_station_holds(client: Client, amina: Person) -> None:
    client.force_login(amina)
    response = client.post("/me/export/")
    assert response.headers["Content-Disposition"].startswith('attachment; filename="opstap-')
    held = json.loads(response.content)["stations"]
    assert set(held) == {hook.station for hook in all_hooks()}
    assert held["people"]["account"]["name"] == amina.name
    assert held["people"]["roles"][0]["role"] == "learner"
    assert LedgerLine.objects.get(verb="people.exported").actor_id == amina.pk


def test_the_file_never_holds_a_secret(client: Client, bilal: Person) -> None:
    secret = generate_totp_secret()
    TOTP.activate(bilal, secret)
    client.force_login(bilal)
    text = client.post("/me/export/").content.decode()
    assert secret not in text
    assert Authenticator.objects.get().data["secret"] not in text
    assert bilal.password not in text


def test_erasing_takes_the_account_with_all_of_it(
    client: Client, amina: Person, letters: Letters, code_of: Code
) -> None:
    load_notices()
    notice = newest_notice(NoticeKind.EMPLOYER_CARD)
    assert notice
    note_consent(amina, notice=notice, what=ConsentEvent.What.GIVEN, key=uuid4())
    TOTP.activate(amina, generate_totp_secret())
    SocialAccount.objects.create(user=amina, provider="entra", uid="t:o")
    elsewhere = Client()
    for browser in (client, elsewhere):
        browser.force_login(amina)
    lines = LedgerLine.objects.count()
    page = client.get("/me/erase/").content.decode()
    assert "Erase" in page
    assert Person.objects.get(pk=amina.pk).name == amina.name
    assert client.post("/me/erase/").headers["Location"] == "/me/code/erase/"
    client.post("/me/code/erase/", {"code": code_of()})
    amina.refresh_from_db()
    assert (amina.name, amina.email, amina.phone, amina.is_active) == ("", None, None, False)
    assert amina.erased_at is not None
    assert not amina.has_usable_password()
    for rows in (Authenticator.objects, SocialAccount.objects, RoleGrant.objects):
        assert not rows.exists()
    assert not [row for row in Session.objects.all() if row.get_decoded().get("_auth_user_id")]
    assert elsewhere.get("/me/").status_code == 302
    assert ConsentEvent.objects.filter(person=amina).exists()
    assert LedgerLine.objects.count() == lines + 1
    assert LedgerLine.objects.get(verb="people.erased").subject_id == amina.pk


def test_the_preview_counts_and_changes_nothing(amina: Person) -> None:
    counts = preview_erasure(amina)
    assert counts["people"] >= 2
    amina.refresh_from_db()
    assert amina.erased_at is None
    assert RoleGrant.objects.filter(person=amina).exists()


def test_all_of_it_or_nothing(amina: Person, monkeypatch: pytest.MonkeyPatch) -> None:
    def fails(person: object) -> int:
        raise RuntimeError("this station cannot")

    monkeypatch.setitem(privacy._hooks, "zz", PrivacyHooks("zz", lambda person: None, fails))
    with pytest.raises(RuntimeError):
        erase_person(amina, by=amina)
    amina.refresh_from_db()
    assert amina.email


def test_the_account_goes_last(amina: Person, monkeypatch: pytest.MonkeyPatch) -> None:
    seen: list[str] = []

    def looks(person: object) -> int:
        seen.append(Person.objects.get(pk=person).name)
        return 0

    monkeypatch.setitem(privacy._hooks, "zz", PrivacyHooks("zz", lambda person: None, looks))
    erase_person(amina, by=amina)
    assert seen == ["Amina Learner"]


def test_erasing_twice_does_nothing_more(amina: Person) -> None:
    erase_person(amina, by=amina)
    assert erase_person(amina, by=amina) == {}


def test_the_last_administrator_stays(client: Client, letters: Letters, code_of: Code, db: None) -> None:
    admin = grant(make_person(), Role.ADMINISTRATOR)
    client.force_login(admin)
    client.post("/me/erase/")
    client.post("/me/code/erase/", {"code": code_of()})
    admin.refresh_from_db()
    assert admin.erased_at is None


def test_no_row_elsewhere_is_deleted_with_the_person() -> None:
    """The row of the person stays; a cascade would take other people's records along."""
    assert isinstance(Person._meta.get_field("erased_at"), models.DateTimeField)
