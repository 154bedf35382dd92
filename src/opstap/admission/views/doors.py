"""What the candidate's pages have in common: the call of the address, the draft of the browser, who is signed in.

A browser is known by signed cookies, not by a session: an application costs no row and no query for it, and on a shared
phone the draft is out of reach two hours after the last save; from then on it takes the code.
"""

import json
from uuid import UUID

from django.conf import settings
from django.http import Http404, HttpRequest, HttpResponse
from django.views.decorators.cache import cache_control

from opstap.admission import queries
from opstap.admission.actions.send_application import GRACE
from opstap.admission.models import Call, Draft
from opstap.admission.pages.programme import said
from opstap.admission.queries import Shown
from opstap.admission.rules.call_state import CallState
from opstap.kit.clock import now
from opstap.kit.encrypted import WrongKeyError, decrypt, encrypt
from opstap.people.models import Person

DRAFT, ADDRESS, CHECK = "opstap_draft", "opstap_address", "opstap_check"
# Not "no-store": a browser that goes back must find what was typed.
private = cache_control(private=True, max_age=0)
_AGES = {DRAFT: 2 * 60 * 60, ADDRESS: 30 * 60, CHECK: 10 * 60}


def call_at(slug: str) -> Shown:
    """The call with this slug and its state, or 404."""
    found = queries.shown(slug, at=now())
    if found is None:
        raise Http404
    return found


def facts_of(shown: Shown) -> dict[str, object]:
    """What every page of a call says of it."""
    programme = shown.call.edition.programme
    return {"shown": shown, "call": shown.call, "programme": programme, "name": said(programme.name)}


def takes_new(shown: Shown) -> bool:
    """Whether someone can begin."""
    return shown.state is CallState.OPEN


def takes_begun(shown: Shown) -> bool:
    """Whether someone who has begun can finish."""
    return shown.call.opens_at <= now() < shown.call.closes_at + GRACE


def draft_of(request: HttpRequest, call: Call) -> Draft | None:
    """What this browser is filling in for this call, if it is not sent yet."""
    pk = draft_id(request)
    draft = queries.draft(pk, call) if pk else None
    if draft is not None:
        draft.call = call
    return draft


def draft_id(request: HttpRequest) -> UUID | None:
    """The id of the draft that this browser fills in."""
    value = request.get_signed_cookie(DRAFT, default="", salt=DRAFT, max_age=_AGES[DRAFT])
    return UUID(value) if value else None


def remember_draft(response: HttpResponse, draft: Draft) -> HttpResponse:
    """Let this browser go on with the draft for two hours from now."""
    return _remember(response, DRAFT, str(draft.pk))


def remember_address(response: HttpResponse, address: str) -> HttpResponse:
    """Let the next page say where a message went. Encrypted: the cookie stays on a phone that may be shared."""
    return _remember(response, ADDRESS, encrypt(address))


def address_of(request: HttpRequest) -> str:
    """The address that was typed on the page before, or ""."""
    return _recall(request, ADDRESS)


def remember_check(response: HttpResponse, call: Call, given: dict[str, str]) -> HttpResponse:
    """Let the next page, which a browser can go back to, show these answers; they are kept nowhere else."""
    return _remember(response, CHECK, encrypt(json.dumps({"call": call.slug, "given": given})))


def check_of(request: HttpRequest, call: Call) -> dict[str, str]:
    """The answers to the check that were just given for this call."""
    kept = json.loads(_recall(request, CHECK) or "{}")
    return dict(kept["given"]) if kept.get("call") == call.slug else {}


def forget(response: HttpResponse, *names: str) -> HttpResponse:
    """Take cookies back."""
    for name in names:
        response.delete_cookie(name, samesite="Lax")
    return response


def signed_in(request: HttpRequest) -> Person | None:
    """Who is signed in, if anyone; costs nothing for a visitor without a session."""
    return request.user if isinstance(request.user, Person) else None


def _recall(request: HttpRequest, name: str) -> str:
    try:
        return decrypt(request.get_signed_cookie(name, default="", salt=name, max_age=_AGES[name]) or "")
    except WrongKeyError:
        return ""


def _remember(response: HttpResponse, name: str, value: str) -> HttpResponse:
    response.set_signed_cookie(
        name,
        value,
        salt=name,
        max_age=_AGES[name],
        httponly=True,
        samesite="Lax",
        secure=settings.SESSION_COOKIE_SECURE,
    )
    return response
