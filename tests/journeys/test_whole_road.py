"""The whole road, one person: from first contact to a job that lasts, and on to learning with her employer.

Amina applies, is admitted and learns (steps 1 to 3); misses three classes, and her coach sees it first (8); sits a mock
exam, an exam, and earns a badge that a stranger verifies (4); meets an employer and is hired (5); the manager sees her in
the goals (6); at work she follows her employer's course (7); half a year later she says in two taps that the job lasts.
"""

import re
from collections.abc import Callable
from dataclasses import dataclass
from datetime import datetime, timedelta
from uuid import uuid4

import pytest
from django.urls import reverse
from playwright.sync_api import Page, expect

from opstap.certification.actions.stock_vouchers import Stock, stock_vouchers
from opstap.certification.models import Badge, Sitting
from opstap.curriculum.models import Course, Exam, Question
from opstap.jobs.actions.ask_follow_up import ask_follow_ups
from opstap.jobs.actions.open_staff_course import Offer, open_staff_course
from opstap.jobs.models import FollowUp, Introduction, Profile, Seat, Vacancy
from opstap.kit.clock import BRUSSELS, now, today
from opstap.messages.models import Message
from opstap.people.actions.load_notices import load_notices
from opstap.people.models import Organisation, Person
from opstap.practice.models import Answer, LessonReading
from opstap.programme.models import Goal, Participation, Session, TrackCourse
from opstap.programme.tests.build import make_session
from tests.build import grant, make_organisation, make_person
from tests.journeys import first_half as half
from tests.journeys.answering import answer_rightly
from tests.journeys.conftest import Browsing
from tests.journeys.moving import press
from tests.journeys.reading import read_most

type Check = Callable[[Page], None]
type Enter = Callable[[Page, Person], None]
NAME = "Amina Haddad"


@dataclass
class World:
    """The school, and an employer in its neighbourhood."""

    school: half.School
    employer: Organisation
    boss: Person
    coordinator: Person


@pytest.fixture
def world(live: str) -> World:
    school = half.make_school()
    load_notices()
    exam, track = Exam.objects.get(code="SC-900"), school.group.track
    track.exams.add(exam)
    TrackCourse.objects.create(track=track, course=Course.objects.get(code="sc-900"), position=0)
    for step, people in (("started", 150), ("fully_certified", 60), ("hired", 45)):
        Goal.objects.create(edition=school.group.edition, step=step, people=people, by=today() + timedelta(days=300))
    for days in (9, 7, 4, 2):
        make_session(school.group, starts_at=now() - timedelta(days=days))
    coordinator = grant(make_person("Karim Coordinator"), "exam_coordinator", school.organisation)
    stock = Stock(exam=exam, codes=("ABCD-1234-EFGH",), expires_on=today() + timedelta(days=200), cost_cents=5_000)
    stock_vouchers(school.organisation, stock=stock, by=coordinator, key=uuid4())
    employer = make_organisation("Kanaal Logistiek", "employer")
    employer.facts = {"reporting_contact": "Fatima (02 123 45 67)"}
    employer.save()
    boss = grant(make_person("Chidi Employer", email="chidi@kanaal.example"), "employer", employer)
    return World(school, employer, boss, coordinator)


def test_one_person_from_first_contact_to_a_job_that_lasts(
    live: str,
    world: World,
    enter: Enter,
    axe: Check,
    browsing: Browsing,
    phone: Callable[..., Page],
    desktop: Callable[..., Page],
) -> None:
    browsing.forgive("422")
    school, learner = world.school, phone("nl")
    coach, manager, boss, coordinator = phone("nl"), desktop("nl"), phone("nl"), phone("nl")
    enter(coach, school.coach)
    enter(manager, school.manager)
    enter(boss, world.boss)
    enter(coordinator, world.coordinator)

    half.apply(learner, live, school, axe)
    half.confirm(learner, live)
    half.score(coach, live, axe)
    half.admit(manager, live, school, axe)
    half.place(manager, live, school, axe)
    learner.context.clear_cookies()
    half.sign_in(learner, live, axe)
    half.learn(learner, live, axe)

    _miss_three_classes(coach, live)
    _be_seen_first(coach, live, axe)
    _sit_a_mock_exam(learner, live, axe)
    amina = Person.objects.get(name=NAME)
    _book(coach, live, amina, axe)
    _agree(learner, live, axe)
    _record_and_verify(coordinator, live, axe)
    _show_the_badge(learner, phone("fr"), live, axe)
    _make_a_card(learner, live, axe)
    _ask_to_meet(boss, live, axe)
    _say_yes(learner, live, axe)
    _hire(boss, live, axe)
    _look_at_the_goals(manager, live, axe)
    _learn_at_work(learner, live, world, axe)
    _still_at_work(phone("nl"), live, axe)


