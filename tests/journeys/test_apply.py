"""A candidate's road on a phone: look, check, apply, save and go on, see where it stands; then a coach and a manager."""

import re
from collections.abc import Callable

import pytest
from playwright.sync_api import Page, expect

from opstap.admission.models import Application, Call, Draft, Interest
from opstap.admission.tests.build import fill_programme, make_application, make_call, make_notice, score
from opstap.messages.models import Message
from opstap.people.models import Organisation, Person
from tests.build import make_organisation, make_person
from tests.journeys.conftest import Browsing
from tests.journeys.weight import Weight

NAMES = {"nl": "Leila Haddad", "ar": "ليلى حداد", "fr": "Léïla Haddad", "en": "Leila Haddad"}
WHY = {
    "nl": "Ik hielp mijn buurvrouw toen haar rekening gestolen was.",
    "ar": "ساعدت جارتي عندما سُرق حسابها، ومنذ ذلك الحين أريد أن أفهم كيف يحدث ذلك.",
}
FITS = {"age": "yes", "job_seeker": "yes", "region": "yes", "dutch": "a2", "days": "4"}


@pytest.fixture
def call(school: Organisation) -> Call:
    made = make_call(school)
    fill_programme(made.edition.programme)
    make_notice()
    make_organisation("Jobcentrum", "referrer")
    return made


@pytest.fixture(autouse=True)
def _a_form_with_a_slip_is_told_to_the_console(browsing: Browsing) -> None:
    browsing.forgive("status of 422")


def tap(page: Page, name: str, value: str) -> None:
    """The label is the target, as for a thumb."""
    page.locator(f"input[name={name}][value='{value}']").locator("xpath=..").locator("label").click()


def check(page: Page, **changes: str) -> None:
    for name, value in {**FITS, **changes}.items():
        tap(page, name, value)
    onward(page)


def onward(page: Page) -> None:
    page.locator("main form button[data-kind=next]").click()


def fill(page: Page, locale: str, address: str) -> None:
    page.fill("[name=name]", NAMES[locale])
    page.fill("[name=address]", address)
    tap(page, "availability", "mon")
    tap(page, "availability", "thu")
    page.fill("[name=motivation]", WHY.get(locale, WHY["nl"]))
    page.locator("label[for=id_notice]").click()


def link_in(message: Message) -> str:
    return re.findall(r"https?://[^/\s]+(/apply/\S+)", message.body)[0]


@pytest.mark.parametrize(
    ("opener", "locale"),
    [("phone", "nl"), ("phone", "ar"), ("no_javascript", "nl"), ("no_javascript", "ar")],
)
def test_from_first_look_to_sent(
    live: str, request: pytest.FixtureRequest, call: Call, axe: Callable[..., None], opener: str, locale: str
) -> None:
    page: Page = request.getfixturevalue(opener)(locale)
    see = axe if opener == "phone" else _nothing
    page.goto(live + "/")
    expect(page.locator("html")).to_have_attribute("dir", "rtl" if locale == "ar" else "ltr")
    expect(page.locator("main [data-kind=next].button")).to_have_count(1)
    see(page)
    page.locator("main a.button[data-kind=next]").click()

    see(page)
    check(page, dutch="a1")
    expect(page.locator("h1")).to_be_visible()
    assert not Draft.objects.exists()
    see(page)
    page.locator("main .button[data-kind=quiet]").click()
    check(page)

    see(page)
    page.locator("button[name=look]").click()
    expect(page.locator("[role=alert]")).to_be_visible()
    see(page)
    page.locator("[role=alert] a").first.click()
    expect(page.locator("[name=name]")).to_be_focused()
    fill(page, locale, "0470 12 34 56")
    page.locator("button[name=look]").click()

    expect(page.locator("main")).to_contain_text(NAMES[locale])
    see(page)
    onward(page)

    expect(page).to_have_url(re.compile("/sent/$"))
    see(page)
    application = Application.objects.select_related("person").get()
    assert (application.person.name, application.language) == (NAMES[locale], locale)
    message = Message.objects.get()
    assert (message.channel, message.language) == ("sms", locale)

    for _ in range(4):
        page.go_back()
        expect(page.locator("h1")).to_be_visible()
    page.goto(live + link_in(message))
    expect(page.locator("html")).to_have_attribute("lang", locale)
    see(page)
    assert Application.objects.count() == 1


@pytest.mark.parametrize("opener", ["phone", "no_javascript"])
def test_save_and_go_on_on_another_phone(
    live: str, request: pytest.FixtureRequest, call: Call, axe: Callable[..., None], opener: str
) -> None:
    first: Page = request.getfixturevalue(opener)("nl")
    see = axe if opener == "phone" else _nothing
    first.goto(f"{live}/apply/{call.slug}/")
    check(first)
    first.fill("[name=motivation]", WHY["nl"])
    first.fill("[name=address]", "leila@example.org")
    first.locator("button[name=later]").click()
    expect(first).to_have_url(re.compile("/kept/$"))
    see(first)

    second: Page = request.getfixturevalue(opener)("nl")
    second.goto(live + link_in(Message.objects.get()))
    see(second)
    second.fill("[name=address]", "Leila@Example.org")
    onward(second)
    see(second)
    code = re.findall(r"\b\d{6}\b", Message.objects.get(template="admission/mail/resume_code").body)[0]
    second.fill("[name=code]", "123")
    onward(second)
    see(second)
    second.fill("[name=code]", code)
    onward(second)
    expect(second.locator("[name=motivation]")).to_have_value(WHY["nl"])
    fill(second, "nl", "leila@example.org")
    second.locator("button[name=look]").click()
    onward(second)
    assert Application.objects.get().person.email == "leila@example.org"


