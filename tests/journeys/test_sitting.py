"""An exam from the day that a coach proposes to a badge that anyone can check."""

from collections.abc import Callable
from datetime import datetime, timedelta

import pytest
from playwright.sync_api import Page, expect

from opstap.certification.models import Badge, Sitting, Voucher
from opstap.certification.tests.build import make_exam, make_vouchers, propose, sat
from opstap.curriculum.models import Exam
from opstap.kit.clock import BRUSSELS, now, today
from opstap.people.models import Organisation, Person
from opstap.programme.models import Group
from opstap.programme.tests.build import make_group, make_participation
from tests.build import grant, make_person
from tests.journeys.conftest import Browsing
from tests.journeys.weight import Weight

type Axe = Callable[..., None]
type Enter = Callable[[Page, Person], None]
type Open = Callable[..., Page]

NAME = "Amina Learner"
REAL = {"nl": "Deze badge is echt", "ar": "هذه الشارة صحيحة"}
BOTH = pytest.mark.parametrize("language", ["nl", "ar"])


@pytest.fixture
def group(live: str, school: Organisation, bilal: Person) -> Group:
    return make_group(school, coach=bilal)


@pytest.fixture
def exam(group: Group, amina: Person, school: Organisation) -> Exam:
    """Amina takes part in a track that asks for one exam; two vouchers are in stock."""
    made = make_exam("SC-900", group)
    make_participation(amina, group)
    make_vouchers(school, made, 2)
    return made


@pytest.fixture
def coordinator(school: Organisation) -> Person:
    return grant(make_person("Elif Coordinator"), "exam_coordinator", school)


@BOTH
def test_from_a_proposed_day_to_a_badge_that_anyone_checks(
    live: str,
    language: str,
    browsing: Browsing,
    phone: Open,
    enter: Enter,
    axe: Axe,
    amina: Person,
    bilal: Person,
    coordinator: Person,
    exam: Exam,
) -> None:
    browsing.forgive("422")
    coach, learner, office, stranger = (phone(language) for _ in range(4))
    for page, person in ((coach, bilal), (learner, amina), (office, coordinator)):
        enter(page, person)
    learner.goto(f"{live}/exams/")
    axe(learner)

    _book(coach, live, axe)
    sitting = Sitting.objects.get()
    assert (sitting.state, sitting.exam) == ("proposed", exam)
    assert sitting.voucher is not None

    learner.reload()
    learner.locator("main details summary").first.click()
    axe(learner)
    learner.locator("main form button[value=yes]").click()
    expect(learner.locator(".flashes .notice")).to_be_visible()
    axe(learner)
    assert Sitting.objects.get().state == "agreed"

    Sitting.objects.update(starts_at=now() - timedelta(hours=3))
    _record_and_verify(office, live, axe)
    badge = Badge.objects.get()

    learner.goto(f"{live}/exams/")
    axe(learner)
    address = str(learner.locator("main a[href^='/badges/']").get_attribute("href"))
    assert str(badge.pk) in address
    _check_as_a_stranger(stranger, live + address, REAL[language], axe)
    learner.locator("button[name=public][value=no]").click()
    expect(learner.locator("button[name=public][value=yes]")).to_be_visible()
    stranger.goto(live + address)
    expect(stranger.locator("main")).to_contain_text(REAL[language])
    expect(stranger.locator("main")).not_to_contain_text(NAME)


def _book(page: Page, live: str, check: Axe) -> None:
    """By the way of the list of exams: for whom, then when."""
    page.goto(f"{live}/exams/sittings/")
    check(page)
    page.locator("main a[href='/exams/people/']").first.click()
    check(page)
    page.locator("main a[href*='/exams/book/']").filter(has_text=NAME).click()
    check(page)
    page.locator("input[name=day]").fill(f"{datetime.now(BRUSSELS) + timedelta(days=3):%Y-%m-%d}")
    page.locator("input[name=time]").fill("10:00")
    page.locator("input[name=place]").fill("Testcentrum Kanaal")
    page.locator("main form[method=post] button").click()
    expect(page.locator(".flashes .notice")).to_be_visible()
    check(page)


def _check_as_a_stranger(page: Page, address: str, words: str, check: Axe) -> None:
    page.goto(address)
    expect(page.locator("main")).to_contain_text(words)
    expect(page.locator("main")).to_contain_text(NAME)
    check(page)
    page.locator("main a[href$='/certificate/']").click()
    expect(page.locator("main h1")).to_be_visible()
    check(page)


