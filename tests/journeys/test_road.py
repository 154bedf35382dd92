"""The first half of the road, one person from first contact to knowing what they know, by clicking alone.

A candidate opens the programme's page on a phone and applies; a coach scores; a manager admits and places them in a
group; the learner signs in by code, reads, answers, says "I'm stuck" and "I can't come today"; the coach sees both.
"""

import re
from collections.abc import Callable
from dataclasses import dataclass

import pytest
from django.conf import settings
from playwright.sync_api import Page, expect

from opstap.admission.models import Application, Call
from opstap.admission.tests.build import FITTING, MOTIVATION, fill_programme, make_call, make_notice
from opstap.curriculum.actions.load_catalogue import load_catalogue
from opstap.curriculum.actions.load_course import load_courses
from opstap.kit.models import LedgerLine
from opstap.messages.models import Message
from opstap.people.models import Organisation, Person
from opstap.practice.models import Answer, SkillState
from opstap.programme.models import AbsenceNotice, Group, Participation
from opstap.programme.tests.build import make_group, make_session
from tests.build import grant, make_organisation, make_person
from tests.journeys.conftest import Browsing

PHONE_NUMBER = "+32470123456"


@dataclass
class School:
    """What stands before the candidate comes."""

    organisation: Organisation
    call: Call
    group: Group
    coach: Person
    manager: Person


@pytest.fixture
def school(live: str) -> School:
    load_catalogue()
    load_courses(paths=[settings.COURSE_PACKS / "sc-900"])
    organisation = make_organisation("Trede")
    coach = grant(make_person("Bilal Coach"), "coach", organisation)
    manager = grant(make_person("Mona Manager"), "manager", organisation)
    make_notice()
    call = make_call(organisation)
    fill_programme(call.edition.programme)
    group = make_group(organisation, coach=coach, edition=call.edition)
    make_session(group)
    return School(organisation, call, group, coach, manager)


@pytest.mark.parametrize(("opener", "language"), [("phone", "nl"), ("phone", "ar"), ("no_javascript", "fr")])
def test_from_first_contact_to_knowing(
    live: str,
    school: School,
    enter: Callable[[Page, Person], None],
    axe: Callable[..., None],
    browsing: Browsing,
    opener: str,
    language: str,
    request: pytest.FixtureRequest,
) -> None:
    # A form with a mistake answers 422, and the browser tells the console.
    browsing.forgive("422")
    open_browser: Callable[[str], Page] = request.getfixturevalue(opener)
    check = axe if opener == "phone" else lambda _page: None  # axe itself is a script

    candidate = open_browser(language)
    _apply(candidate, live, school, check)
    _confirm(candidate, live)

    coach = open_browser("nl")
    enter(coach, school.coach)
    _score(coach, live, check)

    manager = open_browser("nl")
    enter(manager, school.manager)
    _admit(manager, live, school, check)
    _place(manager, live, school, check)
    admitted = Message.objects.filter(address=PHONE_NUMBER, template__contains="admitted").get()
    assert admitted.language == language

    candidate.context.clear_cookies()
    learner = open_browser(language)
    _sign_in(learner, live, check)
    _learn(learner, live, check)
    _ask_for_the_coach(learner, live, check)

    coach.goto(live + "/coach/")
    check(coach)
    expect(coach.locator("main")).to_contain_text("Amina Haddad")
    assert AbsenceNotice.objects.get().participation.person.name == "Amina Haddad"
    assert LedgerLine.objects.filter(verb="messages.help_asked").count() == 1


def _apply(page: Page, live: str, school: School, check: Callable[[Page], None]) -> None:
    page.goto(live + "/")
    check(page)
    page.locator("main a.button[data-kind=next]").first.click()
    check(page)
    for rule, answer in FITTING.items():
        page.locator(f"input[name={rule}][value='{answer}'] + label").click()
    page.locator("main form button[data-kind=next]").click()

    page.locator("input[name=name]").fill("Amina Haddad")
    page.locator("input[name=address]").fill("0470 12 34 56")
    for day in ("mon", "tue", "thu", "fri"):
        page.locator(f"input[name=availability][value={day}] + label").click()
    page.locator("button[name=look]").click()
    # The motivation is missing: the page says so, and keeps what was typed.
    expect(page.locator("main [role=alert]")).to_be_visible()
    expect(page.locator("input[name=name]")).to_have_value("Amina Haddad")
    check(page)
    page.locator("textarea[name=motivation]").fill(MOTIVATION)
    page.locator("label[for=id_notice]").click()
    page.locator("button[name=look]").click()

    check(page)
    page.locator("main form button[data-kind=next]").click()
    expect(page).to_have_url(re.compile(r"/sent/$"))
    check(page)
    assert Application.objects.count() == 1


