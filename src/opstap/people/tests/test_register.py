"""The register on /me/privacy/ speaks every language."""

import pytest
from django.apps import apps
from django.utils import translation

from opstap.kit.personal import Basis, Retention
from opstap.people.queries.register import BASES, RETENTIONS, STATIONS, register_parts


def purposes() -> list[str]:
    lines = [line for model in apps.get_models() for line in getattr(model, "personal", {}).values()]
    return sorted({str(line.purpose) for line in lines})


@pytest.mark.parametrize("language", ["nl", "fr", "ar"])
def test_every_purpose_is_translated(language: str) -> None:
    """Add a new purpose to people/queries/purposes.py and translate it there (`bin/messages people`)."""
    with translation.override(language):
        assert [purpose for purpose in purposes() if translation.gettext(purpose) == purpose] == []


def test_every_ground_and_term_has_words() -> None:
    assert set(BASES) == set(Basis)
    assert set(RETENTIONS) == set(Retention)


def test_every_station_that_keeps_something_has_a_name_people_understand() -> None:
    keeping = {model.__module__.split(".")[1] for model in apps.get_models() if getattr(model, "personal", None)}
    assert keeping <= set(STATIONS)
    assert len(register_parts()) == len(keeping)