def _miss_three_classes(coach: Page, live: str) -> None:
    """She came to the first class; the coach notes that she missed the three after it."""
    pk = Participation.objects.get().pk.hex
    for number, session in enumerate(Session.objects.filter(ends_at__lt=now()).order_by("starts_at")):
        coach.goto(f"{live}/coach/session/{session.pk}/")
        status = "absent" if number else "present"
        coach.locator(f"input[name=at_{pk}][value={status}] + label").click()
        coach.locator("main form button").first.click()
        expect(coach.locator(".flashes .notice").first).to_be_visible()


def _be_seen_first(coach: Page, live: str, check: Check) -> None:
    coach.goto(f"{live}/coach/")
    check(coach)
    first = coach.locator("section.card").first
    expect(first).to_contain_text(NAME)
    expect(first).to_contain_text("Miste de laatste 3 lessen")


def _sit_a_mock_exam(learner: Page, live: str, check: Check) -> None:
    """Every answer known, on the phone, one question at a time; then ready."""
    learner.goto(f"{live}/practice/mock/")
    learner.locator("section.card button").click()
    while learner.locator("#move_question").count():
        question = Question.objects.get(pk=learner.locator("#move_question").get_attribute("value"))
        answer_rightly(learner, question)
        press(learner.locator(".buttons button[name=go]").first)
    learner.locator(".buttons a.button").last.click()
    press(learner.locator("main form button").first)
    check(learner)
    assert Answer.objects.filter(where="mock", score=1).count() == 45
    learner.goto(f"{live}/practice/readiness/")
    expect(learner.locator(".meter")).to_have_count(4)
    check(learner)


def _book(coach: Page, live: str, amina: Person, check: Check) -> None:
    coach.goto(f"{live}/coach/person/{amina.pk}/")
    check(coach)
    coach.locator(f"main a[href*='/exams/book/{amina.pk}/']").first.click()
    check(coach)
    day = datetime.now(BRUSSELS) + timedelta(days=3)
    coach.locator("input[name=day]").fill(f"{day:%Y-%m-%d}")
    coach.locator("input[name=time]").fill("10:00")
    coach.locator("main form button[type=submit]").first.click()
    expect(coach.locator(".flashes .notice").first).to_be_visible()
    sitting = Sitting.objects.get()
    assert sitting.state == "proposed"
    assert sitting.voucher is not None


def _agree(learner: Page, live: str, check: Check) -> None:
    learner.goto(f"{live}/today/")
    check(learner)
    learner.goto(f"{live}/exams/")
    check(learner)
    learner.locator("main form button[value=yes]").first.click()
    assert Sitting.objects.get().state == "agreed"
    # The day of the exam comes.
    Sitting.objects.update(starts_at=now() - timedelta(hours=3))


def _record_and_verify(page: Page, live: str, check: Check) -> None:
    page.goto(f"{live}/exams/sittings/")
    check(page)
    page.locator("main table a, main section.card a").filter(has_text=NAME).first.click()
    check(page)
    page.locator("input[name=outcome][value=passed] + label").click()
    page.locator("input[name=score]").fill("830")
    page.locator("main form:has(input[name=score]) button[type=submit]").click()
    check(page)
    page.locator("main form[action*='verify'] button[type=submit]").click()
    expect(page.locator(".flashes .notice").first).to_be_visible()
    assert Sitting.objects.get().verified_at is not None
    assert Badge.objects.get().kind == "track"


def _show_the_badge(learner: Page, stranger: Page, live: str, check: Check) -> None:
    learner.goto(f"{live}/exams/")
    check(learner)
    address = learner.locator("main a[href^='/badges/']").first.get_attribute("href")
    stranger.goto(live + str(address))
    expect(stranger.locator("main")).to_contain_text(NAME)
    check(stranger)


