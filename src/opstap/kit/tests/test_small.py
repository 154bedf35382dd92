"""Clock, ids, texts in several languages, encryption, keyed forms, pages of a list."""

from datetime import date, timedelta
from uuid import UUID

import pytest
from cryptography.fernet import Fernet
from django.http import QueryDict
from django.test import RequestFactory
from hypothesis import given
from hypothesis import strategies as st
from pytest_django.fixtures import Settings
from tests.build import make_organisation

from opstap.kit import encrypted
from opstap.kit.clock import brussels_day
from opstap.kit.forms import KeyedForm
from opstap.kit.ids import RANDOM_BITS, _after, new_id
from opstap.kit.paging import page_of
from opstap.kit.translated import in_language, language_of
from opstap.people.models import Organisation


def test_ids_are_version_7_unique_and_sort_by_time() -> None:
    made = [new_id() for _ in range(1000)]
    assert {(one.version, one.variant) for one in made} == {(7, "specified in RFC 4122")}
    assert len(set(made)) == 1000
    assert made == sorted(made), "also within a millisecond"


def test_a_clock_that_is_set_back_or_a_full_millisecond_keeps_the_order() -> None:
    full = (5, (1 << RANDOM_BITS) - 1)
    assert _after(full, 5)[0] == 6
    before = (5, 7)
    after = _after(before, 3)
    assert after[0] == 5
    assert after > before


@given(st.dates(date(1990, 1, 1), date(2100, 1, 1)))
def test_days_in_brussels_follow_each_other_without_a_gap(day: date) -> None:
    start, end = brussels_day(day)
    assert end == brussels_day(day + timedelta(days=1))[0]
    hours = (end.timestamp() - start.timestamp()) / 3600
    assert hours in {23, 24, 25}


def test_the_days_on_which_the_clock_changes() -> None:
    lengths = [
        (end.timestamp() - start.timestamp()) / 3600
        for start, end in (brussels_day(date(2026, 3, 29)), brussels_day(date(2026, 10, 25)))
    ]
    assert lengths == [23, 25]


@pytest.mark.parametrize(
    ("texts", "wanted", "language"),
    [
        ({"nl": "n", "fr": "f"}, "fr", "fr"),
        ({"nl": "n", "fr": "f"}, "ar", "fr"),
        ({"nl": "n", "en": "e"}, "ar", "en"),
        ({"ar": "a"}, "nl-be", "ar"),
        ({"nl": "", "fr": "f"}, "nl", "fr"),
        ({}, "nl", "nl"),
    ],
)
def test_a_text_falls_back_to_the_nearest_language(texts: dict[str, str], wanted: str, language: str) -> None:
    assert language_of(texts, wanted) == language
    assert in_language(texts, wanted) == texts.get(language, "")


@given(st.text())
def test_what_is_encrypted_is_read_again(text: str) -> None:
    kept = encrypted.encrypt(text)
    assert encrypted.decrypt(kept) == text
    assert kept == "" or kept.startswith("gAAAA")


def test_a_new_key_in_front_still_opens_the_old(settings: Settings) -> None:
    old, new = Fernet.generate_key().decode(), Fernet.generate_key().decode()
    settings.OPSTAP_FIELD_KEYS = [old]
    kept = encrypted.encrypt("asthma")
    settings.OPSTAP_FIELD_KEYS = [new, old]
    assert encrypted.decrypt(kept) == "asthma"
    settings.OPSTAP_FIELD_KEYS = [new]
    with pytest.raises(encrypted.WrongKeyError):
        encrypted.decrypt(kept)


def test_an_encrypted_field_refuses_to_be_searched() -> None:
    field = encrypted.EncryptedTextField(name="answer")
    assert field.get_prep_value("asthma") != "asthma"
    with pytest.raises(TypeError, match="cannot be filtered"):
        field.get_lookup("exact")
    assert field.get_lookup("isnull") is not None


def test_a_form_carries_its_key_through() -> None:
    shown = KeyedForm()["key"].value()
    sent = KeyedForm(QueryDict(f"key={shown}"))
    assert sent.is_valid()
    assert sent.client_key == UUID(str(shown))
    assert KeyedForm()["key"].value() != shown
    assert not KeyedForm(QueryDict("key=nonsense")).is_valid()


@pytest.mark.django_db
def test_a_page_number_out_of_range_gives_the_nearest_page() -> None:
    for _ in range(3):
        make_organisation()
    rows = Organisation.objects.order_by("name")
    asked = [page_of(RequestFactory().get("/", {"page": page}), rows, size=2).number for page in ("1", "2", "99", "x")]
    assert asked == [1, 2, 2, 1]
