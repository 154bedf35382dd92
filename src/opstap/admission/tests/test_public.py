"""The candidate's first page, in every state of a call."""

import pytest
from django.test import Client

from opstap.admission.models import Call
from opstap.admission.tests.build import fill_programme, make_application, make_call
from opstap.people.models import Organisation, Person
from opstap.programme.tests.build import make_edition

pytestmark = pytest.mark.django_db


def test_one_programme_is_the_home_page(client: Client, call: Call) -> None:
    page = client.get("/", headers={"accept-language": "nl"})
    assert page.status_code == 200
    text = page.content.decode()
    assert "Stap in cybersecurity" in text
    assert "Vier dagen per week" in text
    assert "Niets. Ook de examens zijn gratis." in text
    assert f"/apply/{call.slug}/" in text
    assert text.count('data-kind="next"') >= 1


def test_several_programmes_are_a_choice(client: Client, school: Organisation) -> None:
    one, two = (fill_programme(make_edition(school).programme) for _ in range(2))
    text = client.get("/").content.decode()
    assert f"/p/{one.slug}/" in text
    assert f"/p/{two.slug}/" in text


def test_no_programme_yet_is_no_error(client: Client, school: Organisation, dora: Person) -> None:
    assert client.get("/").status_code == 200


def test_an_empty_installation_leads_to_its_first_run(client: Client) -> None:
    assert client.get("/").headers["Location"] == "/start/"


@pytest.mark.parametrize(
    ("opens", "closes", "places", "state", "leads_to"),
    [
        (-1, 5, 15, "open", "/apply/"),
        (2, 5, 15, "soon", "/hear/"),
        (-9, -1, 15, "closed", "/hear/"),
        (-1, 5, 1, "full", "/hear/"),
    ],
)
def test_each_state_leads_somewhere(
    client: Client, school: Organisation, opens: int, closes: int, places: int, state: str, leads_to: str
) -> None:
    call = make_call(school, opens=opens, closes=closes, places=places)
    if state == "full":
        make_application(call, status="admitted")
    page = client.get(f"/p/{call.edition.programme.slug}/")
    assert page.context["state"] == state
    assert leads_to in page.context["action"]["url"]


def test_without_a_call_one_can_leave_an_address(client: Client, school: Organisation) -> None:
    programme = make_edition(school).programme
    page = client.get(f"/p/{programme.slug}/")
    assert page.context["state"] == "none"
    assert page.context["action"]["url"] == f"/p/{programme.slug}/hear/"


def test_the_open_call_is_shown_before_others(client: Client, school: Organisation) -> None:
    edition = make_edition(school)
    make_call(school, opens=-30, closes=-2, edition=edition)
    make_call(school, opens=40, closes=60, edition=edition)
    wanted = make_call(school, edition=edition)
    assert client.get(f"/p/{edition.programme.slug}/").context["shown"].call == wanted


def test_a_text_that_is_missing_in_a_language_says_in_which_one_it_is(client: Client, call: Call) -> None:
    text = client.get("/", headers={"accept-language": "ar"}).content.decode()
    assert 'dir="rtl"' in text
    assert "خطوة نحو الأمن السيبراني" in text
    assert '<p lang="nl" dir="auto">' in text


def test_an_unknown_programme_is_404(client: Client, db: None) -> None:
    assert client.get("/p/nowhere/").status_code == 404


def test_few_queries_for_many_visitors(client: Client, call: Call, django_assert_max_num_queries) -> None:  # type: ignore[no-untyped-def]
    with django_assert_max_num_queries(3):
        client.get("/")
