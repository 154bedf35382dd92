"""An application's status follows who scored, decided and withdrew, and can be made anew from that."""

from uuid import uuid4

import pytest
from tests.build import make_person

from opstap.admission.actions.assess import assess
from opstap.admission.actions.decide import Choice, decide
from opstap.admission.actions.rebuild import rebuild
from opstap.admission.actions.withdraw_application import withdraw_application
from opstap.admission.models import Application, Call, Decision
from opstap.admission.rules.rubric import CODES
from opstap.admission.rules.status import status_of
from opstap.admission.tests.build import make_application
from opstap.people.models import Organisation, Person


@pytest.mark.parametrize(
    ("outcomes", "read", "withdrawn", "status"),
    [
        ([], False, False, "sent"),
        ([], True, False, "assessed"),
        (["waitlisted"], True, False, "waitlisted"),
        (["waitlisted", "admitted", "declined"], True, False, "declined"),
        (["admitted"], True, True, "withdrawn"),
        ([], False, True, "withdrawn"),
    ],
)
def test_the_facts_say_where_it_stands(outcomes: list[str], read: bool, withdrawn: bool, status: str) -> None:
    assert status_of(outcomes, read=read, withdrawn=withdrawn) == status


@pytest.mark.django_db
def test_statuses_are_made_anew(school: Organisation, call: Call, bilal: Person, manager: Person) -> None:
    amina = make_person("Amina")
    first = make_application(call, amina)
    withdraw_application(first, by=amina, key=uuid4())
    again, sent, admitted, declined = make_application(call, amina), *(make_application(call) for _ in range(3))
    for one in (again, admitted, declined):
        assess(one, scores=dict.fromkeys(CODES, 3), remark="", by=bilal, key=uuid4())
    decide(admitted, Choice(Decision.Outcome.WAITLISTED, "places_full"), by=manager, key=uuid4())
    decide(admitted, Choice(Decision.Outcome.ADMITTED, "motivation"), by=manager, key=uuid4())
    decide(declined, Choice(Decision.Outcome.DECLINED, "not_reached"), by=manager, key=uuid4())
    before = dict(Application.objects.values_list("pk", "status"))
    assert sorted(before.values()) == ["admitted", "assessed", "declined", "sent", "withdrawn"]
    # The two of one person change places, which the constraint would refuse in the wrong order.
    Application.objects.update(status="withdrawn")
    Application.objects.filter(pk__in=[first.pk, sent.pk]).update(status="admitted")
    rebuild()
    assert dict(Application.objects.values_list("pk", "status")) == before
