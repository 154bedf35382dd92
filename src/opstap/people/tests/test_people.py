"""/people/: the administrator lets people in, gives and takes roles."""

from collections.abc import Callable
from uuid import uuid4

import pytest
from django.core.exceptions import PermissionDenied
from django.test import Client
from tests.build import grant, make_organisation, make_person

from opstap.kit.models import LedgerLine
from opstap.people import access
from opstap.people.actions.end_role import LastAdministratorError, end_role
from opstap.people.actions.grant_role import grant_role
from opstap.people.models import Organisation, Person, Role, RoleGrant
from opstap.people.tests.conftest import Letters


@pytest.fixture
def admin(school: Organisation) -> Person:
    return grant(make_person("Ada Administrator"), Role.ADMINISTRATOR, school)


@pytest.fixture
def browser(client: Client, admin: Person) -> Client:
    client.force_login(admin)
    return client


def invitation(school: Organisation, **changes: str) -> dict[str, str]:
    return {
        "key": str(uuid4()),
        "name": "Bilal Coach",
        "address": "0470 12 34 56",
        "language": "fr",
        "role": "coach",
        "organisation": str(school.pk),
        "sure": "on",
        **changes,
    }


@pytest.mark.parametrize("role", [*Role, None])
def test_rows_and_verbs_agree_for_every_role(amina: Person, role: str | None) -> None:
    viewer = make_person()
    if role:
        grant(viewer, role)
    for person in (amina, viewer):
        assert access.visible_to(viewer).filter(pk=person.pk).exists() == access.can_see(viewer, person)
    held = RoleGrant.objects.get(person=amina)
    assert access.grants_to_end(viewer).filter(pk=held.pk).exists() == access.can_end_role(viewer, held)
    assert access.can_see(viewer, amina) == access.can_invite(viewer) == (role == Role.ADMINISTRATOR)


def test_an_erased_person_is_seen_by_nobody(admin: Person, dora: Person) -> None:
    Person.objects.filter(pk=dora.pk).update(erased_at="2026-01-01T00:00Z")
    dora.refresh_from_db()
    assert not access.visible_to(admin).filter(pk=dora.pk).exists()
    assert not access.can_see(admin, dora)


def test_a_stranger_finds_nothing(client: Client, dora: Person, amina: Person, school: Organisation) -> None:
    held = RoleGrant.objects.get(person=amina)
    client.force_login(dora)
    for path in ("/people/", "/people/invite/", f"/people/{amina.pk}/", f"/people/{amina.pk}/roles/{held.pk}/end/"):
        assert client.get(path).status_code == 404
        assert client.post(path, invitation(school)).status_code == 404
    assert not Person.objects.filter(phone="+32470123456").exists()


def test_an_action_guards_itself(dora: Person, amina: Person) -> None:
    with pytest.raises(PermissionDenied):
        end_role(RoleGrant.objects.get(person=amina), by=dora)


def test_people_are_found_by_name_number_and_role(browser: Client, amina: Person) -> None:
    Person.objects.filter(pk=amina.pk).update(phone="+32470123456")

    def names(**query: str) -> str:
        return browser.get("/people/", query).content.decode()

    assert "Amina Learner" in names(search="amina")
    assert "Amina Learner" in names(search="0470/12.34.56")
    assert "Amina Learner" in names(role="learner")
    assert "Amina Learner" not in names(role="coach")
    assert "Amina Learner" not in names(search="0470 65 43 21")


def test_two_hundred_people_cost_few_queries(
    browser: Client, school: Organisation, django_assert_max_num_queries: Callable[[int], object]
) -> None:
    for _ in range(200):
        grant(make_person("Many"), Role.LEARNER, school)
    with django_assert_max_num_queries(15):  # type: ignore[attr-defined]
        page = browser.get("/people/?page=2&role=learner").content.decode()
    assert page.count("<tr role") == 26


