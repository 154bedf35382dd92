"""A date reads the same way round in every language: day, month, year."""

from datetime import date, datetime

import pytest
from django.utils.formats import date_format, sanitize_separators
from django.utils.timezone import make_aware
from django.utils.translation import override

DAY = date(2027, 1, 8)


@pytest.mark.parametrize(
    ("language", "written"), [("nl", "8 januari 2027"), ("fr", "8 janvier 2027"), ("en", "8 January 2027")]
)
def test_a_day_is_written_day_first(language: str, written: str) -> None:
    with override(language):
        assert date_format(DAY).replace("\xa0", " ") == written


@pytest.mark.parametrize("language", ["nl", "fr", "en", "ar"])
def test_the_clock_has_24_hours(language: str) -> None:
    with override(language):
        assert "14" in date_format(make_aware(datetime(2027, 1, 8, 14, 30)), "TIME_FORMAT")  # noqa: DTZ001


def test_a_number_with_a_comma_is_read_in_dutch() -> None:
    with override("nl"):
        assert sanitize_separators("12,5") == "12.5"
