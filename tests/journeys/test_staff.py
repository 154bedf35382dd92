"""An employer trains its staff: the invitation, a code, ten minutes at a time, a certificate; and what the employer sees."""

import re
from collections.abc import Callable
from dataclasses import dataclass
from datetime import timedelta
from uuid import uuid4

import pytest
from django.conf import settings
from playwright.sync_api import Page, expect

from opstap.admission.tests.build import make_notice
from opstap.curriculum.actions.load_catalogue import load_catalogue
from opstap.curriculum.actions.load_course import load_courses
from opstap.curriculum.models import Course, Question
from opstap.jobs.actions.open_staff_course import Offer, open_staff_course
from opstap.jobs.models import Seat, StaffCourse
from opstap.jobs.tests.staff import seat_for
from opstap.kit.clock import today
from opstap.messages.models import Message
from opstap.people.models import Organisation, OrganisationKind, Person
from tests.build import grant, make_organisation, make_person
from tests.journeys.answering import answer_rightly
from tests.journeys.conftest import Browsing
from tests.journeys.moving import press
from tests.journeys.reading import read_most
from tests.journeys.weight import Weight

CONTACT = "Fatima (02 123 45 67)"
type Check = Callable[[Page], None]


@dataclass
class Firm:
    """A firm with its offer of the real course, and who speaks for it."""

    employer: Organisation
    boss: Person
    offered: StaffCourse


@pytest.fixture
def firm(live: str) -> Firm:
    load_catalogue()
    load_courses(paths=[settings.COURSE_PACKS / "sc-900"])
    make_organisation("Trede")
    make_notice()
    employer = make_organisation("Kanaal Logistiek", OrganisationKind.EMPLOYER)
    employer.facts = {"reporting_contact": CONTACT, "dpo": "privacy@kanaal.example"}
    employer.save()
    boss = grant(make_person("Chidi Employer"), "employer", employer)
    offer = Offer(Course.objects.get(code="sc-900"), 20, today() + timedelta(days=60))
    return Firm(employer, boss, open_staff_course(employer, offer=offer, by=boss, key=uuid4()))


@pytest.mark.parametrize(("opener", "language"), [("no_javascript", "fr"), ("phone", "nl"), ("phone", "ar")])
def test_from_the_link_to_a_certificate(
    live: str,
    firm: Firm,
    axe: Callable[..., None],
    browsing: Browsing,
    request: pytest.FixtureRequest,
    opener: str,
    language: str,
) -> None:
    browsing.forgive("422")
    page: Page = request.getfixturevalue(opener)(language)
    check: Check = (lambda _: None) if opener == "no_javascript" else request.getfixturevalue("axe")
    page.goto(f"{live}/join/{firm.offered.token}/")
    expect(page.locator("main")).to_contain_text("Kanaal Logistiek")
    check(page)
    page.locator("main a.button[data-kind=next]").click()
    _say_who(page, check, language)
    page.locator("input[name=code]").fill(_newest_code())
    check(page)
    page.locator("main form button[type=submit]").first.click()
    page.wait_for_url(re.compile(r"/my-course/\?seat="))
    check(page)
    _read_with_the_firms_contact(page, check)
    _test_out(page, live, check)
    _finish(page, live, check)


def _say_who(page: Page, check: Check, language: str) -> None:
    page.locator("input[name=name]").fill("Frida Employée")
    page.locator("main form button[type=submit]").first.click()
    expect(page.locator(".field [aria-invalid=true], [data-error]").first).to_be_visible()
    check(page)
    page.locator("input[name=address]").fill("frida@example.org")
    page.locator(f"input[name=language][value={language}]").check(force=True)
    page.locator("input[name=notice]").check(force=True)
    page.locator("main form button[type=submit]").first.click()


def _newest_code() -> str:
    body = Message.objects.filter(template="people/mail/sign_in_code").latest("created_at").body
    return str(re.findall(r"\b\d{6}\b", body)[0])


def _read_with_the_firms_contact(page: Page, check: Check) -> None:
    page.locator("main a.button[data-kind=next]").click()
    expect(page.locator("main")).to_contain_text(CONTACT)
    check(page)
    page.locator(".lesson-end button").click()


