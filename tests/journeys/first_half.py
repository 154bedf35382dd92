"""The first half of the road, click by click: steps that the journeys share."""

import re
from collections.abc import Callable
from dataclasses import dataclass

from django.conf import settings
from playwright.sync_api import Page, expect

from opstap.admission.models import Application, Call
from opstap.admission.tests.build import FITTING, MOTIVATION, fill_programme, make_call, make_notice
from opstap.curriculum.actions.load_catalogue import load_catalogue
from opstap.curriculum.actions.load_course import load_courses
from opstap.messages.models import Message
from opstap.people.models import Organisation, Person
from opstap.practice.models import Answer, SkillState
from opstap.programme.models import Group, Participation
from opstap.programme.tests.build import make_group, make_session
from tests.build import grant, make_organisation, make_person

PHONE_NUMBER = "+32470123456"


@dataclass
class School:
    """What stands before the candidate comes."""

    organisation: Organisation
    call: Call
    group: Group
    coach: Person
    manager: Person


def make_school() -> School:
    """A school with a call that is open, a group with a class in two hours, a coach and a manager."""
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


def apply(page: Page, live: str, school: School, check: Callable[[Page], None]) -> None:
    """Open the programme, check, type, correct a mistake, send."""
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


def confirm(page: Page, live: str) -> None:
    """Follow the link in the message, as someone does who gets it on this phone."""
    body = Message.objects.filter(address=PHONE_NUMBER).latest("created_at").body
    link = re.search(r"https?://\S+?(/apply/\S+)", body)
    assert link, body
    page.goto(live + link.group(1).rstrip(".,"))
    button = page.locator("main form button[data-kind=next], main form button[data-kind=primary]")
    if button.count():
        button.first.click()


def score(page: Page, live: str, check: Callable[[Page], None]) -> None:
    """A coach reads the application and scores it."""
    page.goto(live + "/admission/")
    check(page)
    page.locator("main table a").first.click()
    check(page)
    for name in {field.get_attribute("name") for field in page.locator("main input[type=radio]").all()}:
        page.locator(f"input[name={name}][value='3'] + label").click()
    page.locator("main form button[data-kind=next]").click()
    expect(page.locator(".flashes .notice").first).to_be_visible()


def admit(page: Page, live: str, school: School, check: Callable[[Page], None]) -> None:
    """A manager admits, with a reason."""
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


def place(page: Page, live: str, school: School, check: Callable[[Page], None]) -> None:
    """A manager puts the person into the group."""
    page.goto(f"{live}/coach/group/{school.group.pk}/")
    check(page)
    page.locator("main a[href$='/place/']").click()
    check(page)
    page.locator("main input[name=people] + label").first.click()
    page.locator("main form button").first.click()
    expect(page.locator(".flashes .notice").first).to_be_visible()
    assert Participation.objects.get().group == school.group


def sign_in(page: Page, live: str, check: Callable[[Page], None]) -> None:
    """By a code, with the number written in another way."""
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


def learn(page: Page, live: str, check: Callable[[Page], None]) -> None:
    """Read a lesson, answer a question, see what one knows."""
    page.goto(live + "/learn/")
    page.locator("section.card a.button").first.click()
    check(page)
    page.locator(".check label").first.click()
    page.locator(".check form button").first.click()
    expect(page.locator("#feedback")).to_be_visible()
    expect(page.locator(".answer-note").first).to_be_visible()
    check(page)
    assert Answer.objects.count() == 1
    assert SkillState.objects.filter(answers=1).exists()
    page.goto(live + "/practice/skills/")
    page.locator("[open] > .skill-steps details:has(.meter) summary").first.click()
    expect(page.locator(".meter").first).to_be_visible()
    check(page)


def ask_for_the_coach(page: Page, live: str, check: Callable[[Page], None]) -> None:
    """ "I can't come" and "I'm stuck", two taps each."""
    page.goto(live + "/today/")
    page.locator("main a[href*='/today/absent/']").first.click()
    check(page)
    page.locator("button[name=reason]").first.click()
    page.goto(live + "/today/")
    page.locator("main a[href*='/today/stuck/']").first.click()
    check(page)
    page.locator("button[name=topic]").first.click()
    expect(page.locator(".flashes .notice").first).to_be_visible()
