"""Text that is unreadable in the database: sensitive answers, encrypted with keys kept outside it.

Fernet (AES-128-CBC with HMAC-SHA256) from `cryptography`. The first key in `settings.OPSTAP_FIELD_KEYS` encrypts, every key
decrypts, so that a key is rotated by putting a new one in front. Encrypted text cannot be searched or sorted, on purpose.
"""

from functools import lru_cache

from cryptography.fernet import Fernet, InvalidToken, MultiFernet
from django.conf import settings
from django.db import models
from django.db.backends.base.base import BaseDatabaseWrapper
from django.db.models.expressions import Expression


class WrongKeyError(Exception):
    """The text was encrypted with a key that is not in `OPSTAP_FIELD_KEYS`."""


@lru_cache
def _box(keys: tuple[str, ...]) -> MultiFernet:
    return MultiFernet([Fernet(key) for key in keys])


def encrypt(plain: str) -> str:
    """Encrypt `plain` with the first key; the empty text stays empty."""
    return _box(tuple(settings.OPSTAP_FIELD_KEYS)).encrypt(plain.encode()).decode() if plain else ""


def decrypt(token: str) -> str:
    """Read what `encrypt` made, with any known key. Raises WrongKeyError."""
    try:
        return _box(tuple(settings.OPSTAP_FIELD_KEYS)).decrypt(token.encode()).decode() if token else ""
    except InvalidToken as error:
        raise WrongKeyError("no key in OPSTAP_FIELD_KEYS opens this value") from error


class EncryptedTextField(models.TextField):  # type: ignore[type-arg]
    """A text field whose column holds only the encrypted form."""

    def get_prep_value(self, value: object) -> object:
        return encrypt(str(value)) if value is not None else None

    def from_db_value(self, value: str | None, expression: Expression, connection: BaseDatabaseWrapper) -> str | None:
        return decrypt(value) if value is not None else None

    def get_lookup(self, lookup_name: str) -> None:
        """Refuse every filter: two encryptions of one text differ, so a filter would silently find nothing."""
        if lookup_name == "isnull":
            return super().get_lookup(lookup_name)  # type: ignore[return-value]
        raise TypeError(f"{self.name} is encrypted and cannot be filtered on")