def _confirm(page: Page, live: str) -> None:
    """Follow the link in the message, as someone does who gets it on this phone."""
    body = Message.objects.filter(address=PHONE_NUMBER).latest("created_at").body
    link = re.search(r"https?://\S+?(/apply/\S+)", body)
    assert link, body
    page.goto(live + link.group(1).rstrip(".,"))
    button = page.locator("main form button[data-kind=next], main form button[data-kind=primary]")
    if button.count():
        button.first.click()


def _score(page: Page, live: str, check: Callable[[Page], None]) -> None:
    page.goto(live + "/admission/")
    check(page)
    page.locator("main table a").first.click()
    check(page)
    for name in {field.get_attribute("name") for field in page.locator("main input[type=radio]").all()}:
        page.locator(f"input[name={name}][value='3'] + label").click()
    page.locator("main form button[data-kind=next]").click()
    expect(page.locator(".flashes .notice").first).to_be_visible()


def _admit(page: Page, live: str, school: School, check: Callable[[Page], None]) -> None:
    page.goto(f"{live}/admission/calls/{school.call.slug}/")
    check(page)
    page.goto(f"{live}/admission/{Application.objects.get().pk}/decide/")
    check(page)
    page.locator("main input[name=choice][value^=admitted] + label").first.click()
    page.locator("main form button[data-kind=next]").click()
    check(page)
    page.locator("button[name=sure]").click()
    expect(page.locator(".flashes .notice").first).to_be_visible()
    assert Application.objects.get().status == "admitted"


def _place(page: Page, live: str, school: School, check: Callable[[Page], None]) -> None:
    page.goto(f"{live}/coach/group/{school.group.pk}/")
    check(page)
    page.locator("main a[href$='/place/']").click()
    check(page)
    page.locator("main input[name=people] + label").first.click()
    page.locator("main form button").first.click()
    expect(page.locator(".flashes .notice").first).to_be_visible()
    assert Participation.objects.get().group == school.group


def _sign_in(page: Page, live: str, check: Callable[[Page], None]) -> None:
    page.goto(live + "/today/")
    check(page)
    page.locator("main form input:not([type=hidden])").first.fill("0470/12.34.56")
    page.locator("main form button").first.click()
    expect(page.locator("input[autocomplete=one-time-code]")).to_be_visible()
    check(page)
    code = re.search(r"\b\d{6}\b", Message.objects.filter(address=PHONE_NUMBER).latest("created_at").body)
    assert code
    page.locator("input[autocomplete=one-time-code]").fill(code.group())
    page.locator("main form button").first.click()
    expect(page).to_have_url(live + "/today/")
    check(page)


def _learn(page: Page, live: str, check: Callable[[Page], None]) -> None:
    page.goto(live + "/learn/")
    page.locator("section.card a.button").first.click()
    check(page)
    page.locator("#check label").first.click()
    page.locator("#check form button").first.click()
    expect(page.locator("#feedback")).to_be_visible()
    expect(page.locator(".answer-note").first).to_be_visible()
    check(page)
    assert Answer.objects.count() == 1
    assert SkillState.objects.filter(answers=1).exists()
    page.goto(live + "/practice/skills/")
    expect(page.locator(".meter").first).to_be_visible()
    check(page)


def _ask_for_the_coach(page: Page, live: str, check: Callable[[Page], None]) -> None:
    page.goto(live + "/today/")
    page.locator("main a[href*='/today/absent/']").first.click()
    check(page)
    page.locator("button[name=reason]").first.click()
    page.goto(live + "/today/")
    page.locator("main a[href*='/today/stuck/']").first.click()
    check(page)
    page.locator("button[name=topic]").first.click()
    expect(page.locator(".flashes .notice").first).to_be_visible()
