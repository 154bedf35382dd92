"""From a place in an edition to a chair in a group."""

import pytest
from tests.build import make_person

from opstap.kit.models import LedgerLine
from opstap.people.models import Organisation, Person
from opstap.programme import access, queries
from opstap.programme.actions.place_in_group import GroupFullError, place_in_group
from opstap.programme.models import Edition, Group, Participation
from opstap.programme.tests.build import make_edition

pytestmark = pytest.mark.django_db


def _offered(edition: Edition, number: int) -> list[Participation]:
    return [Participation.objects.create(person=make_person(), edition=edition) for _ in range(number)]


def test_people_with_a_place_get_a_group_once(group: Group, manager: Person) -> None:
    waiting = _offered(group.edition, 3)
    assert list(queries.without_group(group.edition)) == waiting
    pks = [one.pk for one in waiting]
    assert place_in_group(group, participations=pks, by=manager) == 3
    assert place_in_group(group, participations=pks, by=manager) == 0
    assert queries.participants_of(group).count() == 3
    assert LedgerLine.objects.filter(verb="programme.placed_in_group").count() == 3


def test_a_full_group_takes_nobody_of_those_who_do_not_all_fit(group: Group, manager: Person) -> None:
    group.places = 2
    group.save()
    with pytest.raises(GroupFullError):
        place_in_group(group, participations=[one.pk for one in _offered(group.edition, 3)], by=manager)
    assert queries.participants_of(group).count() == 0


def test_someone_of_another_edition_or_who_left_is_passed_over(
    group: Group, school: Organisation, manager: Person
) -> None:
    [elsewhere] = _offered(make_edition(school), 1)
    [left] = _offered(group.edition, 1)
    left.stage = "left"
    left.save()
    assert place_in_group(group, participations=[elsewhere.pk, left.pk], by=manager) == 0


def test_only_a_manager_places(group: Group, manager: Person, bilal: Person, amina: Person, dora: Person) -> None:
    for person in (manager, bilal, amina, dora):
        assert access.groups_placed_by(person).contains(group) == access.can_place(person, group) == (person == manager)
