"""What a sitting came to follows its events, and can be made anew from them."""

from collections.abc import Sequence
from datetime import date, timedelta
from uuid import uuid4

import pytest
from tests.build import make_person

from opstap.certification.actions.rebuild import rebuild
from opstap.certification.models import Sitting, SittingEvent, Voucher
from opstap.certification.rules.following import Fact, Outcome, outcome_of
from opstap.curriculum.models import Exam
from opstap.kit.clock import now
from opstap.people.models import Organisation, Person

AT = now()


@pytest.mark.parametrize(
    ("facts", "outcome"),
    [
        ([], Outcome("proposed")),
        (["proposed", "agreed"], Outcome("agreed")),
        (["proposed", "declined"], Outcome("declined")),
        (["proposed", "agreed", "cancelled"], Outcome("cancelled")),
        (["proposed", "agreed", "missed"], Outcome("missed")),
        (["proposed", "agreed", ("failed", 640)], Outcome("failed", 640)),
        (["proposed", "agreed", ("passed", 760), "verified"], Outcome("passed", 760, AT)),
        (["proposed", "agreed", ("failed", 640), "verified", ("passed", 740)], Outcome("passed", 740)),
    ],
)
def test_the_facts_say_what_it_came_to(facts: Sequence[str | tuple[str, int]], outcome: Outcome) -> None:
    told = [Fact(one, AT) if isinstance(one, str) else Fact(one[0], AT, one[1]) for one in facts]
    assert outcome_of(told) == outcome


def sit(person: Person, exam: Exam, voucher: Voucher, *facts: str, score: int | None = None) -> Sitting:
    """A sitting with these facts; its state is nonsense where the constraints let it."""
    sitting = Sitting.objects.create(
        key=uuid4(), person=person, exam=exam, voucher=voucher, starts_at=AT, state="cancelled"
    )
    for number, what in enumerate(facts):
        SittingEvent.objects.create(
            key=uuid4(),
            sitting=sitting,
            what=what,
            score=score if what in {"passed", "failed"} else None,
            happened_at=AT,
            recorded_at=AT + timedelta(minutes=number),
        )
    return sitting


@pytest.mark.django_db
def test_sittings_are_made_anew(school: Organisation) -> None:
    amina, exam = (
        make_person(),
        Exam.objects.create(code="XX-900", certification="An exam", level="basic", status="active"),
    )
    spent, back = (
        Voucher.objects.create(organisation=school, exam=exam, code=code, fingerprint=code, expires_on=date(2027, 1, 1))
        for code in ("one", "two")
    )
    declined = sit(amina, exam, back, "proposed", "declined")
    passed = sit(amina, exam, spent, "proposed", "agreed", "passed", "verified", score=800)
    ahead = sit(amina, exam, back, "proposed")
    # In the wrong order the constraints on vouchers and on what is ahead would refuse this.
    Sitting.objects.filter(pk=declined.pk).update(state="proposed")
    assert rebuild() == {"sittings": 3, "events": 7}
    for one in (declined, passed, ahead):
        one.refresh_from_db()
    assert (declined.state, declined.score) == ("declined", None)
    assert (passed.state, passed.score, passed.verified_at) == ("passed", 800, AT)
    assert ahead.state == "proposed"
