"""Staff need a second step: at /account/2fa/, in the middleware, at sign-in."""

import base64
import re
import time
from collections.abc import Callable

import pytest
from allauth.mfa.models import Authenticator
from allauth.mfa.recovery_codes.internal.auth import RecoveryCodes
from allauth.mfa.totp.internal.auth import TOTP, format_hotp_value, generate_totp_secret, hotp_value
from django.core.exceptions import ImproperlyConfigured
from django.test import Client, RequestFactory
from pytest_django import Settings
from tests.build import grant, make_person

from opstap.people import second_step
from opstap.people.models import STAFF_ROLES, Person, Role
from opstap.people.tests.conftest import Letters

INDEX, ACTIVATE, AUTHENTICATE = "/account/2fa/", "/account/2fa/totp/activate/", "/account/2fa/authenticate/"
type SignIn = Callable[[Person], Client]


def app_code(secret: str) -> str:
    return str(format_hotp_value(hotp_value(secret, int(time.time()) // 30)))


@pytest.mark.parametrize("role", list(Role))
def test_who_sees_records_is_sent_to_set_it_up(one_step: SignIn, db: None, role: str) -> None:
    person = grant(make_person(), role)
    response = one_step(person).get("/me/")
    assert (response.status_code == 302) == (role in STAFF_ROLES)
    if role in STAFF_ROLES:
        assert response.headers["Location"] == INDEX


def test_not_before_the_role_is_held_and_from_then_on(one_step: SignIn, dora: Person) -> None:
    browser = one_step(dora)
    assert browser.get("/me/").status_code == 200
    grant(dora, Role.COACH)
    assert browser.get("/me/").headers["Location"] == INDEX
    assert browser.post("/me/").headers["Location"] == INDEX
    assert browser.get("/me/", headers={"HX-Request": "true"}).headers["HX-Redirect"] == INDEX


def test_signing_out_and_the_language_stay_open(one_step: SignIn, bilal: Person) -> None:
    browser = one_step(bilal)
    assert browser.post("/language/setlang/", {"language": "ar"}).status_code in {204, 302}
    assert browser.post("/account/logout/").headers["Location"] == "/"


@pytest.mark.django_db(transaction=True)
def test_set_up_an_app_and_go_on(one_step: SignIn, letters: Letters) -> None:
    bilal = grant(make_person("Bilal Coach"), Role.COACH)
    browser = one_step(bilal)
    page = browser.get(ACTIVATE).content.decode()
    picture = re.search(r'src="data:image/svg\+xml;base64,([^"]+)"', page)
    assert picture
    assert base64.b64decode(picture[1]).startswith(b"<?xml")
    secret = re.search(r"<code>([A-Z2-7]+)</code>", page)
    assert secret
    arabic = app_code(secret[1]).translate(str.maketrans("0123456789", "٠١٢٣٤٥٦٧٨٩"))
    assert browser.post(ACTIVATE, {"code": arabic}).headers["Location"] == "/account/2fa/recovery-codes/"
    once = browser.get("/account/2fa/recovery-codes/").content.decode()
    assert len(re.findall(r'<code class="num">[0-9]{8}</code>', once)) == 10
    again = browser.get("/account/2fa/recovery-codes/").content.decode()
    assert "<code" not in again
    assert browser.get("/me/").status_code == 200
    assert letters[-1]["template"] == "people/mail/sign_in_changed"
    kept = Authenticator.objects.get(type="totp").data["secret"]
    assert secret[1] not in kept


def sign_in_with_code(client: Client, person: Person, code_of: Callable[[], str]) -> None:
    client.post("/account/login/", {"login": person.email or ""})
    client.post("/account/login/code/confirm/", {"code": code_of()})


def test_at_the_next_sign_in_it_is_asked(
    client: Client, bilal: Person, letters: Letters, code_of: Callable[[], str]
) -> None:
    secret = generate_totp_secret()
    TOTP.activate(bilal, secret)
    sign_in_with_code(client, bilal, code_of)
    assert "_auth_user_id" not in client.session
    assert client.get("/me/").headers["Location"].startswith("/account/login/")
    assert client.post(AUTHENTICATE, {"code": "000000"}).status_code == 200
    client.post(AUTHENTICATE, {"code": app_code(secret)})
    assert client.session["_auth_user_id"] == str(bilal.pk)
    assert client.get("/me/").status_code == 200


def test_a_recovery_code_works_once(
    client: Client, bilal: Person, letters: Letters, code_of: Callable[[], str]
) -> None:
    TOTP.activate(bilal, generate_totp_secret())
    code = RecoveryCodes.activate(bilal).get_unused_codes()[0]
    sign_in_with_code(client, bilal, code_of)
    client.post(AUTHENTICATE, {"code": code})
    assert "_auth_user_id" in client.session
    client.post("/account/logout/")
    sign_in_with_code(client, bilal, code_of)
    client.post(AUTHENTICATE, {"code": code})
    assert "_auth_user_id" not in client.session


def test_five_wrong_codes_and_it_waits(
    client: Client, bilal: Person, letters: Letters, code_of: Callable[[], str]
) -> None:
    secret = generate_totp_secret()
    TOTP.activate(bilal, secret)
    sign_in_with_code(client, bilal, code_of)
    for _ in range(5):
        client.post(AUTHENTICATE, {"code": "000000"})
    client.post(AUTHENTICATE, {"code": app_code(secret)})
    assert "_auth_user_id" not in client.session


def test_an_older_session_is_asked_where_it_stands(one_step: SignIn, bilal: Person) -> None:
    TOTP.activate(bilal, generate_totp_secret())
    assert one_step(bilal).get("/me/").headers["Location"] == "/account/2fa/reauthenticate/?next=%2Fme%2F"


def test_staff_cannot_remove_the_last_one(client: Client, bilal: Person) -> None:
    TOTP.activate(bilal, generate_totp_secret())
    client.force_login(bilal)
    session = client.session
    session["account_authentication_methods"] = [
        {"method": "mfa", "at": time.time(), "type": "totp", "reauthenticated": True}
    ]
    session.save()
    client.post("/account/2fa/totp/deactivate/")
    assert Authenticator.objects.filter(user=bilal, type="totp").exists()


def test_with_the_last_one_gone_the_session_counts_as_one_step(rf: RequestFactory, bilal: Person) -> None:
    request = rf.get("/")
    request.user = bilal
    request.session = {  # type: ignore[assignment]
        "account_authentication_methods": [{"method": "mfa"}],
        "account_authentication_methods_user": str(bilal.pk),
    }
    assert second_step.who_must(request) is None
    second_step.on_removed(request, bilal)
    assert second_step.who_must(request) == bilal


def test_only_the_demonstration_excuses_and_only_in_this_session(
    one_step: SignIn, bilal: Person, rf: RequestFactory, settings: Settings
) -> None:
    request = rf.get("/")
    request.user = bilal
    request.session = {}  # type: ignore[assignment]
    with pytest.raises(ImproperlyConfigured):
        second_step.excuse_in_demonstration(request, bilal)
    settings.DEMONSTRATION = True
    assert second_step.who_must(request) == bilal
    second_step.excuse_in_demonstration(request, bilal)
    assert second_step.who_must(request) is None
    request.user = grant(make_person("Other"), Role.COACH)
    assert second_step.who_must(request) == request.user
    request.user = bilal
    settings.DEMONSTRATION = False
    assert second_step.who_must(request) == bilal


@pytest.mark.parametrize(
    "path",
    [
        "/account/2fa/",
        "/account/2fa/totp/activate/",
        "/account/2fa/webauthn/",
        "/account/2fa/webauthn/add/",
        "/account/2fa/webauthn/reauthenticate/",
        "/account/2fa/reauthenticate/",
        "/account/2fa/recovery-codes/generate/",
        "/account/logout/",
        "/account/login/password/",
        "/account/signup/",
        "/account/inactive/",
        "/account/microsoft/cancelled/",
        "/account/microsoft/error/",
    ],
)
def test_each_page_is_ours_and_runs_no_script_of_its_own(one_step: SignIn, dora: Person, path: str) -> None:
    response = one_step(dora).get(path, follow=True)
    if response.status_code == 403:  # no way to prove oneself again: nothing to ask for
        return
    page = response.content.decode()
    assert response.status_code in {200, 401}
    assert "opstap.css" in page
    scripts = re.findall(r"<script(?P<attributes>[^>]*)>", page)
    assert all("src=" in attributes or "application/json" in attributes for attributes in scripts)
