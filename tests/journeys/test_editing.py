"""A trainer mends a lesson and writes a question in the browser; a colleague reads it and publishes it; learners see it."""

import re
from collections.abc import Callable
from pathlib import Path

import pytest
from playwright.sync_api import Page, expect

from opstap.curriculum.models import Question, Revision
from opstap.curriculum.tests.packs import load_template
from opstap.people.models import Person
from tests.build import grant, make_person
from tests.journeys.conftest import Browsing

LESSON = "/courses/start/lessons/start-phishing/"
type Check = Callable[[Page], None]


@pytest.fixture
def author(live: str, tmp_path: Path) -> Person:
    load_template(tmp_path)
    return grant(make_person("Tomasz Nowak"), "author")


@pytest.fixture
def reviewer(author: Person) -> Person:
    return grant(make_person("Greet Claes"), "reviewer")


def press(page: Page, value: str) -> None:
    """The visible button that does this."""
    page.locator(f"main button[name=do][value='{value}']:not(.vh)").first.click()


def see_review(page: Page, check: Check) -> None:
    """From the list of what waits to the published text."""
    check(page)
    page.locator("main a[href^='/changes/']").first.click()
    expect(page.locator(".diff ins").first).to_be_visible()
    check(page)
    press(page, "publish")
    expect(page.locator(".notice[data-kind=done], [role=status]").first).to_be_visible()


def write_and_send(page: Page, check: Check, *, scripts: bool) -> None:
    """A fault is shown and keeps the text from going; mended, it is sent."""
    press(page, "language:fr")
    page.wait_for_url(re.compile(r"language=fr"))
    text = page.locator("#id_text").input_value()
    page.locator("#id_text").fill(text + "\n<b>Gras</b>\n")
    if scripts:
        expect(page.locator("[data-preview] .notice")).to_be_visible()  # it follows what is typed
        page.keyboard.press("Control+s")
    else:
        press(page, "save")
    expect(page.locator("[data-preview] .notice li")).to_have_count(1)
    check(page)
    press(page, "send")
    expect(page.locator("main form [name=note]")).to_have_count(0)
    page.locator("main .notice a").first.click()
    page.locator("#id_text").fill(text + "\nUne phrase toute neuve.\n")
    press(page, "language:nl")  # another language, and nothing typed is lost
    page.wait_for_url(re.compile(r"language=nl"))
    assert "Une phrase toute neuve." in Revision.objects.get().content["text"]["fr"]
    press(page, "send")
    check(page)
    page.locator("main form [name=note]").fill("Une phrase de plus")
    page.locator("main form button[type=submit]").first.click()
    page.wait_for_url(re.compile(r"/changes/[^/]+/(#\w+)?$"))
    expect(page.locator("main button[value=publish]")).to_have_count(0)


@pytest.mark.parametrize(("opener", "language"), [("phone", "nl"), ("phone", "ar"), ("no_javascript", "fr")])
def test_a_lesson_from_edit_to_published(
    live: str,
    author: Person,
    reviewer: Person,
    enter: Callable[[Page, Person], None],
    browsing: Browsing,
    request: pytest.FixtureRequest,
    opener: str,
    language: str,
) -> None:
    browsing.forgive("422")
    page: Page = request.getfixturevalue(opener)(language)
    scripts = opener != "no_javascript"
    check: Check = request.getfixturevalue("axe") if scripts else (lambda _: None)
    enter(page, author)
    page.goto(live + "/courses/start/")
    check(page)
    page.goto(live + LESSON)
    check(page)
    page.locator("main form[action$='/change/'] button[type=submit]").first.click()
    page.wait_for_url(re.compile(r"/changes/"))
    write_and_send(page, check, scripts=scripts)
    page.context.clear_cookies()
    enter(page, reviewer)
    page.goto(live + "/courses/")
    see_review(page, check)
    page.goto(f"{live}{LESSON}?language=fr")
    expect(page.locator(".sheet")).to_contain_text("Une phrase toute neuve.")
    page.goto(f"{live}{LESSON}compare/")
    expect(page.locator(".diff ins")).to_contain_text("Une phrase toute neuve.")
    check(page)


