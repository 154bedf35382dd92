"""Prove an address that may be nobody's yet: a code goes to it, and what was typed waits in the session, saved nowhere."""

import secrets
from dataclasses import asdict

from allauth.core.internal import ratelimit
from django.conf import settings
from django.http import HttpRequest

from opstap.kit.clock import now
from opstap.people import codes, post
from opstap.people.codes import TooManyCodesError, Verdict, Waiting
from opstap.people.queries.persons import person_at

__all__ = ["TooManyCodesError", "Verdict", "Waiting", "check_address", "prove_address", "what_waits"]


def prove_address(request: HttpRequest, *, purpose: str, address: str, language: str, given: str) -> None:
    """Send a code to `address` and let `purpose` wait for it with what was `given`. Raises TooManyCodesError.

    The same happens whether somebody is known there or not, so that a stranger learns nothing; as often as a sign-in code,
    because for who is known it is one.
    """
    rates = settings.ACCOUNT_RATE_LIMITS["request_login_code"]
    usage = ratelimit.consume(
        request,
        app="allauth.account",
        action="prove_address",
        config={"prove_address": rates},
        key=address,
        limit_get=True,
    )
    if not usage:
        raise TooManyCodesError
    person = person_at(address)
    code = f"{secrets.randbelow(1_000_000):06}"
    until = now().timestamp() + int(settings.ACCOUNT_LOGIN_BY_CODE_TIMEOUT)
    waiting = Waiting(purpose, address, given, until, codes.digest_of(address, purpose, code))
    request.session[codes.SESSION_KEY] = asdict(waiting)
    language = person.language if person else language
    post.write("sign_in_code", language=language, person=person, address=address, context={"code": code})


def what_waits(request: HttpRequest, purpose: str) -> Waiting | None:
    """What waits for a code for this purpose, unless its time is over."""
    return codes.waiting_for(request, purpose)


def check_address(request: HttpRequest, *, purpose: str, code: str) -> Verdict:
    """Compare; the fifth wrong code, like the right one, ends the waiting."""
    waiting = codes.waiting_for(request, purpose)
    return codes.compare(request, waiting.address if waiting else "", purpose=purpose, code=code)
