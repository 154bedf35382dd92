"""Every kind of question by keyboard alone, and without a script; a mock exam that holds them all."""

from collections.abc import Callable
from typing import Any

import pytest
from playwright.sync_api import Page, expect

from opstap.curriculum.models import Course, MockForm, Module, Question, Skill
from opstap.people.models import Person
from opstap.practice.models import Answer, Paper, PaperChoice
from opstap.practice.tests.build import make_course
from opstap.practice.tests.every_kind import KINDS, RIGHT, make_every_kind
from tests.build import grant, make_person
from tests.journeys.conftest import Browsing
from tests.journeys.moving import press
from tests.journeys.weight import Weight

MOST_TABS = 60
TYPED = {"numeric": "0,5", "short": "Sleutel"}


@pytest.fixture
def learner(live: str) -> Person:
    return grant(make_person("Amina"), "learner")


@pytest.fixture
def questions(live: str) -> dict[str, Question]:
    """A course with one question of every kind."""
    make_course("kinds", per_domain=0)
    return make_every_kind(Module.objects.get(code="kinds-d1"), Skill.objects.get(code="kinds.d1.0"))


def alone(questions: dict[str, Question], kind: str) -> None:
    """Practice has only this question to ask."""
    Question.objects.update(retired=True)
    Question.objects.filter(pk=questions[kind].pk).update(retired=False)


def tab_to(page: Page, selector: str) -> None:
    """Tab until the focus is there, as someone without a mouse does."""
    for _ in range(MOST_TABS):
        page.keyboard.press("Tab")
        if page.evaluate("selector => document.activeElement.matches(selector)", selector):
            return
    raise AssertionError(f"{selector} is not reached with Tab")


def by_keyboard(page: Page, kind: str) -> None:
    """Give the right answer with Tab, arrows, Space, Enter and letters."""
    right = RIGHT[kind]
    if kind in TYPED:
        tab_to(page, "input[name=typed]")
        page.keyboard.type(TYPED[kind])
    elif kind == "multiple":
        boxes = page.locator("input[name=choice]").evaluate_all("all => all.map(one => one.value)")
        for one in [box for box in boxes if box in right]:
            tab_to(page, f"input[value={one}]")
            page.keyboard.press("Space")
    elif kind == "order":
        _move_steps(page, [part.partition("=")[2] for part in right])
    elif kind in {"match", "dropdown"}:
        wanted = dict(part.split("=") for part in right)
        for name in page.locator("main form select").evaluate_all("all => all.map(one => one.name)"):
            tab_to(page, f"select[name={name}]")
            _pick(page, wanted[name.removeprefix("slot-")])
    else:
        tab_to(page, "input[name=choice]")
        page.keyboard.press("Space")
        for _ in KINDS[kind]["options"]:
            if page.locator("input[name=choice]:checked").get_attribute("value") == right[0]:
                return
            page.keyboard.press("ArrowDown")


def _pick(page: Page, value: str) -> None:
    for _ in range(6):
        if page.evaluate("document.activeElement.value") == value:
            return
        page.keyboard.press("ArrowDown")
    raise AssertionError(f"{value} is not reached with the arrows")


def _move_steps(page: Page, key: list[str]) -> None:
    """Bring each step up to its place, the first one first."""
    for at, step in enumerate(key):
        item = f"li:has(select[name=place-{step}])"
        place = page.locator("[data-steps] > li").evaluate_all(
            "(all, name) => all.findIndex(one => one.querySelector('select').name === name)", f"place-{step}"
        )
        if place == at:
            continue
        # From the top of the page: the button of this step may lie above the focus.
        page.locator("#main").focus()
        tab_to(page, f"{item} [data-move='-1']")
        for _ in range(place - at):
            page.keyboard.press("Enter")
            assert page.evaluate("document.activeElement.dataset.move") == "-1", "the focus stays on the button"
        assert page.locator("[data-moved]").inner_text() != ""


@pytest.mark.parametrize("language", ["nl", "ar"])
def test_each_kind_is_answered_by_keyboard_alone(
    live: str,
    phone: Callable[..., Page],
    learner: Person,
    questions: dict[str, Question],
    enter: Callable[[Page, Person], None],
    axe: Callable[..., None],
    language: str,
) -> None:
    page = phone(language)
    enter(page, learner)
    for kind in KINDS:
        alone(questions, kind)
        page.goto(live + "/practice/")
        axe(page)
        by_keyboard(page, kind)
        tab_to(page, "main form .buttons button")
        page.keyboard.press("Enter")
        expect(page.locator("#feedback[data-kind=right]")).to_be_visible()
        axe(page)
        assert kept(questions[kind]) == RIGHT[kind], kind


def kept(question: Question) -> object:
    """What the one answer to it holds."""
    return Answer.objects.get(question=question).chosen


def test_each_kind_is_answered_without_a_script(
    live: str,
    no_javascript: Callable[..., Page],
    learner: Person,
    questions: dict[str, Question],
    enter: Callable[[Page, Person], None],
    browsing: Browsing,
) -> None:
    browsing.forgive("422")
    page = no_javascript("fr")
    enter(page, learner)
    for kind in KINDS:
        alone(questions, kind)
        page.goto(live + "/practice/")
        page.locator("main form .buttons button").first.click()
        expect(page.locator(".problems")).to_be_visible()
        fill(page, kind)
        page.locator("main form .buttons button").first.click()
        expect(page.locator("#feedback[data-kind=right]")).to_be_visible()
        assert kept(questions[kind]) == RIGHT[kind], kind