def test_leave_an_address_and_stop_hearing(
    live: str, phone: Callable[..., Page], school: Organisation, axe: Callable[..., None]
) -> None:
    call = make_call(school, opens=5)
    page = phone("nl")
    page.goto(f"{live}/p/{fill_programme(call.edition.programme).slug}/")
    axe(page)
    page.locator("main a.button[data-kind=next]").click()
    axe(page)
    page.fill("[name=address]", "0470 12 34 56")
    onward(page)
    expect(page).to_have_url(re.compile("/thanks/$"))
    axe(page)
    page.goto(live + link_in(Message.objects.get()))
    axe(page)
    page.locator("main form button").click()
    page.wait_for_load_state()
    assert Interest.objects.get().withdrawn_at is not None
    axe(page)


def test_was_this_you(live: str, phone: Callable[..., Page], call: Call, axe: Callable[..., None]) -> None:
    owner = make_person("Leila", email="leila@example.org")
    page = phone("nl")
    page.goto(f"{live}/apply/{call.slug}/")
    check(page)
    fill(page, "nl", "leila@example.org")
    page.locator("button[name=look]").click()
    onward(page)
    expect(page).to_have_url(re.compile("/sent/$"))
    assert not Application.objects.exists()
    own = phone("nl")
    own.goto(live + link_in(Message.objects.get()))
    axe(own)
    onward(own)
    expect(own).to_have_url(re.compile("/apply/s/"))
    assert Application.objects.get().person == owner
    own.locator("a[href$='/withdraw/']").click()
    axe(own)


def test_the_first_page_is_light(
    live: str, phone: Callable[..., Page], call: Call, weigh: Callable[[Page, str], Weight]
) -> None:
    for locale in ("nl", "ar"):
        weight = weigh(phone(locale), live + "/")
        print(f"the candidate's first page, cold, {locale}: {weight}")  # noqa: T201
        assert weight.requests <= 6, str(weight)
        assert weight.bytes <= 50_000, str(weight)


def test_a_choice_of_programmes(
    live: str, phone: Callable[..., Page], call: Call, school: Organisation, axe: Callable[..., None]
) -> None:
    fill_programme(make_call(school).edition.programme)
    page = phone("nl")
    page.goto(live + "/")
    axe(page)
    expect(page.locator("a.card-link")).to_have_count(2)


@pytest.mark.parametrize("locale", ["nl", "ar"])
def test_a_coach_reads_and_a_manager_decides(
    live: str,
    phone: Callable[..., Page],
    desktop: Callable[..., Page],
    enter: Callable[[Page, Person], None],
    axe: Callable[..., None],
    call: Call,
    bilal: Person,
    manager: Person,
    locale: str,
) -> None:
    make_application(call, make_person("Ada Eerst", email="ada@example.org"))
    second = make_application(call, make_person("Bo Tweede", email="bo@example.org"), language=locale)
    page = phone(locale)
    enter(page, bilal)
    page.goto(live + "/admission/")
    axe(page)
    page.locator("main a.button[data-kind=next]").click()
    expect(page.locator("h1")).to_contain_text("Ada")
    axe(page)
    onward(page)
    axe(page)
    for code in ("reason", "knows", "persists", "plan"):
        tap(page, code, "4")
    onward(page)
    expect(page.locator("h1")).to_contain_text("Bo")
    score(second, bilal, each=2)

    wide = desktop(locale)
    enter(wide, manager)
    wide.goto(f"{live}/admission/calls/{call.slug}/")
    axe(wide)
    expect(wide.locator("tbody tr").first).to_contain_text("Ada")
    wide.locator(f"a[href='/admission/{second.pk}/decide/']").click()
    axe(wide)
    tap(wide, "choice", "waitlisted:places_full")
    wide.fill("[name=words]", "Tot gauw")
    onward(wide)
    axe(wide)
    expect(wide.locator("blockquote")).to_contain_text("Tot gauw")
    onward(wide)
    expect(wide).to_have_url(re.compile("/admission/calls/"))
    second.refresh_from_db()
    assert second.status == "waitlisted"
    message = Message.objects.get(template="admission/mail/waitlisted")
    own = phone(locale)
    own.goto(live + link_in(message))
    expect(own.locator("main")).to_contain_text("Tot gauw")
    axe(own)


def test_a_coach_scores_by_keyboard(
    live: str, desktop: Callable[..., Page], enter: Callable[[Page, Person], None], call: Call, bilal: Person
) -> None:
    application = make_application(call)
    page = desktop("nl")
    enter(page, bilal)
    page.goto(f"{live}/admission/{application.pk}/")
    page.locator("#id_reason_0").focus()
    for _ in range(4):
        page.keyboard.press("Space")
        page.keyboard.press("ArrowRight")
        page.keyboard.press("Tab")
    page.keyboard.press("Tab")
    page.keyboard.press("Enter")
    expect(page).to_have_url(re.compile("/admission/$"))
    assert set(application.assessments.get().scores.values()) == {1}


def _nothing(page: Page) -> None:
    """Axe needs scripts; a page without them is the same markup."""
