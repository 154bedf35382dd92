"""A mock exam on a phone, readiness after it, and a short test that spares a lesson."""

from collections.abc import Callable

import pytest
from django.conf import settings
from playwright.sync_api import Page, expect

from opstap.curriculum.actions.load_catalogue import load_catalogue
from opstap.curriculum.actions.load_course import load_courses
from opstap.curriculum.models import Course, Question
from opstap.curriculum.queries import asked_of
from opstap.curriculum.rules.marking import best_response
from opstap.people.models import Person
from opstap.practice.actions.begin_paper import begin_mock
from opstap.practice.models import Answer, LessonReading, Paper
from opstap.practice.tests.build import make_course
from tests.build import grant, make_person
from tests.journeys.moving import press
from tests.journeys.weight import Weight


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


def answer(page: Page, *, right: bool) -> None:
    """Answer as someone who knows, whatever the kind of question, or leave it; then go on."""
    question = Question.objects.get(pk=page.locator("#move_question").get_attribute("value") or "")
    for part in best_response(asked_of(question)) if right else ():
        slot, is_slot, chosen = part.partition("=")
        if is_slot:
            page.locator(f"select[name='slot-{slot}']").select_option(chosen)
        elif page.locator("input[name=typed]").count():
            page.fill("input[name=typed]", part)
        else:
            page.locator(f'.answer:has(input[value="{part}"]) label').click()
    press(page.locator(".buttons button[name=go]").first)


def test_a_mock_exam_from_begin_to_readiness(live: str, page: Page, check: Callable[[Page], None]) -> None:
    page.goto(live + "/practice/mock/")
    check(page)
    page.locator("section.card button").click()
    expect(page.locator("h1")).to_contain_text("45")
    check(page)
    for number in range(3):
        answer(page, right=number < 2)
    page.locator("label[for=move_marked]").click()
    press(page.locator("button[value=overview]"))
    expect(page.locator("ol a.button")).to_have_count(45)
    check(page)

    # Away, and back: on with the first open question, and what was chosen is still chosen.
    page.goto(live + "/practice/mock/")
    page.locator("a.button[data-kind=next]").click()
    assert page.locator("input[name=choice]:checked").count() == 0
    press(page.locator("button[value=previous]"))
    assert page.locator("input[name=choice]:checked").count() >= 1

    press(page.locator("button[value=overview]"))
    page.locator(".buttons a.button").last.click()
    check(page)
    assert not Answer.objects.exists()
    press(page.locator("main form button").first)
    expect(page.locator("ul.tasks li").first).to_be_visible()
    check(page)
    assert Answer.objects.filter(score=1).count() >= 2
    assert Answer.objects.count() == 45

    page.locator("ul.tasks a").first.click()
    expect(page.locator("#feedback")).to_be_visible()
    check(page)
    page.goto(live + "/practice/readiness/")
    expect(page.locator(".meter")).to_have_count(4)
    check(page)
    page.locator("a.button[data-kind=next]").click()
    expect(page.locator(".answers")).to_be_visible()


def tab_to(page: Page, selector: str) -> None:
    """Tab, as someone without a mouse does, until that is reached."""
    for _ in range(40):
        page.keyboard.press("Tab")
        if page.evaluate("selector => document.activeElement.matches(selector)", selector):
            return
    raise AssertionError(f"the keyboard does not reach {selector}")


def follow(page: Page, selector: str) -> None:
    """Tab to that, press Enter, and wait until another page is there."""
    tab_to(page, selector)
    before = page.url
    page.keyboard.press("Enter")
    page.wait_for_url(lambda now: now != before)


def test_a_whole_mock_exam_without_a_mouse(
    live: str, desktop: Callable[..., Page], enter: Callable[[Page, Person], None], axe: Callable[..., None]
) -> None:
    """Twelve questions, with the pages in Arabic: chosen, marked, handed in and looked back at by the keyboard alone."""
    make_course("keys", per_domain=3)
    page = desktop("ar")
    enter(page, grant(make_person("Amina"), "learner"))
    page.goto(live + "/practice/mock/")
    tab_to(page, "select[name=language]")
    follow(page, "button[data-start]")
    for number in range(1, 13):
        expect(page.locator("h1")).to_contain_text(f"{number}")
        tab_to(page, "input[name=choice]")
        page.keyboard.press("Space")
        expect(page.locator("input[name=choice]:checked")).to_have_count(1)
        if number == 2:
            tab_to(page, "input[name=marked]")
            page.keyboard.press("Space")
            axe(page)
        follow(page, "button[name=go]")
    expect(page.locator("ol a.button")).to_have_count(12)
    paper = Paper.objects.get()
    follow(page, f'.buttons a[href="/practice/paper/{paper.pk}/hand-in/"]')
    follow(page, "main form button")
    expect(page.locator("ul.tasks li").first).to_be_visible()
    assert (paper.language, Answer.objects.exclude(chosen=[]).count()) == ("en", 12)
    follow(page, "ul.tasks a")
    expect(page.locator("#feedback")).to_be_visible()


def test_a_short_test_spares_the_lesson(live: str, page: Page, check: Callable[[Page], None]) -> None:
    page.goto(live + "/learn/")
    page.locator("main details").first.locator("summary").click()
    page.locator("main details ul.tasks a").first.click()
    check(page)
    page.locator("main form button").last.click()
    for _ in range(5):
        answer(page, right=True)
    expect(page.locator("ol a.button")).to_have_count(5)
    page.locator(".buttons a.button").last.click()
    press(page.locator("main form button").first)
    expect(page.locator("section.card[data-kind=done]")).to_be_visible()
    check(page)
    page.goto(live + "/learn/")
    expect(page.locator(".stairs li li").first).to_have_attribute("data-state", "done")
    assert Paper.objects.get().passed
    assert not LessonReading.objects.exists()


def test_the_pages_are_light(
    live: str,
    learner: Person,
    phone: Callable[..., Page],
    enter: Callable[[Page, Person], None],
    weigh: Callable[[Page, str], Weight],
) -> None:
    page = phone("nl")
    enter(page, learner)
    paper = begin_mock(learner, course=Course.objects.get(), key=learner.pk)
    mine = f"/practice/paper/{paper.pk}/"
    for path in ("/learn/", "/practice/mock/", "/practice/readiness/", mine, f"{mine}overview/"):
        weight = weigh(page, live + path)
        assert weight.requests <= 6, f"{path} {weight}"
        assert weight.bytes <= 50_000, f"{path} {weight}"
    page.goto(live + f"{mine}hand-in/")
    press(page.locator("main form button").first)
    weight = weigh(page, live + mine)
    assert weight.requests <= 6, str(weight)
    assert weight.bytes <= 50_000, str(weight)
