"""A code to prove an address, or to be sure that it is you: one way for a new address, a password, and erasing.

What waits for the code is kept in the session, the code itself only as a keyed hash. As strict as signing in: 10
minutes, 5 tries, 5 codes in an hour.
"""

import secrets
from dataclasses import asdict, dataclass
from enum import Enum

from allauth.core.internal import ratelimit
from django.conf import settings
from django.http import HttpRequest
from django.utils.crypto import constant_time_compare, salted_hmac

from opstap.kit.clock import now
from opstap.people import post
from opstap.people.models import Person

SESSION_KEY = "people.code"
TRIES = 5
SENDING = {"send_code": "5/h/key,60/h/ip"}


class TooManyCodesError(Exception):
    """This person asked for too many codes."""


class Verdict(Enum):
    """What became of a typed code."""

    RIGHT = "right"
    WRONG = "wrong"
    OVER = "over"


@dataclass(slots=True)
class Waiting:
    """What waits for a code. `purpose` is address, password, erase or a later station's; `given` is what it needs."""

    purpose: str
    address: str
    given: str
    until: float
    digest: str
    tries: int = 0


def send_code(request: HttpRequest, person: Person, *, purpose: str, address: str = "", given: str = "") -> None:
    """Send a code to `address` (default: the person's own) and let `purpose` wait for it. Raises TooManyCodesError."""
    usage = ratelimit.consume(
        request, app="allauth.account", action="send_code", config=SENDING, key=str(person.pk), limit_get=True
    )
    if not usage:
        raise TooManyCodesError
    to = address or person.email or person.phone or ""
    code = f"{secrets.randbelow(1_000_000):06}"
    until = now().timestamp() + int(settings.ACCOUNT_LOGIN_BY_CODE_TIMEOUT)
    waiting = Waiting(purpose, to, given, until, digest_of(str(person.pk), purpose, code))
    request.session[SESSION_KEY] = asdict(waiting)
    post.write("sign_in_code", language=person.language, person=person, address=to, context={"code": code})


def waiting_for(request: HttpRequest, purpose: str) -> Waiting | None:
    """What waits for a code for this purpose, unless its time is over."""
    kept = request.session.get(SESSION_KEY)
    if not kept or kept["purpose"] != purpose or now().timestamp() > kept["until"]:
        return None
    return Waiting(**kept)


def check_code(request: HttpRequest, person: Person, *, purpose: str, code: str) -> Verdict:
    """Compare; the fifth wrong code, like the right one, ends the waiting."""
    return compare(request, str(person.pk), purpose=purpose, code=code)


def compare(request: HttpRequest, holder: str, *, purpose: str, code: str) -> Verdict:
    """The same for whoever the code was made for: a person by their id, or an address that may be nobody's yet."""
    waiting = waiting_for(request, purpose)
    if waiting is None:
        return Verdict.OVER
    if constant_time_compare(waiting.digest, digest_of(holder, purpose, code)):
        request.session.pop(SESSION_KEY)
        return Verdict.RIGHT
    waiting.tries += 1
    if waiting.tries >= TRIES:
        request.session.pop(SESSION_KEY)
        return Verdict.OVER
    request.session[SESSION_KEY] = asdict(waiting)
    return Verdict.WRONG


def digest_of(holder: str, purpose: str, code: str) -> str:
    """A keyed hash, so that whoever reads the session's row learns no code."""
    return salted_hmac(f"people.code.{purpose}.{holder}", code, algorithm="sha256").hexdigest()