@pytest.mark.parametrize(("opener", "language"), [("desktop", "ar"), ("no_javascript", "nl")])
def test_a_new_question_is_written_sent_back_and_published(
    live: str,
    author: Person,
    reviewer: Person,
    enter: Callable[[Page, Person], None],
    browsing: Browsing,
    request: pytest.FixtureRequest,
    opener: str,
    language: str,
) -> None:
    browsing.forgive("422")
    page: Page = request.getfixturevalue(opener)(language)
    check: Check = request.getfixturevalue("axe") if opener == "desktop" else (lambda _: None)
    enter(page, author)
    page.goto(f"{live}/courses/start/modules/start-phishing/new/")
    check(page)
    page.locator("input[name=kind][value=single]").check(force=True)
    page.locator("main form button[type=submit]").last.click()
    page.wait_for_url(re.compile(r"/changes/"))
    _write(page)
    check(page)
    press(page, "drop:options:2")
    expect(page.locator("#options .edit-row")).to_have_count(2)
    press(page, "send")
    page.locator("main form [name=note]").fill("New")
    page.locator("main form button[type=submit]").first.click()
    page.context.clear_cookies()
    enter(page, reviewer)
    page.goto(live + "/courses/")
    page.locator("main a[href^='/changes/']").first.click()
    check(page)
    press(page, "send_back")
    expect(page.locator("[name=remarks]")).to_have_attribute("aria-invalid", "true")
    check(page)
    page.locator("[name=remarks]").fill("Which mail?")
    press(page, "send_back")
    page.context.clear_cookies()
    enter(page, author)
    row = Revision.objects.get()
    page.goto(f"{live}/changes/{row.pk}/")
    expect(page.locator("main")).to_contain_text("Which mail?")
    press(page, "send")
    page.locator("main form button[type=submit]").first.click()
    page.context.clear_cookies()
    enter(page, reviewer)
    page.goto(f"{live}/changes/{row.pk}/")
    press(page, "publish")
    expect(page.locator("main button[value=publish]")).to_have_count(0)
    new = Question.objects.get(code=row.question_code)
    assert (new.author, new.reviewer, new.current, len(new.options)) == ("Tomasz Nowak", "Greet Claes", True, 2)


def _write(page: Page) -> None:
    """Every text in every language, the right one, a skill and a source."""
    for at, area in enumerate(page.locator("main form[data-editor] textarea:visible").all()):
        area.fill(f"Tekst {at}")
    page.locator("input[name=right]").first.check(force=True)
    page.locator("[id='id_source']").fill("Our lesson")
    page.locator("input[name=skills]").first.check(force=True)


def test_leaving_with_something_unsaved_is_asked_about(
    live: str, author: Person, enter: Callable[[Page, Person], None], desktop: Callable[..., Page]
) -> None:
    page = desktop("en")
    enter(page, author)
    page.goto(live + LESSON)
    page.locator("main form[action$='/change/'] button[type=submit]").first.click()
    page.wait_for_url(re.compile(r"/changes/"))
    page.locator("#id_title").fill("Another title")
    expect(page.locator("[data-state]")).to_have_text("Not saved yet")
    asked: list[str] = []

    def stay(dialog: object) -> None:
        asked.append(dialog.type)  # type: ignore[attr-defined]
        dialog.dismiss()  # type: ignore[attr-defined]

    page.once("dialog", stay)
    page.locator(".brand").click()
    expect(page.locator("#id_title")).to_have_value("Another title")
    assert asked == ["beforeunload"]
    page.keyboard.press("Control+s")
    expect(page.locator("#id_title")).to_have_value("Another title")
    expect(page.locator("h1")).to_be_visible()
    assert Revision.objects.get().content["title"]["en"] == "Another title"
