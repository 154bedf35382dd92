"""A participation's stage follows its changes, and can be made anew from them."""

from datetime import timedelta
from uuid import uuid4

import pytest
from hypothesis import given
from hypothesis import strategies as st
from tests.build import make_person

from opstap.kit.clock import now
from opstap.people.models import Organisation
from opstap.programme.actions.change_stage import change_stage
from opstap.programme.actions.offer_place import offer_place
from opstap.programme.actions.rebuild import rebuild
from opstap.programme.models import Participation
from opstap.programme.rules.stages import TRANSITIONS, stage_of
from opstap.programme.tests.build import make_edition


@given(st.lists(st.sampled_from(sorted(TRANSITIONS)[1:]), min_size=1))
def test_the_last_change_counts(changes: list[str]) -> None:
    assert stage_of(changes) == changes[-1]
    assert stage_of([]) == "offered"


@pytest.mark.django_db
def test_stages_are_made_anew(school: Organisation) -> None:
    edition = make_edition(school)
    one = offer_place(make_person(), edition=edition, by=None, key=uuid4())
    other = offer_place(make_person(), edition=edition, by=None, key=uuid4())
    change_stage(one, to="started", by=None)
    # Said afterwards: it happened before the place was offered, and still it is the last word.
    change_stage(one, to="paused", by=None, reason="health", at=now() - timedelta(days=90))
    Participation.objects.update(stage="completed")
    assert rebuild() == {"participations": 2, "stage changes": 4}
    assert dict(Participation.objects.values_list("pk", "stage")) == {one.pk: "paused", other.pk: "offered"}
