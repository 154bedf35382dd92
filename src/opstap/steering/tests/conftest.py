"""A running edition with one group, its goals, and a funder who pays for it."""

import pytest
from tests.build import grant, make_organisation, make_person

from opstap.people.models import Organisation, OrganisationKind, Person
from opstap.programme.models import Edition, Group
from opstap.steering.tests.build import make_exam_group, make_running_edition, set_goals


@pytest.fixture
def edition(school: Organisation) -> Edition:
    made = make_running_edition(school)
    set_goals(made)
    return made


@pytest.fixture
def group(edition: Edition) -> Group:
    return make_exam_group(edition)


@pytest.fixture
def payer(edition: Edition) -> Organisation:
    made = make_organisation("Fund", OrganisationKind.FUNDER)
    edition.programme.funders.add(made)
    return made


@pytest.fixture
def funder(payer: Organisation) -> Person:
    return grant(make_person("Fatou Funder"), "funder", payer)
