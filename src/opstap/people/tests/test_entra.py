"""Microsoft Entra: keyed on tenant and object id; a mail address in a token means nothing."""

from typing import Any

import pytest
from allauth.account.middleware import AccountMiddleware
from allauth.core import context
from allauth.socialaccount.adapter import get_adapter
from allauth.socialaccount.internal.flows.login import complete_login
from allauth.socialaccount.models import SocialAccount
from django.contrib.auth.models import AnonymousUser
from django.contrib.messages.middleware import MessageMiddleware
from django.contrib.sessions.middleware import SessionMiddleware
from django.core.exceptions import PermissionDenied
from django.http import HttpRequest, HttpResponse
from django.test import Client, RequestFactory
from pytest_django import Settings
from tests.build import make_person

from opstap.people.entra import EntraProvider, identity
from opstap.people.models import Person
from opstap.people.tests.conftest import Letters

TENANT = "11111111-2222-3333-4444-555555555555"
OID, OTHER_OID = "aaaaaaaa-0000-0000-0000-000000000001", "aaaaaaaa-0000-0000-0000-000000000002"


@pytest.fixture
def entra(settings: Settings) -> None:
    settings.ENTRA = True
    settings.SOCIALACCOUNT_PROVIDERS = {
        "openid_connect": {
            "APPS": [
                {
                    "provider_id": "entra",
                    "name": "Microsoft",
                    "client_id": "client",
                    "secret": "secret",
                    "settings": {"server_url": "https://login.microsoftonline.com/x/v2.0", "tenant": TENANT},
                }
            ]
        }
    }


def claims(**changes: Any) -> dict[str, Any]:
    return {"tid": TENANT, "oid": OID, "sub": "pairwise", "email": "bilal@example.org", "name": "B", **changes}


def arrive(
    claimed: dict[str, Any], *, by: Person | None = None, process: str = "login"
) -> tuple[HttpRequest, HttpResponse]:
    """Let a token with these claims come back from Microsoft."""
    request = RequestFactory().get("/account/microsoft/entra/login/callback/")

    def view(request: HttpRequest) -> HttpResponse:
        request.user = by or AnonymousUser()
        provider = get_adapter().get_provider(request, "entra")
        sociallogin = provider.sociallogin_from_response(request, {"id_token": claimed})
        sociallogin.state = {"process": process}
        return complete_login(request, sociallogin)  # type: ignore[no-any-return]

    with context.request_context(request):
        chain = SessionMiddleware(MessageMiddleware(AccountMiddleware(view)))
        return request, chain(request)  # type: ignore[return-value]


def connect(person: Person, oid: str = OID) -> None:
    SocialAccount.objects.create(user=person, provider="entra", uid=f"{TENANT}:{oid}")


@pytest.mark.usefixtures("entra")
def test_tenant_and_object_id_sign_in_whoever_connected_them(bilal: Person, letters: Letters) -> None:
    connect(bilal)
    request, _ = arrive(claims(email="something@else.example"))
    assert request.user == bilal


@pytest.mark.usefixtures("entra")
@pytest.mark.parametrize("extra", [{}, {"email_verified": True}, {"xms_edov": True, "email_verified": "true"}])
def test_a_spoofed_mail_address_opens_nothing(bilal: Person, extra: dict[str, Any]) -> None:
    Person.objects.filter(pk=bilal.pk).update(email="bilal@example.org")
    request, response = arrive(claims(oid=OTHER_OID, **extra))
    assert request.user.is_anonymous
    assert response.status_code == 200
    assert not SocialAccount.objects.exists()
    assert Person.objects.count() == 1


@pytest.mark.usefixtures("entra")
def test_nobody_signs_up_with_it(db: None) -> None:
    arrive(claims())
    assert not Person.objects.exists()


@pytest.mark.usefixtures("entra")
def test_a_signed_in_person_connects_it_and_nothing_of_the_token_is_kept(bilal: Person, letters: Letters) -> None:
    arrive(claims(), by=bilal, process="connect")
    account = SocialAccount.objects.get()
    assert (account.user, account.uid, account.extra_data) == (bilal, f"{TENANT}:{OID}", {})
    assert letters[-1]["template"] == "people/mail/sign_in_changed"


@pytest.mark.usefixtures("entra")
def test_it_is_not_taken_from_another_person(bilal: Person) -> None:
    connect(make_person())
    arrive(claims(), by=bilal, process="connect")
    assert not SocialAccount.objects.filter(user=bilal).exists()


@pytest.mark.parametrize(
    "wrong",
    [
        {"tid": "99999999-2222-3333-4444-555555555555"},
        {"tid": "not a tenant"},
        {"tid": None},
        {"oid": None},
        {"oid": ""},
        {"oid": "../x"},
    ],
)
def test_a_token_of_another_tenant_or_of_nobody_is_refused(wrong: dict[str, Any]) -> None:
    with pytest.raises(PermissionDenied):
        identity(claims(**wrong), tenant=TENANT)


def test_the_identity_is_the_same_however_the_ids_are_written() -> None:
    assert identity(claims(tid=TENANT.upper(), oid=OID.upper()), tenant=TENANT.upper()) == f"{TENANT}:{OID}"


def test_the_provider_reads_no_name_and_no_address(entra: None, rf: RequestFactory, db: None) -> None:
    provider = get_adapter().get_provider(rf.get("/"), "entra")
    assert isinstance(provider, EntraProvider)
    data = {"id_token": claims(), "userinfo": {"email": "x@example.org"}}
    assert provider.extract_email_addresses(data) == []
    assert provider.extract_common_fields(data) == {}


def test_it_is_off_until_configured(client: Client, db: None) -> None:
    assert client.post("/account/microsoft/entra/login/").status_code == 404
    assert "microsoft" not in client.get("/account/login/").content.decode()


def test_its_button_appears_once_configured(client: Client, db: None, entra: None) -> None:
    assert "/account/microsoft/entra/login/" in client.get("/account/login/").content.decode()
