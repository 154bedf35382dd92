"""Two promises kept on every page: nothing stays on a shared phone; who sees other people's records took a second step."""

from collections.abc import Callable

from allauth.account.adapter import get_adapter
from django.conf import settings
from django.contrib.auth.signals import user_logged_out
from django.http import HttpRequest, HttpResponse, HttpResponseRedirect
from django.urls import reverse
from django.utils.http import urlencode
from django_htmx.http import HttpResponseClientRedirect

from opstap.people import second_step
from opstap.people.models import Person

type Handler = Callable[[HttpRequest], HttpResponse]
SIGNED_OUT = "_opstap_signed_out"


class NothingStaysMiddleware:
    """Pages of a session are not kept by the browser, and signing out empties what it kept.

    `no-store` also keeps them from the back button. Of the cookies only the session goes (Django deletes it): "cookies"
    in Clear-Site-Data would forget the language that was chosen on this phone.
    """

    def __init__(self, get_response: Handler) -> None:
        self.get_response = get_response

    def __call__(self, request: HttpRequest) -> HttpResponse:
        response = self.get_response(request)
        if settings.SESSION_COOKIE_NAME in request.COOKIES and "no-store" not in response.get("Cache-Control", ""):
            response["Cache-Control"] = "no-store, private"
        if getattr(request, SIGNED_OUT, False):
            response["Clear-Site-Data"] = '"cache", "storage"'
        return response


def note_sign_out(request: HttpRequest | None, user: Person | None, **kwargs: object) -> None:
    """Leave a mark on the request for the middleware; an anonymous "sign out" clears nothing."""
    if request is not None and user is not None:
        setattr(request, SIGNED_OUT, True)


user_logged_out.connect(note_sign_out, dispatch_uid="opstap.people.note_sign_out")


class SecondStepMiddleware:
    """Send a member of staff who has not taken the second step to where it is taken, or set up."""

    def __init__(self, get_response: Handler) -> None:
        self.get_response = get_response

    def __call__(self, request: HttpRequest) -> HttpResponse:
        person = None if request.path.startswith(_open_paths()) else second_step.who_must(request)
        if person is None:
            return self.get_response(request)
        url = self._where(request, person)
        return HttpResponseClientRedirect(url) if request.headers.get("HX-Request") else HttpResponseRedirect(url)

    def _where(self, request: HttpRequest, person: Person) -> str:
        if not second_step.is_set_up(person):
            return reverse("mfa_index")
        again = [way for way in get_adapter(request).get_reauthentication_methods(person) if "mfa" in way["id"]]
        target = request.get_full_path() if request.method == "GET" else settings.LOGIN_REDIRECT_URL
        return f"{again[0]['url']}?{urlencode({'next': target})}"


def _open_paths() -> tuple[str, ...]:
    """Signing in and out, the language switch, health: what one needs to get through the second step."""
    return (reverse("account_login").removesuffix("login/"), "/language/", "/healthz", "/static/")
