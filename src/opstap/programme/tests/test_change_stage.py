"""A participation moves by appended changes alone."""

from uuid import uuid4

import pytest

from opstap.kit.models import LedgerLine
from opstap.people.models import Person
from opstap.programme.actions.change_stage import StageRefusedError, change_stage
from opstap.programme.models import Participation, StageChange

pytestmark = pytest.mark.django_db


def test_a_change_is_appended_and_followed(takes_part: Participation, bilal: Person) -> None:
    change = change_stage(takes_part, to="paused", by=bilal, reason="family")
    takes_part.refresh_from_db()
    assert takes_part.stage == "paused"
    assert (change.by, change.reason) == (bilal, "family")
    line = LedgerLine.objects.get(verb="programme.stage_changed")
    assert (line.why, line.refs) == ("family", {"from": "started", "to": "paused"})


def test_a_resend_counts_once(takes_part: Participation, bilal: Person) -> None:
    key = uuid4()
    first = change_stage(takes_part, to="paused", by=bilal, reason="health", key=key)
    assert change_stage(takes_part, to="paused", by=bilal, reason="health", key=key) == first
    assert StageChange.objects.count() == 1


@pytest.mark.parametrize(("to", "reason"), [("offered", ""), ("left", ""), ("paused", "attended"), ("started", "")])
def test_what_the_rules_refuse_changes_nothing(takes_part: Participation, bilal: Person, to: str, reason: str) -> None:
    with pytest.raises(StageRefusedError):
        change_stage(takes_part, to=to, by=bilal, reason=reason)
    takes_part.refresh_from_db()
    assert takes_part.stage == "started"
    assert not StageChange.objects.exists()


def test_the_second_of_two_is_judged_against_the_first(takes_part: Participation, bilal: Person) -> None:
    stale = Participation.objects.get(pk=takes_part.pk)
    change_stage(takes_part, to="completed", by=bilal, reason="finished")
    with pytest.raises(StageRefusedError):
        change_stage(stale, to="paused", by=bilal, reason="health")
