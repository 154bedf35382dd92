"""Settings that would put data at risk are refused; the usual ones are not."""

import pytest
from cryptography.fernet import Fernet
from django.core.exceptions import ImproperlyConfigured

from opstap.site.guards import refuse_what_is_unsafe

KEY = Fernet.generate_key().decode()
LOCAL = "http://127.0.0.1:8000"


@pytest.mark.parametrize(
    ("mode", "url", "debug", "keys", "says"),
    [
        ("demonstration", "https://opstap.example", False, [KEY], "anybody can sign in as anybody"),
        ("demonstration", "http://opstap.example", False, [KEY], "anybody can sign in as anybody"),
        ("test", "https://opstap.example", False, [KEY], "keys that everybody knows"),
        ("production", "https://opstap.example", True, [KEY], "OPSTAP_DEBUG"),
        ("production", "http://opstap.example", False, [KEY], "overheard"),
        ("production", "opstap.example", False, [KEY], "OPSTAP_URL"),
        ("production", "https://opstap.example", False, [KEY, "secret-but-short"], "Fernet"),
    ],
)
def test_refused(mode: str, url: str, debug: bool, keys: list[str], says: str) -> None:
    with pytest.raises(ImproperlyConfigured, match=says) as caught:
        refuse_what_is_unsafe(mode=mode, url=url, debug=debug, field_keys=keys)
    assert "secret-but-short" not in str(caught.value)


@pytest.mark.parametrize(
    ("mode", "url"),
    [("production", "https://opstap.example"), ("production", LOCAL), ("demonstration", LOCAL), ("test", LOCAL)],
)
def test_accepted(mode: str, url: str) -> None:
    refuse_what_is_unsafe(mode=mode, url=url, debug=False, field_keys=[KEY])
