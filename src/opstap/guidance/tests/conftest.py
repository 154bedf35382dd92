"""Amina takes part in a group that Bilal coaches; class is in two hours."""

import pytest

from opstap.people.models import Organisation, Person
from opstap.programme.models import Group, Participation, Session
from opstap.programme.tests.build import make_group, make_participation, make_session


@pytest.fixture
def group(school: Organisation, bilal: Person) -> Group:
    return make_group(school, coach=bilal)


@pytest.fixture
def takes_part(amina: Person, group: Group) -> Participation:
    return make_participation(amina, group)


@pytest.fixture
def soon(group: Group) -> Session:
    return make_session(group)
