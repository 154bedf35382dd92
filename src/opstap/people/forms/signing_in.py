"""The forms of signing in. Each takes digits of any script."""

from typing import Any

from allauth.account.fields import PasswordField
from allauth.account.forms import ConfirmLoginCodeForm, LoginForm, ReauthenticateForm
from allauth.account.internal import flows
from allauth.core import context
from allauth.mfa.base.forms import AuthenticateForm
from allauth.mfa.base.forms import ReauthenticateForm as MfaReauthenticateForm
from allauth.mfa.totp.forms import ActivateTOTPForm
from allauth.mfa.webauthn.forms import AddWebAuthnForm, EditWebAuthnForm
from django import forms
from django.http import HttpRequest, HttpResponseBase
from django.utils.translation import gettext_lazy as _

from opstap.people.adapters import OWN_PHONE
from opstap.people.forms.fields import AddressField, CodeField
from opstap.people.rules.address import Address, Kind


def own_phone_field() -> forms.BooleanField:
    """On a shared phone the default must be safe: the box is empty."""
    return forms.BooleanField(label=_("This is my own phone or computer: keep me signed in"), required=False)


class SignInForm(LoginForm):
    """The first page: only the address. allauth then sends a code, whether the address is known or not."""

    def __init__(self, *args: Any, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        self.fields["login"] = AddressField()

    def clean_login(self) -> Address:  # type: ignore[override]
        address: Address = self.cleaned_data["login"]
        return address

    def user_credentials(self) -> dict[str, str]:
        """Say which of the two it is; allauth would guess."""
        address: Address = self.cleaned_data["login"]
        credentials = {"email" if address.kind == Kind.MAIL else "phone": address.value}
        if password := self.cleaned_data.get("password"):
            credentials["password"] = password
        return credentials


class PasswordSignInForm(SignInForm):
    """The second choice: address and password."""

    field_order = ["login", "password", "own_phone"]
    own_phone = own_phone_field()

    def __init__(self, *args: Any, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        self.order_fields(self.field_order)

    def _setup_password_field(self) -> None:
        """Keep the password, which allauth drops because the first page has none."""
        self.fields["password"] = forms.CharField(
            label=_("Password"),
            strip=False,
            widget=forms.PasswordInput(attrs={"autocomplete": "current-password"}),
            error_messages={"required": _("Type your password.")},
        )

    def _clean_with_password(self, credentials: dict[str, str]) -> dict[str, Any]:
        # allauth words a mismatch by guessing the kind of address from the text once more.
        from allauth.account.adapter import get_adapter
        from allauth.account.models import Login

        adapter = get_adapter(self.request)
        self.user = adapter.authenticate(self.request, **credentials)
        if self.user is None:
            kind = "email" if "email" in credentials else "phone"
            raise adapter.validation_error(f"{kind}_password_mismatch")
        self._login = Login(user=self.user, email=credentials.get("email"))
        return self.cleaned_data

    def _login_with_password(
        self, request: HttpRequest, redirect_url: str | None, credentials: dict[str, str]
    ) -> HttpResponseBase:
        request.session[OWN_PHONE] = self.cleaned_data["own_phone"]
        self._login.redirect_url = redirect_url
        response: HttpResponseBase = flows.login.perform_password_login(request, credentials, self._login)
        return response


class SignInCodeForm(ConfirmLoginCodeForm):
    """The code, and whose phone this is."""

    code = CodeField(label=_("The 6 digits that we sent"))
    own_phone = own_phone_field()

    def clean(self) -> dict[str, Any]:
        cleaned: dict[str, Any] = super().clean() or self.cleaned_data
        if not self.errors:
            context.request.session[OWN_PHONE] = cleaned["own_phone"]
        return cleaned


class PasswordAgainForm(ReauthenticateForm):
    """The password once more, before something that matters."""

    password = PasswordField(label=_("Password"), autocomplete="current-password")


class SecondStepForm(AuthenticateForm):
    """The code of the app, or a recovery code."""

    code = CodeField(label=_("Code from your app, or a recovery code"))


class SecondStepAgainForm(MfaReauthenticateForm):
    """The same, before something that matters."""

    code = CodeField(label=_("Code from your app, or a recovery code"))


class AppForm(ActivateTOTPForm):
    """The first code of a new app."""

    code = CodeField(label=_("The 6 digits that your app shows"))


class PasskeyForm(AddWebAuthnForm):
    """A new passkey: always one that signs in by itself, so that the page has one question less."""

    name = forms.CharField(label=_("Name of this passkey"), max_length=60, help_text=_("For example: my phone"))
    passwordless = forms.BooleanField(widget=forms.HiddenInput, required=False, initial=True)


class PasskeyNameForm(EditWebAuthnForm):
    """Another name for it."""

    name = forms.CharField(label=_("Name of this passkey"), max_length=60)
