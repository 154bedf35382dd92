"""A learner reads a lesson, answers, sees why and what that shows; an author brings in questions."""

from collections.abc import Callable
from pathlib import Path

import pytest
from django.conf import settings
from playwright.sync_api import Page, expect

from opstap.curriculum.actions.load_catalogue import load_catalogue
from opstap.curriculum.actions.load_course import load_courses
from opstap.curriculum.models import Question
from opstap.messages.models import HelpRequest
from opstap.people.models import Person
from opstap.practice.models import Answer, LessonReading
from tests.build import grant, make_person
from tests.journeys.conftest import Browsing
from tests.journeys.weight import Weight

GIFT = Path(__file__).resolve().parents[1] / "data" / "gift" / "options1.gift"


@pytest.fixture
def learner(live: str) -> Person:
    """Amina, in a school that teaches SC-900 from the real course pack."""
    load_catalogue()
    load_courses(paths=[settings.COURSE_PACKS / "sc-900"])
    return grant(make_person("Amina"), "learner")


@pytest.fixture(params=[("phone", "nl"), ("phone", "ar"), ("no_javascript", "nl")], ids="-".join)
def page(request: pytest.FixtureRequest, learner: Person, enter: Callable[[Page, Person], None]) -> Page:
    """Amina's phone: in Dutch, in Arabic, and without JavaScript."""
    opener, language = request.param
    opened: Page = request.getfixturevalue(opener)(language)
    enter(opened, learner)
    return opened


@pytest.fixture
def check(request: pytest.FixtureRequest, axe: Callable[..., None]) -> Callable[[Page], None]:
    """axe, except on a phone that runs no script: axe is one itself."""
    return (lambda _: None) if "no_javascript" in request.node.name else axe


def test_from_the_road_through_a_lesson(live: str, page: Page, check: Callable[[Page], None]) -> None:
    page.goto(live + "/learn/")
    check(page)
    page.locator("section.card a.button").click()
    expect(page.locator("h1")).to_be_visible()
    check(page)
    page.locator("button.term").first.click()
    expect(page.locator(".term-meaning:popover-open")).to_be_visible()
    page.keyboard.press("Escape")
    page.locator(".check label").first.click()
    page.locator(".check form button").first.click()

    expect(page.locator("#feedback")).to_be_visible()
    expect(page.locator(".answer-note").first).to_be_visible()
    check(page)
    page.reload()
    page.locator("a.button[data-kind=next]").click()
    page.locator(".lesson-end button").click()
    expect(page.locator(".check").first).to_be_visible()
    assert (LessonReading.objects.count(), Answer.objects.count()) == (1, 1)


def test_from_a_question_to_help_and_to_what_is_known(live: str, page: Page, check: Callable[[Page], None]) -> None:
    page.goto(live + "/practice/")
    check(page)
    page.locator("button[name=unknown]").click()
    expect(page.locator("#feedback")).to_be_visible()
    check(page)
    page.locator("summary").last.click()
    page.locator("details form button").last.click()
    expect(page.locator(".flashes .notice")).to_be_visible()
    assert HelpRequest.objects.get().about_type == "question"

    page.goto(live + "/practice/skills/")
    page.locator("[open] > .skill-steps details:has(.meter) summary").first.click()
    expect(page.locator(".meter").first).to_be_visible()
    check(page)
    assert Answer.objects.count() == 1


def test_a_lesson_keeps_its_own_direction_on_an_arabic_page(
    live: str, learner: Person, phone: Callable[..., Page], enter: Callable[[Page, Person], None]
) -> None:
    page = phone("ar")
    enter(page, learner)
    page.goto(live + "/learn/who-secures-the-cloud/")
    expect(page.locator("html")).to_have_attribute("dir", "rtl")
    expect(page.locator(".prose").first).to_have_attribute("dir", "ltr")


def test_the_road_and_a_lesson_are_light(
    live: str,
    learner: Person,
    phone: Callable[..., Page],
    enter: Callable[[Page, Person], None],
    weigh: Callable[[Page, str], Weight],
) -> None:
    page = phone("nl")
    enter(page, learner)
    for path in ("/learn/", "/learn/who-secures-the-cloud/", "/practice/"):
        weight = weigh(page, live + path)
        assert weight.requests <= 6, f"{path} {weight}"
        assert weight.bytes <= 50_000, f"{path} {weight}"


def test_nothing_chosen_is_told_above_the_question(
    live: str,
    learner: Person,
    no_javascript: Callable[..., Page],
    enter: Callable[[Page, Person], None],
    browsing: Browsing,
) -> None:
    browsing.forgive("status of 422")
    page = no_javascript("nl")
    enter(page, learner)
    page.goto(live + "/practice/")
    page.locator("main form .buttons button").first.click()
    expect(page.locator(".problems")).to_be_visible()
    assert not Answer.objects.exists()


def test_an_author_brings_in_questions(
    live: str,
    learner: Person,
    desktop: Callable[..., Page],
    enter: Callable[[Page, Person], None],
    axe: Callable[..., None],
) -> None:
    page = desktop("fr")
    enter(page, grant(make_person("Ana"), "author"))
    page.goto(live + "/questions/import/")
    axe(page)
    page.set_input_files("input[type=file]", str(GIFT))
    for name, value in {"author": "Nous", "source": "GIFT-grammar-PEG.js", "licence": "MIT"}.items():
        page.fill(f"[name={name}]", value)
    page.locator("main form button").last.click()
    expect(page.locator("tbody tr")).to_have_count(14)
    axe(page)
    page.locator("main form button").last.click()
    expect(page.locator("h1")).to_contain_text("13 questions")
    page.goto(live + "/questions/")
    axe(page)
    assert Question.objects.filter(brought_by__isnull=False).count() == 13
    page.locator("a.card-link").first.click()
    axe(page)
