"""Signing in and out on a shared phone, with a passkey, and the pages about oneself, in a real browser."""

from collections.abc import Callable

import pytest
from playwright.sync_api import Page, expect

from opstap.messages.models import Message
from opstap.people.actions.load_notices import load_notices
from opstap.people.models import Person, Role
from tests.build import grant, make_person
from tests.journeys.conftest import Browsing

MINE = ["", "details/", "address/", "password/", "erase/", "consents/", "export/", "privacy/"]


@pytest.fixture
def amina(live: str) -> Person:
    load_notices()
    return grant(make_person("Amina Learner", email=None, phone="+32470123456", language="ar"), Role.LEARNER)


@pytest.fixture
def admin(live: str) -> Person:
    load_notices()
    return grant(make_person("Ada Administrator", email="ada@example.org"), Role.ADMINISTRATOR)


def newest_code() -> str:
    return "".join(char for char in Message.objects.latest("created_at").body if char.isdigit())[:6]


def sign_in(page: Page, live: str) -> None:
    page.goto(live + "/account/login/?next=/me/")
    page.locator("input[name=login]").fill("٠٤٧٠ ١٢ ٣٤ ٥٦")
    page.locator("main form button[type=submit]").first.click()
    page.locator("input[name=code]").fill(newest_code())
    page.locator("main form button[type=submit]").first.click()
    page.wait_for_url(live + "/me/")


@pytest.mark.parametrize("opener", ["phone", "no_javascript"])
def test_nothing_stays_on_a_shared_phone(live: str, amina: Person, opener: str, request: pytest.FixtureRequest) -> None:
    page: Page = request.getfixturevalue(opener)("ar")
    sign_in(page, live)
    expect(page.locator("main")).to_contain_text("Amina Learner")
    page.locator("main form[action='/account/logout/'] button").click()
    page.wait_for_url(live + "/")
    page.go_back()
    expect(page.locator("input[name=login]")).to_be_visible()
    assert "Amina" not in page.content()
    assert {cookie["name"] for cookie in page.context.cookies()} <= {"django_language", "csrftoken"}


def test_a_passkey_is_made_and_signs_in_by_itself(
    live: str, admin: Person, desktop: Callable[..., Page], browsing: Browsing, enter: Callable[[Page, Person], None]
) -> None:
    # A passkey belongs to a name, never to a number, so the same server is called localhost here.
    named = live.replace("127.0.0.1", "localhost")
    browsing.forgive(f"asked another host: {named}")
    page = desktop("nl")
    enter(page, admin)
    page.context.add_cookies([{**cookie, "domain": "localhost"} for cookie in page.context.cookies()])  # type: ignore[list-item]
    devices = page.context.new_cdp_session(page)
    devices.send("WebAuthn.enable")
    options = {"protocol": "ctap2", "transport": "internal", "hasResidentKey": True, "hasUserVerification": True}
    devices.send(
        "WebAuthn.addVirtualAuthenticator",
        {"options": {**options, "isUserVerified": True, "automaticPresenceSimulation": True}},
    )
    page.goto(named + "/account/2fa/webauthn/add/")
    page.locator("form[data-passkey=create] button").click()
    page.wait_for_url(named + "/account/2fa/recovery-codes/")
    page.goto(named + "/account/logout/")
    page.locator("main form button").first.click()
    page.goto(named + "/account/login/")
    page.locator("main summary").first.click()
    page.locator("form[data-passkey=login] button").click()
    page.wait_for_url(named + "/people/")
    expect(page.locator("main")).to_contain_text("Ada Administrator")


@pytest.mark.parametrize("locale", ["nl", "ar"])
def test_the_pages_about_oneself_are_accessible(
    live: str,
    amina: Person,
    phone: Callable[..., Page],
    enter: Callable[[Page, Person], None],
    axe: Callable[..., None],
    locale: str,
) -> None:
    page = phone(locale)
    enter(page, amina)
    for part in [*MINE, "../account/2fa/", "../account/2fa/totp/activate/", "../account/2fa/webauthn/add/"]:
        page.goto(f"{live}/me/{part}")
        expect(page.locator("h1")).to_be_visible()
        axe(page)


@pytest.mark.parametrize("locale", ["nl", "ar"])
def test_the_administrators_pages_are_accessible(
    live: str,
    admin: Person,
    phone: Callable[..., Page],
    enter: Callable[[Page, Person], None],
    axe: Callable[..., None],
    locale: str,
) -> None:
    page = phone(locale)
    enter(page, admin)
    for path in ["/people/", "/people/invite/", f"/people/{admin.pk}/", f"/people/{admin.pk}/roles/{held(admin)}/end/"]:
        page.goto(live + path)
        axe(page)


def held(person: Person) -> object:
    return person.grants.get().pk


def test_the_first_run_page_is_accessible(live: str, phone: Callable[..., Page], axe: Callable[..., None]) -> None:
    page = phone("nl")
    page.goto(live + "/start/")
    axe(page)
    page.locator("main form button").last.click()
    expect(page.locator("#id_code_error")).to_be_visible()
    axe(page)
