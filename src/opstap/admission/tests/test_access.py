"""Policies come in pairs: the row filter and the verb agree, for every role."""

import pytest
from tests.build import grant, make_organisation, make_person

from opstap.admission import access
from opstap.admission.models import Application, Call
from opstap.admission.tests.build import make_application, make_call
from opstap.people.models import Organisation, Person, Role

pytestmark = pytest.mark.django_db


@pytest.mark.parametrize("role", [*Role.values, ""])
@pytest.mark.parametrize("here", [True, False])
def test_filter_and_verb_agree(call: Call, school: Organisation, role: str, here: bool) -> None:
    person = make_person("Somebody")
    if role:
        grant(person, role, school if here else make_organisation())
    for application in (make_application(call), make_application(make_call(make_organisation()))):
        seen = access.visible_to(person).filter(pk=application.pk).exists()
        assert access.can_read(person, application) is seen
        assert access.can_score(person, application) is seen


@pytest.mark.parametrize("status", Application.Status.values)
def test_what_a_manager_may_do_follows_the_status(call: Call, manager: Person, bilal: Person, status: str) -> None:
    application = make_application(call, status=status)
    assert access.can_score(manager, application) is (status in {"sent", "assessed"})
    assert access.can_decide(manager, application) is (status in {"assessed", "waitlisted", "admitted", "declined"})
    assert access.can_decide(bilal, application) is False
    assert access.can_withdraw(application.person, application) is (status not in {"declined", "withdrawn"})
    assert access.can_withdraw(manager, application) is False


def test_nobody_judges_themselves(call: Call, manager: Person) -> None:
    application = make_application(call, manager, status="assessed")
    assert not access.can_score(manager, application)
    assert not access.can_decide(manager, application)


def test_a_role_that_ended_opens_nothing(call: Call, bilal: Person) -> None:
    make_application(call)
    from opstap.kit.clock import now

    bilal.grants.update(ended_at=now())
    assert not access.visible_to(bilal).exists()


def test_somebody_with_two_roles_sees_each_row_once(call: Call, bilal: Person, school: Organisation) -> None:
    make_application(call)
    grant(bilal, "manager", school)
    assert access.visible_to(bilal).count() == 1
