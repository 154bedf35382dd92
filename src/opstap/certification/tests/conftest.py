"""Amina takes part in a group that Bilal coaches; its track asks for one exam. Elif coordinates the exams."""

import pytest
from tests.build import grant, make_organisation, make_person

from opstap.certification.tests.build import make_exam
from opstap.curriculum.models import Exam
from opstap.people.models import Organisation, Person
from opstap.programme.models import Group, Participation
from opstap.programme.tests.build import make_group, make_participation


@pytest.fixture
def elif_(school: Organisation) -> Person:
    return grant(make_person("Elif Coordinator"), "exam_coordinator", school)


@pytest.fixture
def elsewhere(db: None) -> Person:
    """An exam coordinator of another school."""
    return grant(make_person("Ewa Elsewhere"), "exam_coordinator", make_organisation("Other school"))


@pytest.fixture
def group(school: Organisation, bilal: Person) -> Group:
    return make_group(school, coach=bilal)


@pytest.fixture
def exam(group: Group) -> Exam:
    return make_exam("SC-900", group)


@pytest.fixture
def takes_part(amina: Person, group: Group) -> Participation:
    return make_participation(amina, group)
