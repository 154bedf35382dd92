"""Someone looks up what an employer asks for, what it means and what proves it; a learner goes on to the lesson."""

from collections.abc import Callable

import pytest
from django.conf import settings
from django.core.management import call_command
from playwright.sync_api import Page, expect

from opstap.curriculum.actions.load_course import load_courses
from opstap.people.models import Person
from tests.build import grant, make_person
from tests.journeys.conftest import PHONE
from tests.journeys.weight import Weight


@pytest.fixture(autouse=True)
def loaded(live: str) -> None:
    call_command("load_catalogue", verbosity=0)
    load_courses(paths=[settings.COURSE_PACKS / "sc-900"])


@pytest.fixture(params=[("phone", "nl"), ("phone", "ar"), ("no_javascript", "nl")], ids="-".join)
def page(request: pytest.FixtureRequest) -> Page:
    """A stranger's phone: in Dutch, in Arabic, and without JavaScript."""
    opener, language = request.param
    opened: Page = request.getfixturevalue(opener)(language)
    return opened


@pytest.fixture
def check(request: pytest.FixtureRequest, axe: Callable[..., None]) -> Callable[[Page], None]:
    """axe, except on a phone that runs no script: axe is one itself."""
    return (lambda _: None) if "no_javascript" in request.node.name else axe


def test_from_the_list_to_what_proves_one(live: str, page: Page, check: Callable[[Page], None]) -> None:
    page.goto(live + "/competences/")
    expect(page.locator("main .card")).to_have_count(36)
    check(page)
    page.locator("main summary").first.click()
    page.fill("[name=words]", "phishing")
    page.select_option("[name=exam]", "SC-900")
    page.locator("main form button").first.click()
    expect(page.locator("main .card")).not_to_have_count(36)
    check(page)
    page.locator("a[href='/competences/recognise-phishing/']").click()
    expect(page.locator("h1")).to_be_visible()
    expect(page.locator("tbody tr")).to_have_count(4)
    assert page.evaluate("document.documentElement.scrollWidth") <= PHONE["width"], "nothing is wider than the phone"
    check(page)


def test_a_learner_goes_on_to_the_lesson(
    live: str, phone: Callable[..., Page], enter: Callable[[Page, Person], None]
) -> None:
    page = phone("nl")
    enter(page, grant(make_person("Amina"), "learner"))
    page.goto(live + "/competences/explain-security-basics/")
    page.locator("main a[href^='/learn/']").first.click()
    expect(page.locator("h1")).to_be_visible()
    assert "/learn/" in page.url


def test_the_list_is_light(live: str, phone: Callable[..., Page], weigh: Callable[[Page, str], Weight]) -> None:
    weight = weigh(phone("ar"), live + "/competences/")
    assert weight.requests <= 6, weight
    assert weight.bytes <= 50_000, weight