def _make_a_card(learner: Page, live: str, check: Check) -> None:
    learner.goto(live + reverse("jobs:mine"))
    check(learner)
    learner.locator("main a.button[data-kind=next]").click()
    learner.locator("select[name=language_nl]").select_option("B2")
    check(learner)
    learner.locator("main form button[type=submit]").last.click()
    check(learner)
    learner.locator("button[name=what][value=given]").click()
    expect(learner.locator(".flashes .notice").first).to_be_visible()


def _ask_to_meet(boss: Page, live: str, check: Check) -> None:
    boss.goto(f"{live}/employer/")
    check(boss)
    boss.locator("main a[href='/employer/vacancies/new/']").first.click()
    boss.locator("input[name=title]").fill("Junior analist")
    boss.locator("input[name=place]").fill("Anderlecht")
    boss.locator("select[name=language_nl]").select_option("B1")
    boss.locator("input[name=required_exams][value=SC-900] + label").click()
    check(boss)
    boss.locator("main form button[type=submit]").last.click()
    expect(boss.locator("main")).to_contain_text(Profile.objects.get().card)
    expect(boss.locator("main")).to_contain_text("SC-900")
    expect(boss.locator("main")).not_to_contain_text(NAME)
    check(boss)
    boss.goto(f"{live}/employer/vacancies/{Vacancy.objects.get().pk}/card/{Profile.objects.get().card}/")
    check(boss)
    boss.locator("main form button[data-kind=next]").click()
    expect(boss.locator("main")).not_to_contain_text(NAME)
    check(boss)


def _say_yes(learner: Page, live: str, check: Check) -> None:
    learner.goto(live + reverse("jobs:mine"))
    check(learner)
    learner.locator("button[name=answer][value=yes]").click()
    expect(learner.locator("main")).to_contain_text("chidi@kanaal.example")
    check(learner)


def _hire(boss: Page, live: str, check: Check) -> None:
    one = f"{live}/employer/introductions/{Introduction.objects.get().pk}/"
    boss.goto(one)
    expect(boss.locator("main")).to_contain_text(NAME)
    check(boss)
    boss.locator("form[action$='/met/'] button").click()
    boss.locator("main a[href$='/hired/']").click()
    boss.locator("input[name=contract][value=permanent] + label").click()
    check(boss)
    boss.locator("main form button[type=submit]").first.click()
    expect(boss.locator("main")).to_contain_text(NAME)
    assert Introduction.objects.get().state == "hired"
    assert FollowUp.objects.get().due_on > today() + timedelta(days=180)


def _look_at_the_goals(manager: Page, live: str, check: Check) -> None:
    manager.goto(f"{live}/goals/")
    check(manager)
    expect(manager.locator("main")).to_contain_text("60")
    manager.goto(f"{live}/goals/{Participation.objects.get().edition_id}/who/hired/")
    expect(manager.locator("main")).to_contain_text(NAME)
    check(manager)


def _learn_at_work(learner: Page, live: str, world: World, check: Check) -> None:
    """The employer's own course: what it will see is said first; what she knows already she need not read."""
    offer = Offer(Course.objects.get(code="sc-900"), 20, today() + timedelta(days=60))
    course = open_staff_course(world.employer, offer=offer, by=world.boss, key=uuid4())
    learner.goto(f"{live}/join/{course.token}/")
    expect(learner.locator("main")).to_contain_text("Kanaal Logistiek")
    check(learner)
    learner.locator("input[name=notice]").check(force=True)
    learner.locator("main form button[data-kind=next]").click()
    learner.wait_for_url(re.compile("/my-course/"))
    check(learner)
    read_most(Seat.objects.get().person, offer.course)
    for _ in range(4):
        learner.goto(f"{live}/my-course/")
        if not learner.locator("main a.button[data-kind=next]").count():
            break
        learner.locator("main a.button[data-kind=next]").click()
        learner.locator(".lesson-end button").click()
    assert LessonReading.objects.count() >= 8
    assert Seat.objects.get().completed_at is not None
    assert set(Badge.objects.values_list("kind", flat=True)) == {"track", "course"}


def _still_at_work(page: Page, live: str, check: Check) -> None:
    """Half a year later, from the message: the link, and one tap."""
    ask_follow_ups(at=now() + timedelta(days=190))
    body = Message.objects.filter(template__contains="follow_up").latest("created_at").body
    link = re.search(r"/follow-up/\S+/", body)
    assert link, body
    page.goto(live + link.group())
    check(page)
    page.locator("button[name=answer][value=same_job]").click()
    check(page)
    assert FollowUp.objects.get().answer == "same_job"
