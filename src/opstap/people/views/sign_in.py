"""Signing in. allauth's views, with our forms; classes because allauth's are."""

from typing import Any

from allauth.account.views import ConfirmLoginCodeView, LoginView
from django.conf import settings
from django.http import HttpResponse, HttpResponseRedirect
from django.urls import reverse
from django.utils.decorators import method_decorator
from django.views.decorators.cache import never_cache

from opstap.people.forms.signing_in import PasswordSignInForm
from opstap.people.rules.address import shown


@method_decorator(never_cache, name="dispatch")
class SignIn(LoginView):
    """The first page: one field."""

    def get_context_data(self, **kwargs: Any) -> dict[str, Any]:
        return {**super().get_context_data(**kwargs), "entra": settings.ENTRA}


class SignInWithPassword(SignIn):
    """The second choice."""

    form_class = PasswordSignInForm
    template_name = "account/login_password.html"

    def get_form_class(self) -> type[PasswordSignInForm]:
        return PasswordSignInForm


class SignInCode(ConfirmLoginCodeView):
    """The code that was sent, or was not: the page is the same."""

    def _resend_form_valid(self, form: Any) -> HttpResponse:
        """Count the new code for an unknown address too; allauth stumbles over an unknown phone number here."""
        if self._process.user is None:
            self._process.record_resend()
            self._process.persist()
            url = self.passthrough_next_url(reverse("account_confirm_login_code"))  # type: ignore[no-untyped-call]
            return HttpResponseRedirect(url)
        response: HttpResponse = super()._resend_form_valid(form)
        return response

    def get_context_data(self, **kwargs: Any) -> dict[str, Any]:
        context = super().get_context_data(**kwargs)
        return {**context, "address": shown(context["email"] or context["phone"]), "minutes": minutes()}


def minutes() -> int:
    """How long a code holds."""
    return int(settings.ACCOUNT_LOGIN_BY_CODE_TIMEOUT) // 60