def _test_out(page: Page, live: str, check: Check) -> None:
    """Pass the short test of the second part by knowing every answer."""
    page.goto(f"{live}/my-course/")
    check(page)
    page.locator("section.card a.button[data-kind=quiet]").click()
    check(page)
    page.locator("main form button[type=submit]").first.click()
    while page.locator("input[name=question]").count():
        question = Question.objects.get(pk=page.locator("input[name=question]").input_value())
        answer_rightly(page, question)
        press(page.locator("main form button[name=go]").first)
    page.locator("main a[href$='/hand-in/']").click()
    press(page.locator("main form button[type=submit]").first)
    check(page)


def _finish(page: Page, live: str, check: Check) -> None:
    read_most(Seat.objects.get().person, Course.objects.get(code="sc-900"))
    for _ in range(4):
        page.goto(f"{live}/my-course/")
        if not page.locator("main a.button[data-kind=next]").count():
            break
        page.locator("main a.button[data-kind=next]").click()
        page.locator(".lesson-end button").click()
    page.goto(f"{live}/my-course/")
    assert Seat.objects.get().completed_at is not None
    page.locator("section.card[data-kind=done] a.button").click()
    expect(page.locator("main")).to_contain_text("Frida Employée")
    check(page)


@pytest.mark.parametrize("opener", ["phone", "desktop"])
def test_an_employer_offers_a_course_and_sees_completion(
    live: str,
    firm: Firm,
    enter: Callable[[Page, Person], None],
    axe: Check,
    browsing: Browsing,
    request: pytest.FixtureRequest,
    opener: str,
) -> None:
    browsing.forgive("422")
    page: Page = request.getfixturevalue(opener)("nl")
    StaffCourse.objects.all().delete()
    enter(page, firm.boss)
    page.goto(f"{live}/employer/staff/")
    axe(page)
    page.locator("main a[href='/employer/staff/new/']").click()
    page.locator("input[name=seats]").fill("0")
    page.locator("main form button[type=submit]").click()
    axe(page)
    page.locator("input[name=seats]").fill("25")
    page.locator("main form button[type=submit]").click()
    page.wait_for_url(re.compile(r"/employer/staff/[0-9a-f-]{36}/"))
    axe(page)
    made = StaffCourse.objects.get()
    expect(page.locator("#link")).to_have_value(re.compile(f"/join/{made.token}/$"))

    seat_for(made, make_person("Frida Gedaan"), completed=True)
    seat_for(made, make_person("Gert Bezig"))
    page.reload()
    expect(page.locator("main")).to_contain_text("Frida Gedaan")
    expect(page.locator("main")).not_to_contain_text("Gert")
    axe(page)
    for way in ("change/", "close/", "link/"):
        page.goto(f"{live}/employer/staff/{made.pk}/{way}")
        axe(page)
    page.locator("main form button[type=submit]").click()
    expect(page.locator("#link")).not_to_have_value(re.compile(made.token))
    page.goto(f"{live}/employer/staff/firm/{firm.employer.pk}/")
    axe(page)
    page.locator("input[name=reporting_contact]").fill("Yasmina")
    page.locator("main form button[type=submit]").click()
    expect(page.locator("main")).to_contain_text("Yasmina")
    axe(page)


def test_page_one_weighs_little(
    live: str, firm: Firm, phone: Callable[..., Page], weigh: Callable[[Page, str], Weight]
) -> None:
    for language in ("nl", "ar"):
        weight = weigh(phone(language), f"{live}/join/{firm.offered.token}/")
        assert weight.bytes <= 50_000, str(weight)
        assert weight.requests <= 6, str(weight)


def test_a_link_that_is_old_full_or_closed_is_clear(
    live: str, firm: Firm, phone: Callable[..., Page], axe: Check, browsing: Browsing
) -> None:
    browsing.forgive("404")
    page = phone("nl")
    link = f"{live}/join/{firm.offered.token}/"
    for number in range(2):
        seat_for(firm.offered, make_person(f"Collega {number}"))
    StaffCourse.objects.update(seats=2)
    page.goto(link)
    expect(page.locator("main .notice")).to_be_visible()
    expect(page.locator("main a.button")).to_have_count(0)
    axe(page)
    StaffCourse.objects.update(closes_on=today() - timedelta(days=1))
    page.reload()
    expect(page.locator("main .notice")).to_be_visible()
    axe(page)
    page.goto(f"{live}/join/{'x' * 43}/")
    axe(page)
