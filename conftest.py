"""What every test stands on: the cast of four."""

import pytest
from tests.build import grant, make_organisation, make_person

from opstap.people.models import Organisation, Person


@pytest.fixture
def school(db: None) -> Organisation:
    return make_organisation("Test school")


@pytest.fixture
def amina(school: Organisation) -> Person:
    return grant(make_person("Amina Learner"), "learner", school)


@pytest.fixture
def bilal(school: Organisation) -> Person:
    return grant(make_person("Bilal Coach"), "coach", school)


@pytest.fixture
def manager(school: Organisation) -> Person:
    return grant(make_person("Mona Manager"), "manager", school)


@pytest.fixture
def chidi(db: None) -> Person:
    return grant(make_person("Chidi Employer"), "employer", make_organisation("Firm", "employer"))


@pytest.fixture
def dora(db: None) -> Person:
    return make_person("Dora Stranger")
