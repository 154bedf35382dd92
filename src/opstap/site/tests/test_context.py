"""What every page knows: cheap, fitting the role, and nothing personal for the unknown."""

from collections.abc import Iterator

import pytest
from django.contrib.auth.models import AnonymousUser
from django.http import HttpRequest
from django.template import Context, Template
from django.test import RequestFactory
from pytest_django import DjangoAssertNumQueries
from tests.build import grant, make_person

from opstap.design.parts import NavItem
from opstap.people.models import Organisation, Person, Role
from opstap.site import context

pytestmark = pytest.mark.django_db


def _page(user: object) -> dict[str, object]:
    request = RequestFactory().get("/today/")
    request.user = user  # type: ignore[assignment]
    return context.page(request)


def _places(user: object) -> list[NavItem]:
    return list(_page(user)["nav"])  # type: ignore[call-overload]


def test_the_unknown_cost_no_query_and_are_asked_to_sign_in(django_assert_num_queries: DjangoAssertNumQueries) -> None:
    with django_assert_num_queries(0):
        shown = _page(AnonymousUser())
        assert list(shown["nav"]) == []  # type: ignore[call-overload]
        assert shown["account"] is None
        assert shown["sign_in_url"] == "/account/login/"
        assert bool(shown["banners"]) is False


def test_a_request_without_a_user_still_has_its_error_page() -> None:
    assert context.page(HttpRequest())["account"] is None


@pytest.mark.parametrize("role", list(Role))
def test_each_role_costs_one_query_and_has_at_most_seven_places(
    role: str, school: Organisation, django_assert_num_queries: DjangoAssertNumQueries
) -> None:
    person = Person.objects.get(pk=grant(make_person(), role, school).pk)
    with django_assert_num_queries(1):
        shown = _page(person)
        assert len(list(shown["nav"])) <= context.MOST  # type: ignore[call-overload]
        assert list(shown["nav"]) == list(shown["nav"])  # type: ignore[call-overload]


def test_the_places_follow_the_roles(amina: Person, bilal: Person) -> None:
    assert "/coach/" not in [item.url for item in _places(amina)]
    assert [item.url for item in _places(bilal)][:2] == ["/today/", "/coach/"]
    for role in Role:
        grant(bilal, role)
    assert len(_places(bilal)) <= context.MOST


@pytest.fixture
def announcers() -> Iterator[None]:
    before = list(context._announcers)
    yield
    context._announcers[:] = before


def test_a_package_that_nobody_knows_can_put_a_line_above_each_page(announcers: None) -> None:
    context.announce(lambda request: context.Banner("Not <real>", "/somewhere/", "Go there"))
    context.announce(lambda request: None)
    request = RequestFactory().get("/")
    request.user = AnonymousUser()
    page = Template('{% extends "design/base.html" %}').render(Context(context.page(request) | {"request": request}))
    assert "Not &lt;real&gt;" in page
    assert 'href="/somewhere/"' in page
