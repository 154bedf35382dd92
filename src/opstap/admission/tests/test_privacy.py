"""What is held of a person leaves with them, or is forgotten; the counts stay."""

import json
from uuid import uuid4

import pytest
from tests.build import make_organisation, make_person

from opstap.admission.models import Application, Assessment, Call, Decision, Draft, Interest
from opstap.admission.privacy import HOOKS
from opstap.admission.tests.build import make_application, score
from opstap.kit.privacy import all_hooks
from opstap.people.models import Person

pytestmark = pytest.mark.django_db


@pytest.fixture
def someone(call: Call, bilal: Person, manager: Person) -> Person:
    person = make_person("Amina", email="amina@example.org")
    application = make_application(call, person, referrer=make_organisation("Office", "referrer"))
    score(application, bilal, remark="Very concrete")
    Decision.objects.create(
        key=uuid4(), application=application, outcome="admitted", reason="motivation", words="Welkom Amina", by=manager
    )
    Draft.objects.create(call=call, address="amina@example.org", answers='{"name": "Amina"}', language="nl")
    Interest.objects.create(key=uuid4(), programme=call.edition.programme, address="amina@example.org", language="nl")
    return person


def test_the_hooks_are_registered() -> None:
    assert HOOKS in all_hooks()


def test_everything_is_exported_as_json(someone: Person) -> None:
    text = json.dumps(HOOKS.export(someone.pk), ensure_ascii=False)
    for word in ("buurvrouw", "Very concrete", "Welkom Amina", "Office", '"applications"', '\\"name\\": \\"Amina\\"'):
        assert word in text


def test_what_was_written_is_forgotten_and_the_counts_stay(someone: Person) -> None:
    assert HOOKS.erase(someone.pk) >= 5
    application = Application.objects.get()
    assert (application.motivation, application.availability, application.eligibility) == ("", "", {})
    assert application.referrer is None
    assert (Assessment.objects.get().remark, Decision.objects.get().words) == ("", "")
    assert Assessment.objects.get().scores
    assert (Draft.objects.count(), Interest.objects.count()) == (0, 0)
    assert "Very concrete" not in json.dumps(HOOKS.export(someone.pk))


def test_another_person_is_untouched(someone: Person, call: Call) -> None:
    other = make_application(call)
    HOOKS.erase(someone.pk)
    other.refresh_from_db()
    assert other.motivation