def _record_and_verify(page: Page, live: str, check: Axe) -> None:
    page.goto(f"{live}/exams/sittings/")
    page.locator("main table a").filter(has_text=NAME).click()
    check(page)
    page.locator("input[name=outcome][value=passed] + label").click()
    page.locator("input[name=score]").fill("640")
    page.locator("main form:has(input[name=score]) button").click()
    # 640 is no pass: what was typed is still there, with what is wrong with it.
    expect(page.locator("input[name=score]")).to_have_value("640")
    check(page)
    page.locator("input[name=score]").fill("812")
    page.locator("main form:has(input[name=score]) button").click()
    expect(page.locator("main form[action$='/verify/']")).to_be_visible()
    check(page)
    page.locator("main form[action$='/verify/'] button").click()
    expect(page.locator("main form[action$='/verify/']")).to_have_count(0)
    check(page)
    assert Sitting.objects.get().verified_at is not None


@BOTH
@pytest.mark.parametrize("opener", ["phone", "desktop"])
def test_a_coordinator_looks_after_stock_and_lists(
    live: str,
    language: str,
    opener: str,
    request: pytest.FixtureRequest,
    browsing: Browsing,
    enter: Enter,
    axe: Axe,
    coordinator: Person,
    group: Group,
    exam: Exam,
) -> None:
    browsing.forgive("422")
    for number in range(12):
        person = make_participation(make_person(f"Person {number}"), group).person
        sat(person, exam, "failed") if number % 3 else propose(person, exam)
    page: Page = request.getfixturevalue(opener)(language)
    enter(page, coordinator)
    page.goto(f"{live}/exams/sittings/?work=verify")
    expect(page.locator("main tbody tr")).to_have_count(8)
    axe(page)
    page.locator("main tbody a").first.click()
    axe(page)
    page.locator("main a[href$='/correct/']").click()
    axe(page)
    page.goto(f"{live}/exams/sittings/{Sitting.objects.filter(state='proposed')[0].pk}/cancel/")
    axe(page)
    page.goto(f"{live}/exams/vouchers/")
    axe(page)
    page.locator("main a[href$='/stock/']").click()
    page.locator("input[name=expires_on]").fill(f"{today() + timedelta(days=200):%Y-%m-%d}")
    page.locator("input[name=cost]").fill("99")
    page.locator("textarea[name=codes]").fill("GOOD-0001\nwrong!\nGOOD-0002")
    page.locator("main form button").click()
    expect(page.locator(".error-summary, [data-focus]").first).to_contain_text("2")
    axe(page)
    assert Voucher.objects.count() == 2
    page.locator("textarea[name=codes]").fill("GOOD-0001\nGOOD-0002")
    page.locator("main form button").click()
    expect(page.locator(".flashes .notice")).to_be_visible()
    axe(page)
    assert Voucher.objects.count() == 4


@pytest.mark.parametrize("language", ["nl", "ar"])
def test_without_script_a_learner_asks_for_another_day_and_tells_a_result(
    live: str, language: str, no_javascript: Open, enter: Enter, amina: Person, exam: Exam
) -> None:
    page = no_javascript(language)
    enter(page, amina)
    propose(amina, exam)
    page.goto(f"{live}/exams/")
    page.locator("button[value=no]").click()
    expect(page.locator(".flashes .notice")).to_be_visible()
    assert Sitting.objects.get().state == "declined"

    sitting = propose(amina, exam)
    Sitting.objects.filter(pk=sitting.pk).update(starts_at=now() - timedelta(hours=2))
    page.goto(f"{live}/exams/")
    page.locator("main a[href$='/result/']").click()
    page.locator("input[name=outcome][value=failed] + label").click()
    page.locator("main form button[type=submit]").last.click()
    expect(page.locator(".flashes .notice")).to_be_visible()
    sitting.refresh_from_db()
    assert sitting.state == "failed"


def test_a_manager_takes_a_badge_back(
    live: str, phone: Open, enter: Enter, axe: Axe, amina: Person, manager: Person, coordinator: Person, exam: Exam
) -> None:
    sat(amina, exam, "passed", verified_by=coordinator)
    page = phone("nl")
    enter(page, manager)
    page.goto(f"{live}/badges/{Badge.objects.get().pk}/")
    page.locator("main a[href$='/revoke/']").click()
    axe(page)
    page.locator("input[name=reason][value=mistake] + label").click()
    page.locator("main form button").click()
    expect(page.locator("main .notice[data-kind=danger]")).to_contain_text("vergissing")
    axe(page)


def test_the_pages_are_light(
    live: str,
    phone: Open,
    enter: Enter,
    weigh: Callable[[Page, str], Weight],
    amina: Person,
    coordinator: Person,
    exam: Exam,
) -> None:
    sat(amina, exam, "passed", verified_by=coordinator)
    page = phone("ar")
    enter(page, amina)
    for path in ("/exams/", f"/badges/{Badge.objects.get().pk}/"):
        weight = weigh(page, live + path)
        assert weight.requests <= 6, f"{path} {weight}"
        assert weight.bytes <= 50_000, f"{path} {weight}"
