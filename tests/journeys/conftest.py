"""A real browser in front of a real server: compressed, hashed files and a strict policy, as in production.

    def test_...(live, phone, axe):
        page = phone("ar")            # 390 x 844, in Arabic
        page.goto(live + "/account/login/")
        axe(page)

A page that logs an error, or asks another host for anything, fails its test at the end; `browsing.forgive("404")` excuses
a message that contains these words.
"""

import os
import shutil
from collections.abc import Callable, Iterator
from dataclasses import dataclass, field
from pathlib import Path
from urllib.parse import urlsplit

# Playwright's sync API runs an event loop in this thread; our rows are still read here, between two clicks.
os.environ["DJANGO_ALLOW_ASYNC_UNSAFE"] = "1"

import pytest
from django.conf import settings as django_settings
from django.core.handlers.wsgi import WSGIHandler
from django.core.management import call_command
from django.test import Client, override_settings
from django.test.testcases import LiveServerThread
from playwright.sync_api import Browser, BrowserContext, Page, sync_playwright

from opstap.people.models import Person
from opstap.site.translations import compile_all
from tests.journeys.axe import violations
from tests.journeys.weight import Weight, weigh_cold

CHROMIUM = ("chromium", "chromium-browser", "google-chrome")
QUIET = [
    "--no-sandbox",
    "--disable-gpu",
    "--disable-dev-shm-usage",
    "--disable-background-networking",
    "--disable-component-update",
    "--disable-sync",
    "--disable-default-apps",
    "--disable-extensions",
    "--disable-features=Translate,MediaRouter,OptimizationHints,AutofillServerCommunication",
    "--no-first-run",
    "--no-proxy-server",
]
PHONE = {"width": 390, "height": 844}
DESKTOP = {"width": 1280, "height": 900}
PATIENCE = 10_000  # milliseconds; a page that takes longer is a fault, and so is a test that waits longer


def pytest_collection_modifyitems(config: pytest.Config, items: list[pytest.Item]) -> None:
    here = Path(__file__).parent
    journeys = [item for item in items if here in item.path.parents]
    for item in journeys:
        item.add_marker(pytest.mark.journey)
        item.add_marker(pytest.mark.django_db(transaction=True))
    if os.environ.get("OPSTAP_JOURNEYS") == "once":
        variants = variants_of(journeys)
        config.hook.pytest_deselected(items=variants)
        items[:] = [item for item in items if item not in variants]


def variants_of(journeys: list[pytest.Item]) -> list[pytest.Item]:
    """The same journeys again, in another language or kind of browser: all but the first of each, in order of name."""
    first: dict[str, str] = {}
    for item in journeys:
        name = item.nodeid.partition("[")[0]
        first[name] = min(first.get(name, item.nodeid), item.nodeid)
    return [item for item in journeys if first[item.nodeid.partition("[")[0]] != item.nodeid]


@pytest.fixture(scope="session")
def _as_in_production() -> Iterator[None]:
    """Collected, hashed, compressed files, and compiled translations."""
    compile_all()
    storages = django_settings.STORAGES | {
        "staticfiles": {"BACKEND": "whitenoise.storage.CompressedManifestStaticFilesStorage"}
    }
    # A folder for each process: two would overwrite each other's files while they are served.
    folder = Path(django_settings.OPSTAP_DATA) / f"static-{os.getpid()}"
    served = {"STATIC_ROOT": folder, "WHITENOISE_USE_FINDERS": False, "WHITENOISE_AUTOREFRESH": False}
    with override_settings(STORAGES=storages, **served):
        call_command("collectstatic", verbosity=0, interactive=False)
        yield


@pytest.fixture(scope="session")
def _server(_as_in_production: None, django_db_setup: None) -> Iterator[str]:
    """One server for all journeys. WhiteNoise serves the files, so Django's own handler of files stays out of the way."""

    def as_it_is(handler: WSGIHandler) -> WSGIHandler:
        return handler

    thread = LiveServerThread("127.0.0.1", static_handler=as_it_is)  # type: ignore[arg-type]
    thread.daemon = True
    thread.start()
    thread.is_ready.wait()
    if thread.error:
        raise thread.error
    yield f"http://{thread.host}:{thread.port}"
    thread.terminate()


@pytest.fixture
def live(_server: str, transactional_db: None) -> str:
    """The address of the server; rows that the test makes are seen there."""
    return _server


