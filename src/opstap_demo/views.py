"""One click, and you are someone else. Only where everybody is invented."""

from dataclasses import dataclass

from django.contrib.auth import login, logout
from django.http import Http404, HttpRequest, HttpResponse
from django.shortcuts import redirect, render
from django.views.decorators.http import require_POST, require_safe

from opstap.kit.translated import in_language
from opstap.people.models import Role
from opstap.people.second_step import excuse_in_demonstration
from opstap_demo.cast import Part, part, parts, person_of

BACKEND = "allauth.account.auth_backends.AuthenticationBackend"


@dataclass(frozen=True, slots=True)
class Door:
    """A person on the list, in the reader's language."""

    code: str
    name: str
    role: str
    does: str


def _doors() -> list[Door]:
    return [Door(one.code, one.name, _role(one), in_language(one.does)) for one in parts()]


def _role(one: Part) -> str:
    from django.utils.translation import gettext as _

    return str(Role(one.roles[0]).label) if one.roles else _("Candidate")


@require_safe
def door(request: HttpRequest) -> HttpResponse:
    """Whom would you like to be?"""
    return render(request, "opstap_demo/door.html", {"doors": _doors()})


@require_POST
def enter(request: HttpRequest, code: str) -> HttpResponse:
    """Sign in as one of the invented people, and nobody else: the code names a part, not an account."""
    try:
        person = person_of(part(code))
    except KeyError as unknown:
        raise Http404 from unknown
    if person is None:
        raise Http404
    logout(request)
    login(request, person, backend=BACKEND)
    excuse_in_demonstration(request, person)
    return redirect("guidance:today")
