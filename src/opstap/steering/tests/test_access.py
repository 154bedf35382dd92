"""Who reads the figures, who the names, and who finds nothing."""

import pytest
from django.http import Http404
from django.test import Client
from tests.build import grant, make_organisation, make_person

from opstap.kit.clock import now
from opstap.people.models import Organisation, OrganisationKind, Person, RoleGrant
from opstap.programme.models import Edition, Group
from opstap.steering import access
from opstap.steering.tests.build import attend, join, make_running_edition

PAGES = ("", "report/", "table/", "who/started/")


@pytest.fixture
def elsewhere(db: None) -> Edition:
    """An edition of another school."""
    return make_running_edition(make_organisation("Other school"))


def statuses(person: Person, edition: Edition) -> list[int]:
    client = Client()
    client.force_login(person)
    return [client.get(f"/goals/{edition.pk}/{page}").status_code for page in PAGES]


def agree(person: Person, edition: Edition) -> tuple[bool, bool]:
    """What the pairs say, after it was checked that both halves say the same."""
    figures = access.editions_visible_to(person).filter(pk=edition.pk).exists()
    names = access.editions_with_names_for(person).filter(pk=edition.pk).exists()
    assert access.can_see_figures(person, edition) is figures
    assert access.can_see_names(person, edition) is names
    return figures, names


def test_a_manager_sees_figures_and_names_of_their_school(
    manager: Person, edition: Edition, elsewhere: Edition
) -> None:
    assert agree(manager, edition) == (True, True)
    assert agree(manager, elsewhere) == (False, False)
    assert access.named_edition_for(manager, edition.pk) == edition
    with pytest.raises(Http404):
        access.named_edition_for(manager, elsewhere.pk)
    assert statuses(manager, edition) == [200, 200, 200, 200]
    assert statuses(manager, elsewhere) == [404, 404, 404, 404]


def test_a_funder_sees_figures_of_what_they_pay_for_and_no_name(
    funder: Person, edition: Edition, elsewhere: Edition
) -> None:
    assert agree(funder, edition) == (True, False)
    assert agree(funder, elsewhere) == (False, False)
    assert statuses(funder, edition) == [200, 200, 200, 404]
    assert statuses(funder, elsewhere) == [404, 404, 404, 404]


def test_strangers_find_nothing(
    amina: Person, bilal: Person, chidi: Person, dora: Person, edition: Edition, group: Group
) -> None:
    group.coaches.add(bilal)
    other_manager = grant(make_person("Otto Manager"), "manager", make_organisation("Other school"))
    other_funder = grant(make_person("Fien Funder"), "funder", make_organisation("Fund", OrganisationKind.FUNDER))
    for person in (amina, bilal, chidi, dora, other_manager, other_funder):
        assert agree(person, edition) == (False, False)
        assert statuses(person, edition) == [404] * len(PAGES)


def test_a_role_that_ended_opens_nothing(manager: Person, funder: Person, edition: Edition) -> None:
    RoleGrant.objects.update(ended_at=now())
    for person in (manager, funder):
        assert agree(person, edition) == (False, False)


def test_a_funder_of_another_kind_of_organisation_sees_nothing(edition: Edition) -> None:
    """A grant in a firm that happens to be named as funder is not enough: it must be a funder."""
    firm = make_organisation("Firm", OrganisationKind.EMPLOYER)
    edition.programme.funders.add(firm)
    assert agree(grant(make_person("Fien Funder"), "funder", firm), edition) == (False, False)


def test_a_programme_that_two_of_my_organisations_fund_is_one(funder: Person, edition: Edition) -> None:
    second = make_organisation("Fund 2", OrganisationKind.FUNDER)
    edition.programme.funders.add(second)
    grant(funder, "funder", second)
    assert list(access.editions_visible_to(funder)) == [edition]


def test_a_manager_who_is_also_a_funder_sees_names_at_their_own_school_only(
    manager: Person, payer: Organisation, edition: Edition, elsewhere: Edition
) -> None:
    grant(manager, "funder", payer)
    elsewhere.programme.funders.add(payer)
    assert agree(manager, edition) == (True, True)
    assert agree(manager, elsewhere) == (True, False)


def test_who_does_not_sign_in_is_asked_to(client: Client, edition: Edition) -> None:
    response = client.get(f"/goals/{edition.pk}/")
    assert response.status_code == 302
    assert "/account/login/" in response["Location"]


def test_no_name_reaches_a_funder(funder: Person, edition: Edition, group: Group, client: Client) -> None:
    for number in range(12):
        attend(join(make_person(f"Zonderling {number}"), group))
    client.force_login(funder)
    for page in PAGES[:3]:
        text = client.get(f"/goals/{edition.pk}/{page}").content.decode()
        assert "Zonderling" not in text
        assert "/who/" not in text
        assert "/coach/" not in text
