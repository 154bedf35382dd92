"""The demonstration's own addresses: open to everybody there, and each door leads to a page that opens."""

import pytest
from django.test import Client
from django.urls import resolve, reverse
from pytest_django import DjangoAssertNumQueries

from opstap_demo.cast import parts
from opstap_demo.tests.fixtures import Built
from tests.demonstration.addresses import ADDRESSES, MOST_QUERIES
from tests.demonstration.crawl import road_map


@pytest.fixture
def client(demonstration: None, built_demonstration: Built) -> Client:
    return Client(headers={"accept-language": "en"})


def test_these_are_all(client: Client) -> None:
    names = [name for name, _ in road_map() if name.startswith("opstap_demo:")]
    assert names == ["opstap_demo:door", "opstap_demo:enter"], "visit the new one here"


def test_everybody_sees_the_doors(client: Client, django_assert_max_num_queries: DjangoAssertNumQueries) -> None:
    for code in (None, "learner", "manager"):
        if code:
            client.post(reverse("opstap_demo:enter", args=[code]))
        with django_assert_max_num_queries(MOST_QUERIES):
            assert client.get(reverse("opstap_demo:door")).status_code == 200


@pytest.mark.parametrize("code", [one.code for one in parts()])
def test_a_door_leads_to_a_page_that_opens(
    client: Client, code: str, django_assert_max_num_queries: DjangoAssertNumQueries
) -> None:
    url = reverse("opstap_demo:enter", args=[code])
    assert client.get(url).status_code == 405
    entered = client.post(url)
    assert entered.status_code == 302
    with django_assert_max_num_queries(ADDRESSES[resolve(entered["Location"]).view_name].most_queries):
        page = client.get(entered["Location"])
    assert page.status_code == 200
    assert "everybody here is invented" in page.content.decode()
