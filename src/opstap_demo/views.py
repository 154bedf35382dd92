"""One click, and you are someone else. Only where everybody is invented."""

from dataclasses import dataclass

from django.contrib.auth import login, logout
from django.http import Http404, HttpRequest, HttpResponse
from django.shortcuts import redirect, render
from django.urls import NoReverseMatch, reverse
from django.utils.translation import gettext as _
from django.views.decorators.http import require_POST, require_safe

from opstap.kit.translated import in_language
from opstap.people.models import Role
from opstap.people.second_step import excuse_in_demonstration
from opstap_demo.cast import Part, part, parts, person_of

BACKEND = "allauth.account.auth_backends.AuthenticationBackend"
DEFAULT = "guidance:today"


@dataclass(frozen=True, slots=True)
class Door:
    """A person one can be, in the reader's language; `number` is their place among the nine doors, 0 for one more."""

    code: str
    name: str
    role: str
    does: str
    number: int = 0


def _doors() -> list[Door]:
    return [Door(one.code, one.name, _role(one), in_language(one.does), one.door) for one in parts()]


def _role(one: Part) -> str:
    return str(Role(one.roles[0]).label) if one.roles else _("Candidate")


@require_safe
def door(request: HttpRequest) -> HttpResponse:
    """A walk along nine doors, in the order of the road, and who else lives here."""
    everybody = _doors()
    nine = sorted((one for one in everybody if one.number), key=lambda one: one.number)
    more = [one for one in everybody if not one.number]
    return render(request, "opstap_demo/door.html", {"doors": nine, "more": more})


@require_POST
def enter(request: HttpRequest, code: str) -> HttpResponse:
    """Sign in as one of the invented people, and nobody else: the code names a part, not an account."""
    try:
        one = part(code)
    except KeyError as unknown:
        raise Http404 from unknown
    person = person_of(one)
    if person is None:
        raise Http404
    logout(request)
    login(request, person, backend=BACKEND)
    excuse_in_demonstration(request, person)
    return redirect(_page_of(one))


def _page_of(one: Part) -> str:
    """The page that matters to them; Today as long as the station with that page is not there."""
    try:
        return reverse(one.opens)
    except NoReverseMatch:
        return reverse(DEFAULT)
