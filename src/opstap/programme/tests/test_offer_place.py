"""A place is offered once, and anew to whoever left."""

from uuid import uuid4

import pytest

from opstap.kit.models import LedgerLine
from opstap.people.models import Organisation, Person
from opstap.programme.actions.change_stage import change_stage
from opstap.programme.actions.offer_place import offer_place
from opstap.programme.models import Stage, StageChange
from opstap.programme.tests.build import make_edition

pytestmark = pytest.mark.django_db


def test_a_participation_is_born_with_its_first_change(amina: Person, manager: Person, school: Organisation) -> None:
    key = uuid4()
    participation = offer_place(amina, edition=make_edition(school), by=manager, key=key)
    change = StageChange.objects.get(participation=participation)
    assert (participation.stage, change.stage, change.key, change.by) == ("offered", "offered", key, manager)
    line = LedgerLine.objects.get(verb="programme.place_offered")
    assert (line.subject_id, line.actor_id, line.why) == (participation.pk, manager.pk, "place_offered")


def test_again_changes_nothing(amina: Person, manager: Person, school: Organisation) -> None:
    edition, key = make_edition(school), uuid4()
    first = offer_place(amina, edition=edition, by=manager, key=key)
    assert offer_place(amina, edition=edition, by=manager, key=key) == first
    assert offer_place(amina, edition=edition, by=manager, key=uuid4()) == first
    assert StageChange.objects.count() == 1


def test_who_left_is_offered_a_place_anew(amina: Person, manager: Person, school: Organisation) -> None:
    edition = make_edition(school)
    participation = offer_place(amina, edition=edition, by=manager, key=uuid4())
    change_stage(participation, to=Stage.LEFT, by=manager, reason="other")
    assert offer_place(amina, edition=edition, by=manager, key=uuid4()).stage == Stage.OFFERED
    assert [change.stage for change in StageChange.objects.all()] == ["offered", "left", "offered"]