@pytest.fixture(scope="session")
def browser() -> Iterator[Browser]:
    program = os.environ.get("OPSTAP_CHROMIUM") or next(filter(None, map(shutil.which, CHROMIUM)), None)
    if program is None:
        pytest.skip("no Chromium here: sudo apt install chromium, or set OPSTAP_CHROMIUM")
    with sync_playwright() as playwright:
        started = playwright.chromium.launch(executable_path=program, args=QUIET)
        yield started
        started.close()


@dataclass
class Browsing:
    """Every context that a test opened, and what went wrong in them."""

    browser: Browser
    server: str
    contexts: list[BrowserContext] = field(default_factory=list)
    faults: list[str] = field(default_factory=list)
    forgiven: list[str] = field(default_factory=list)

    def open(self, locale: str, *, size: dict[str, int], script: bool = True, touch: bool = False) -> Page:
        """A new browser, with no cookie and nothing cached."""
        context = self.browser.new_context(
            viewport=size,  # type: ignore[arg-type]
            locale={"nl": "nl-BE", "fr": "fr-BE", "en": "en-GB"}.get(locale, locale),
            timezone_id="Europe/Brussels",
            java_script_enabled=script,
            has_touch=touch,
            is_mobile=touch,
            device_scale_factor=2 if touch else 1,
            reduced_motion="reduce",
        )
        context.set_default_timeout(PATIENCE)
        self.contexts.append(context)
        context.on("page", self._watch)
        return context.new_page()

    def forgive(self, words: str) -> None:
        """Let a message with these words pass: a refused stranger's 404, for example, is told to the console."""
        self.forgiven.append(words)

    def _watch(self, page: Page) -> None:
        page.on("console", lambda told: self._note(f"console: {told.text}") if told.type == "error" else None)
        page.on("pageerror", lambda error: self._note(f"script: {error}"))
        page.on("request", lambda request: self._note_host(request.url))

    def _note_host(self, url: str) -> None:
        parts = urlsplit(url)
        if parts.scheme in {"http", "https", "ws", "wss"} and parts.netloc != urlsplit(self.server).netloc:
            self._note(f"asked another host: {url}")

    def _note(self, fault: str) -> None:
        self.faults.append(fault)

    def close(self) -> list[str]:
        """What was not forgiven."""
        for context in self.contexts:
            context.close()
        return [fault for fault in self.faults if not any(words in fault for words in self.forgiven)]


@pytest.fixture
def browsing(browser: Browser, live: str) -> Iterator[Browsing]:
    opened = Browsing(browser, live)
    yield opened
    assert opened.close() == []


@pytest.fixture
def phone(browsing: Browsing) -> Callable[..., Page]:
    """`phone("nl")`: a page of 390 x 844 with touch."""
    return lambda locale="nl": browsing.open(locale, size=PHONE, touch=True)


@pytest.fixture
def desktop(browsing: Browsing) -> Callable[..., Page]:
    """`desktop("nl")`: a page of 1280 x 900."""
    return lambda locale="nl": browsing.open(locale, size=DESKTOP)


@pytest.fixture
def no_javascript(browsing: Browsing) -> Callable[..., Page]:
    """`no_javascript("nl")`: a phone that runs no script."""
    return lambda locale="nl": browsing.open(locale, size=PHONE, script=False, touch=True)


@pytest.fixture
def enter(live: str) -> Callable[[Page, Person], None]:
    """`enter(page, amina)`: the person is signed in, second step included, without the pages of sign-in."""

    def sign_in(page: Page, person: Person) -> None:
        client = Client()
        client.force_login(person)
        morsel = client.cookies[django_settings.SESSION_COOKIE_NAME]
        page.context.add_cookies([{"name": morsel.key, "value": morsel.value, "url": live}])

    return sign_in


@pytest.fixture
def axe() -> Callable[..., None]:
    """`axe(page)`: fails on what breaks WCAG 2.0 to 2.2 A and AA, light and dark, and on a page that scrolls sideways."""

    def check(page: Page, *, dark: bool = True) -> None:
        assert violations(page) == []
        if dark:
            page.emulate_media(color_scheme="dark")
            assert violations(page, colours_only=True) == [], "in the dark theme"
            page.emulate_media(color_scheme="light")
        width = page.evaluate("[document.documentElement.scrollWidth, window.innerWidth]")
        assert width[0] <= width[1], f"the page is {width[0]} wide on a screen of {width[1]}"

    return check


@pytest.fixture
def weigh() -> Callable[[Page, str], Weight]:
    """`weigh(page, url)`: requests and bytes of a first visit, as they come over the line."""
    return weigh_cold
