"""Where an introduction stands follows its events, and can be made anew from them."""

from collections.abc import Sequence
from datetime import date, timedelta
from uuid import uuid4

import pytest
from tests.build import make_organisation, make_person

from opstap.jobs.actions.rebuild import rebuild
from opstap.jobs.models import Introduction, IntroductionEvent, Vacancy
from opstap.jobs.rules.following import Standing, standing_of
from opstap.kit.clock import now


@pytest.mark.parametrize(
    ("events", "state", "named"),
    [
        ([], "asked", False),
        (["asked"], "asked", False),
        (["asked", "declined"], "declined", False),
        (["asked", "ended"], "ended", False),
        (["asked", "accepted"], "accepted", True),
        (["asked", "accepted", "interviewed", "hired"], "hired", True),
        (["asked", "accepted", "ended"], "ended", True),
    ],
)
def test_the_facts_say_where_it_stands(events: Sequence[str], state: str, named: bool) -> None:
    assert standing_of(events) == Standing(state, named)


@pytest.mark.django_db
def test_introductions_are_made_anew() -> None:
    vacancy = Vacancy.objects.create(
        key=uuid4(),
        employer=make_organisation("Firm", "employer"),
        title="Analyst",
        place="Brussels",
        closes_on=date(2027, 1, 1),
    )
    met, ended = (
        Introduction.objects.create(key=uuid4(), vacancy=vacancy, person=make_person(), state="hired", named=named)
        for named in (False, True)
    )
    for one, events in ((met, ("asked", "accepted", "interviewed")), (ended, ("asked", "ended"))):
        for number, what in enumerate(events):
            moment = now() + timedelta(seconds=number)
            IntroductionEvent.objects.create(
                key=uuid4(), introduction=one, what=what, happened_at=now(), recorded_at=moment
            )
    assert rebuild() == {"introductions": 2, "events": 5}
    met.refresh_from_db()
    ended.refresh_from_db()
    assert (met.state, met.named) == ("interviewed", True)
    assert (ended.state, ended.named) == ("ended", False)
