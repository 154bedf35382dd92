"""Sign in with Microsoft Entra, keyed on tenant and object id.

A mail address in an Entra token is whatever a tenant's administrator typed and may be anybody's ("nOAuth", allauth #3675);
`tid` and `oid` together are the one identifier that Microsoft promises to be stable and unique
(learn.microsoft.com/entra/identity-platform/id-token-claims-reference). So no address is read from the token at all,
and nobody is found, connected or signed up by one: a person connects their account while signed in.
"""

from collections.abc import Mapping
from typing import Any
from uuid import UUID

from allauth.account.adapter import get_adapter as get_account_adapter
from allauth.socialaccount.adapter import DefaultSocialAccountAdapter
from allauth.socialaccount.models import SocialAccount
from allauth.socialaccount.providers.base.provider import Provider
from allauth.socialaccount.providers.openid_connect.provider import OpenIDConnectProvider
from django.core.exceptions import PermissionDenied
from django.http import HttpRequest
from django.urls import reverse

PROVIDER = "entra"


def identity(claims: Mapping[str, object], *, tenant: str) -> str:
    """`tid:oid` of an ID token of this tenant. Raises PermissionDenied when one is missing or another tenant's."""
    try:
        tid, oid = UUID(str(claims["tid"])), UUID(str(claims["oid"]))
    except (KeyError, ValueError) as error:
        raise PermissionDenied("the token names no tenant or no object") from error
    if str(tid) != tenant.lower():
        raise PermissionDenied("the token is of another tenant")
    return f"{tid}:{oid}"


class EntraProvider(OpenIDConnectProvider):
    """OpenID Connect, reading nothing from the token but who it is."""

    def _claims(self, data: Mapping[str, Any]) -> Mapping[str, object]:
        claims: Mapping[str, object] = data.get("id_token") or {}
        return claims

    def extract_uid(self, data: Mapping[str, Any]) -> str:
        return identity(self._claims(data), tenant=self.app.settings["tenant"])

    def extract_common_fields(self, data: Mapping[str, Any]) -> dict[str, str]:
        return {}

    def extract_email_addresses(self, data: Mapping[str, Any]) -> list[Any]:
        return []

    def extract_extra_data(self, data: Mapping[str, Any]) -> dict[str, str]:
        """Keep nothing of the token: name and address in it are not needed."""
        return {}


class EntraAdapter(DefaultSocialAccountAdapter):
    """One provider, no self-signup."""

    def get_provider(self, request: HttpRequest, provider: str, client_id: str | None = None) -> Provider:
        found = super().get_provider(request, provider, client_id)
        return EntraProvider(request, app=found.app) if found.app.provider_id == PROVIDER else found

    def is_open_for_signup(self, request: HttpRequest, sociallogin: Any) -> bool:
        return False

    def can_authenticate_by_email(self, login: Any, email: str) -> bool:
        return False

    def populate_user(self, request: HttpRequest, sociallogin: Any, data: Any) -> Any:
        """Suggest nothing about the person; there is no form to suggest it in."""
        return sociallogin.user

    def get_connect_redirect_url(self, request: HttpRequest, socialaccount: SocialAccount) -> str:
        return reverse("people:me")

    def send_notification_mail(self, template_prefix: str, user: Any, *args: Any, **kwargs: Any) -> None:
        get_account_adapter().send_notification_mail(template_prefix, user)