def test_an_invitation_is_asked_once_more_and_then_sent_once(
    browser: Client, admin: Person, school: Organisation, letters: Letters
) -> None:
    body = invitation(school)
    page = browser.post("/people/invite/", {**body, "sure": ""}).content.decode()
    assert "+32 470 12 34 56" in page
    assert not Person.objects.filter(phone="+32470123456").exists()
    for _ in range(2):
        browser.post("/people/invite/", body)
    bilal = Person.objects.get(phone="+32470123456")
    assert (bilal.name, bilal.language, bilal.email) == ("Bilal Coach", "fr", None)
    assert bilal.has_role(Role.COACH)
    assert [(letter["template"], letter["address"]) for letter in letters] == [("people/mail/invited", "+32470123456")]
    line = LedgerLine.objects.get(verb="people.role_granted")
    assert (line.actor_id, line.refs["person"], line.refs["role"]) == (admin.pk, str(bilal.pk), "coach")


def test_who_has_an_account_gets_the_role_and_keeps_the_name(
    browser: Client, amina: Person, school: Organisation, letters: Letters
) -> None:
    body = invitation(school, address=amina.email or "", name="Another Name")
    browser.post("/people/invite/", body)
    amina = Person.objects.get(pk=amina.pk)
    assert amina.name == "Amina Learner"
    assert amina.roles == {"learner", "coach"}
    browser.post("/people/invite/", {**body, "key": str(uuid4())})
    assert RoleGrant.objects.filter(person=amina, role="coach").count() == 1
    assert len(letters) == 1


@pytest.mark.parametrize("wrong", [{"address": "nonsense"}, {"role": "king"}, {"organisation": ""}, {"name": ""}])
def test_what_is_wrong_is_said_at_the_field(browser: Client, school: Organisation, wrong: dict[str, str]) -> None:
    page = browser.post("/people/invite/", invitation(school, **wrong)).content.decode()
    assert f'id="id_{next(iter(wrong))}_error"' in page


def test_a_role_is_taken_back_after_asking(browser: Client, amina: Person) -> None:
    held = RoleGrant.objects.get(person=amina)
    path = f"/people/{amina.pk}/roles/{held.pk}/end/"
    assert "Amina Learner" in browser.get(path).content.decode()
    for _ in range(2):
        browser.post(path, {"key": str(uuid4())})
    held.refresh_from_db()
    assert held.ended_at is not None
    assert LedgerLine.objects.filter(verb="people.role_ended").count() == 1
    assert not Person.objects.get(pk=amina.pk).roles


def test_the_last_administrator_cannot_go(browser: Client, admin: Person, school: Organisation) -> None:
    held = RoleGrant.objects.get(person=admin)
    with pytest.raises(LastAdministratorError):
        end_role(held, by=admin)
    browser.post(f"/people/{admin.pk}/roles/{held.pk}/end/", {"key": str(uuid4())})
    assert Person.objects.get(pk=admin.pk).has_role(Role.ADMINISTRATOR)
    closed = grant(make_person(), Role.ADMINISTRATOR, school)
    Person.objects.filter(pk=closed.pk).update(is_active=False)
    with pytest.raises(LastAdministratorError):
        end_role(held, by=admin)
    grant(make_person(), Role.ADMINISTRATOR, school)
    end_role(held, by=admin)
    assert not Person.objects.get(pk=admin.pk).roles


def test_a_role_is_given_once(amina: Person, school: Organisation) -> None:
    first = grant_role(amina, role=Role.COACH, organisation=school, by=None)
    assert grant_role(amina, role=Role.COACH, organisation=school, by=None) == first
    assert grant_role(amina, role=Role.COACH, organisation=make_organisation(), by=None) != first


def test_an_employee_may_give_up_that_role_and_no_other(school: Organisation, dora: Person) -> None:
    grant(grant(dora, Role.EMPLOYEE, school), Role.COACH, school)
    other = grant(make_person(), Role.EMPLOYEE, school)
    for held in RoleGrant.objects.all():
        own = held.person_id == dora.pk and held.role == Role.EMPLOYEE
        assert access.can_end_role(dora, held) == own
        assert access.grants_to_end(dora).filter(pk=held.pk).exists() == own
    assert end_role(RoleGrant.objects.get(person=dora, role=Role.EMPLOYEE), by=dora).ended_at
    with pytest.raises(PermissionDenied):
        end_role(RoleGrant.objects.get(person=other), by=dora)
