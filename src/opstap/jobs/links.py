"""The link in a message that opens one question without signing in: does the job last?

It holds the id of the question and a keyed hash of it (HMAC-SHA256, cut to 128 bits, NIST SP 800-107 rev. 1, 5.3.3), so that
it fits into a text message and nobody can make one. `admission.links` does the same for its own things.
"""

from base64 import urlsafe_b64decode, urlsafe_b64encode
from uuid import UUID

from django.conf import settings
from django.http import Http404
from django.urls import reverse
from django.utils.crypto import constant_time_compare, salted_hmac

_LENGTH = 16


def token_for(follow_up: UUID) -> str:
    """43 characters that open this question alone."""
    return urlsafe_b64encode(follow_up.bytes + _seal(follow_up)).decode().rstrip("=")


def opened_by(token: str) -> UUID:
    """The id of the question that the token opens, or 404."""
    try:
        raw = urlsafe_b64decode(token + "=" * (-len(token) % 4))
    except ValueError as error:
        raise Http404 from error
    if len(raw) != 2 * _LENGTH:
        raise Http404
    follow_up = UUID(bytes=raw[:_LENGTH])
    if not constant_time_compare(raw[_LENGTH:], _seal(follow_up)):
        raise Http404
    return follow_up


def link_to(follow_up: UUID) -> str:
    """The whole address, for a message."""
    return settings.OPSTAP_URL + reverse("jobs:follow_up", args=[token_for(follow_up)])


def _seal(follow_up: UUID) -> bytes:
    return salted_hmac("jobs.follow_up", follow_up.bytes, algorithm="sha256").digest()[:_LENGTH]
