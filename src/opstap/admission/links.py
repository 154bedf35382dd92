"""Links in messages that open one thing without signing in.

A link holds the id of the thing and a keyed hash of it (HMAC-SHA256, cut to 128 bits, NIST SP 800-107 rev. 1, 5.3.3), so
that it fits into a text message and nobody can make one. It holds as long as the thing is kept.
"""

from base64 import urlsafe_b64decode, urlsafe_b64encode
from enum import StrEnum
from uuid import UUID

from django.conf import settings
from django.http import Http404
from django.urls import reverse
from django.utils.crypto import constant_time_compare, salted_hmac

_LENGTH = 16


class Purpose(StrEnum):
    """What a link is for; a link for one purpose opens no other page. The value is the name of its URL."""

    STATUS = "status"
    CONFIRM = "confirm"
    INTEREST = "interest"


def token_for(purpose: Purpose, thing: UUID) -> str:
    """43 characters that open `thing` for this purpose alone."""
    return urlsafe_b64encode(thing.bytes + _seal(purpose, thing)).decode().rstrip("=")


def opened_by(purpose: Purpose, token: str) -> UUID:
    """The id of the thing that the link opens, or 404."""
    try:
        raw = urlsafe_b64decode(token + "=" * (-len(token) % 4))
    except ValueError as error:
        raise Http404 from error
    if len(raw) != 2 * _LENGTH:
        raise Http404
    thing = UUID(bytes=raw[:_LENGTH])
    if not constant_time_compare(raw[_LENGTH:], _seal(purpose, thing)):
        raise Http404
    return thing


def link_to(purpose: Purpose, thing: UUID) -> str:
    """The whole address, for a message."""
    return settings.OPSTAP_URL + reverse(f"admission:{purpose}", args=[token_for(purpose, thing)])


def _seal(purpose: Purpose, thing: UUID) -> bytes:
    return salted_hmac(f"admission.{purpose}", thing.bytes, algorithm="sha256").digest()[:_LENGTH]
