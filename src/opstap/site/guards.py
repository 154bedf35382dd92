"""Combinations of settings that would put people's data at risk: refused at the start, with what to do."""

from collections.abc import Sequence
from urllib.parse import urlsplit

from cryptography.fernet import Fernet
from django.core.exceptions import ImproperlyConfigured

LOCAL = frozenset({"127.0.0.1", "localhost", "::1"})


def refuse_what_is_unsafe(*, mode: str, url: str, debug: bool, field_keys: Sequence[str]) -> None:
    """Raises ImproperlyConfigured with a sentence for the one who installs."""
    parts = urlsplit(url)
    if parts.scheme not in {"http", "https"} or not parts.hostname:
        raise ImproperlyConfigured(f"OPSTAP_URL must read https://host, not {url!r}")
    public = parts.scheme == "https" or parts.hostname not in LOCAL
    if mode == "demonstration" and public:
        raise ImproperlyConfigured(
            "In a demonstration anybody can sign in as anybody, so it stays on this machine: "
            "set OPSTAP_MODE=production, or leave OPSTAP_URL out."
        )
    if mode == "test" and public:
        raise ImproperlyConfigured("OPSTAP_MODE=test has keys that everybody knows: set OPSTAP_MODE=production.")
    if mode == "production" and debug:
        raise ImproperlyConfigured("OPSTAP_DEBUG shows people's data on error pages: leave it out in production.")
    if mode == "production" and parts.scheme == "http" and public:
        raise ImproperlyConfigured(f"Sign-in over {url} can be overheard: OPSTAP_URL must begin with https://")
    for key in field_keys:
        _refuse_a_bad_key(key)


def _refuse_a_bad_key(key: str) -> None:
    try:
        Fernet(key)
    except ValueError as error:
        # Not the key itself: this sentence ends up in a log.
        raise ImproperlyConfigured(
            "A key in OPSTAP_FIELD_KEYS is not a Fernet key. See docs/deploy.md, Rotating keys."
        ) from error
