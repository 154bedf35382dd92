"""Everything derived in a whole school is thrown away, made again from the facts, and equal to the last digit."""

from collections.abc import Callable, Mapping
from datetime import UTC, datetime

import pytest
from django.core.management import call_command
from django.db.models import Model

from opstap.admission.models import Application
from opstap.certification.models import Sitting
from opstap.jobs.models import Introduction
from opstap.kit.rebuilding import Derived, Values, all_rebuildings
from opstap.practice.models import Learner, Paper, Placement, QuestionState, Readiness, ReviewCard, SkillState
from opstap.programme.models import Participation
from opstap_demo.tests.fixtures import Built

LONG_AGO = datetime(2001, 1, 1, tzinfo=UTC)
# Nonsense that the constraints let pass.
NONSENSE: Mapping[type[Model], Mapping[str, object]] = {
    Participation: {"stage": "nonsense"},
    Application: {"status": "withdrawn"},
    Learner: {
        "ability": -9.5,
        "variance": 99,
        "slow": 9,
        "fast": 9,
        "right": 7777,
        "wrong": 7777,
        "row": 7777,
        "answers_counted": 7777,
    },
    SkillState: {
        "offset": 9.5,
        "variance": 99,
        "slow": 9,
        "fast": 9,
        "answers": 7777,
        "right": 7777,
        "wrong": 7777,
        "recent": "x",
        "last_at": None,
    },
    ReviewCard: {"stability": 9.5, "difficulty": 1.5, "last_at": LONG_AGO, "due_at": LONG_AGO, "reviews": 7777},
    Placement: {"ability": 9.5, "spread": 0.123, "areas": [{"code": "nonsense"}]},
    QuestionState: {"difficulty": 9.5, "variance": 99, "answers": 7777, "folded_to": 0},
    Paper: {"score": 0.123, "passed": None},
    Readiness: {"chance": 0.123, "low": 0.0, "high": 1.0, "standing": "nonsense", "domains": [], "answers": 7777},
    Sitting: {"state": "cancelled", "score": None, "verified_at": None},
    Introduction: {"state": "ended", "named": False},
}


def everything() -> dict[str, dict[Values, Values]]:
    return {one.name: one.values() for one in derived()}


def derived() -> list[Derived]:
    return [one for station in all_rebuildings() for one in station.derived]


def test_there_is_nonsense_for_every_derived_column() -> None:
    assert {one.model: set(one.columns) for one in derived()} == {
        model: set(columns) for model, columns in NONSENSE.items()
    }


def test_what_was_built_stands_as_the_facts_say(built_demonstration: Built, capsys: pytest.CaptureFixture[str]) -> None:
    """The demonstration saves much in bulk; the actions' own way gives the same."""
    call_command("rebuild", "--check")
    assert "Everything stood as the facts say." in capsys.readouterr().out


@pytest.mark.parametrize("spoil", ["nonsense", "nothing left"])
def test_a_rebuild_gives_the_same_to_the_last_digit(built_demonstration: Built, spoil: str) -> None:
    before = everything()
    assert all(before.values()), "the demonstration has something derived in each station"
    SPOILS[spoil]()
    spoiled = everything()
    assert [name for name in before if spoiled[name] == before[name]] == []
    call_command("rebuild")
    assert everything() == before


def _nonsense() -> None:
    for model, columns in NONSENSE.items():
        model._default_manager.update(**columns)


def _nothing_left() -> None:
    """Rows that are derived as a whole are gone; the rest is nonsense."""
    _nonsense()
    for model in (SkillState, ReviewCard, QuestionState, Readiness):
        model._default_manager.all().delete()


SPOILS: Mapping[str, Callable[[], None]] = {"nonsense": _nonsense, "nothing left": _nothing_left}
