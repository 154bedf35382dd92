"""The frame itself: the server answers, the language switch keeps the page, pages are accessible and light."""

from collections.abc import Callable

import pytest
from playwright.sync_api import Page, expect

from tests.journeys.conftest import Browsing
from tests.journeys.weight import Weight

SIGN_IN = "/account/login/"


@pytest.fixture(autouse=True)
def _a_missing_page_is_told_to_the_console(browsing: Browsing) -> None:
    browsing.forgive("the server responded with a status of 404")


def test_the_server_says_it_is_well(live: str, phone: Callable[..., Page]) -> None:
    response = phone().goto(live + "/healthz")
    assert response is not None
    assert (response.status, response.text()) == (200, "ok")


@pytest.mark.parametrize("opener", ["phone", "no_javascript"])
def test_the_language_switch_keeps_the_page(live: str, opener: str, request: pytest.FixtureRequest) -> None:
    page: Page = request.getfixturevalue(opener)("nl")
    page.goto(live + SIGN_IN)
    expect(page.locator("html")).to_have_attribute("lang", "nl")
    page.locator("header details.menu summary").first.click()
    page.locator("button[name=language][value=ar]").click()
    expect(page.locator("html")).to_have_attribute("lang", "ar")
    expect(page.locator("html")).to_have_attribute("dir", "rtl")
    assert page.url.endswith(SIGN_IN)
    page.goto(live + "/about/decisions")
    expect(page.locator("html")).to_have_attribute("dir", "rtl")


@pytest.mark.parametrize("locale", ["nl", "fr", "en", "ar"])
@pytest.mark.parametrize("path", [SIGN_IN, "/no-such-page/", "/about/decisions"])
def test_pages_of_the_frame_are_accessible(
    live: str, phone: Callable[..., Page], axe: Callable[..., None], path: str, locale: str
) -> None:
    page = phone(locale)
    page.goto(live + path)
    expect(page.locator("html")).to_have_attribute("lang", locale)
    axe(page)


def test_a_page_of_the_frame_is_light(
    live: str, phone: Callable[..., Page], weigh: Callable[[Page, str], Weight]
) -> None:
    weight = weigh(phone(), live + "/about/decisions")
    assert weight.requests <= 6, str(weight)
    assert weight.bytes <= 50_000, str(weight)


def test_every_page_can_be_left_by_keyboard(live: str, desktop: Callable[..., Page]) -> None:
    page = desktop("nl")
    page.goto(live + "/about/decisions")
    page.keyboard.press("Tab")
    expect(page.locator("a.skip")).to_be_focused()
    page.keyboard.press("Enter")
    expect(page.locator("#main")).to_be_focused()