def fill(page: Page, kind: str) -> None:
    """Give the right answer with taps and native lists."""
    for part in RIGHT[kind]:
        before, _, after = part.partition("=")
        if kind in TYPED:
            page.locator("input[name=typed]").fill(TYPED[kind])
        elif kind == "order":
            page.locator(f"select[name=place-{after}]").select_option(before)
        elif after:
            page.locator(f"select[name=slot-{before}]").select_option(after)
        else:
            page.locator(f".answer:has(input[value={part}]) label").click()


def test_a_tap_in_the_picture_chooses_its_place(
    live: str,
    phone: Callable[..., Page],
    learner: Person,
    questions: dict[str, Question],
    enter: Callable[[Page, Person], None],
) -> None:
    alone(questions, "hotspot")
    page = phone("ar")
    enter(page, learner)
    page.goto(live + "/practice/")
    box = page.locator(".picture").bounding_box()
    assert box is not None
    # The door is in the lower half on the side where the picture ends: a picture is not turned round in Arabic.
    page.mouse.click(box["x"] + box["width"] * 0.75, box["y"] + box["height"] * 0.75)
    expect(page.locator("input[name=choice]:checked")).to_have_attribute("value", "key")
    expect(page.locator("[data-region=key]")).to_have_attribute("data-on", "")
    page.mouse.click(box["x"] + box["width"] * 0.2, box["y"] + box["height"] * 0.3)
    expect(page.locator("input[name=choice]:checked")).to_have_attribute("value", "wall")


@pytest.mark.parametrize("opener", ["phone", "no_javascript"])
def test_a_mock_exam_of_every_kind_is_kept_and_handed_in(
    live: str,
    request: pytest.FixtureRequest,
    learner: Person,
    questions: dict[str, Question],
    enter: Callable[[Page, Person], None],
    axe: Callable[..., None],
    opener: str,
) -> None:
    MockForm.objects.create(
        course=Course.objects.get(),
        code="all",
        title={"nl": "Alle soorten"},
        questions=[questions[kind].code for kind in KINDS],
    )
    kinds = {str(question.pk): kind for kind, question in questions.items()}
    page: Page = request.getfixturevalue(opener)("nl")
    enter(page, learner)
    page.goto(live + "/practice/mock/")
    expect(page.locator("section.card strong").first).to_have_text("Alle soorten")
    page.locator("section.card button").click()
    for number in range(1, len(kinds) + 1):
        expect(page.locator("h1")).to_contain_text(f"{number} ")
        kind = kinds[page.locator("#move_question").get_attribute("value") or ""]
        if opener == "phone":
            axe(page, dark=False)
            by_keyboard(page, kind)
        else:
            fill(page, kind)
        press(page.locator(".buttons button[name=go]").first)
    expect(page.locator("ol a.button")).to_have_count(len(kinds))
    assert {kinds[str(one.question_id)]: one.chosen for one in PaperChoice.objects.all()} == RIGHT
    for number, pk in enumerate(Paper.objects.get().questions, start=1):
        page.goto(f"{live}/practice/paper/{Paper.objects.get().pk}/?q={number}")
        assert shown(page) == RIGHT[kinds[pk]], "what was kept is shown"
        press(page.locator(".buttons button[name=go]").first)
    assert {kinds[str(one.question_id)]: one.chosen for one in PaperChoice.objects.all()} == RIGHT
    page.locator(".buttons a.button").last.click()
    press(page.locator("main form button").first)
    expect(page.locator("p.lead").first).to_contain_text("9")
    assert Paper.objects.get().score == 1.0


def shown(page: Page) -> list[str]:
    """The response that the page would send if nothing were touched."""
    sent: list[list[Any]] = page.evaluate("[...new FormData(document.querySelector('main form'))]")
    parts = []
    for name, value in sent:
        if name.startswith("slot-"):
            parts.append(f"{name.removeprefix('slot-')}={value}")
        elif name.startswith("place-"):
            parts.append(f"{value}={name.removeprefix('place-')}")
        elif name in {"choice", "typed"}:
            parts.append(value)
    return sorted(parts)


def test_what_questions_add_to_a_page_is_light(
    live: str,
    phone: Callable[..., Page],
    learner: Person,
    questions: dict[str, Question],
    enter: Callable[[Page, Person], None],
    weigh: Callable[[Page, str], Weight],
) -> None:
    page = phone("nl")
    enter(page, learner)
    for kind in KINDS:
        alone(questions, kind)
        weight = weigh(page, live + "/practice/")
        added = {url: size for url, size in weight.parts.items() if "practice/learning" in url}
        plain = kind in {"single", "multiple", "truefalse"}
        assert bool(added) != plain, f"{kind} {weight}"
        assert sum(added.values()) <= 6500, (
            f"{kind} {weight}"
        )  # the same two files that a lesson brings, with their headers
        assert weight.bytes <= 50_000, f"{kind} {weight}"
