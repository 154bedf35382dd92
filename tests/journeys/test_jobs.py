"""The road to a job: a card without a name, a vacancy, the question, the yes, the meeting, the job, and half a year later."""

import re
from collections.abc import Callable
from datetime import timedelta

import pytest
from django.urls import reverse
from playwright.sync_api import Page, expect

from opstap.curriculum.models import Exam
from opstap.jobs.actions.ask_follow_up import ask_follow_ups
from opstap.jobs.models import FollowUp, Introduction, Placement, Profile, Vacancy
from opstap.jobs.tests.build import make_card, make_exam, make_pass
from opstap.kit.clock import now, today
from opstap.messages.models import Message
from opstap.people.actions.load_notices import load_notices
from opstap.people.models import Organisation, Person
from opstap.programme.tests.build import make_group, make_participation
from tests.build import grant, make_person
from tests.journeys.conftest import Browsing

type Check = Callable[[Page], None]
type Enter = Callable[[Page, Person], None]

NAME = "Amina Learner"
WORDS = "Ik blijf kalm en schrijf op wat ik zie."


@pytest.fixture
def exam(live: str, school: Organisation, amina: Person, bilal: Person) -> Exam:
    """Amina earned the one exam of her track; Yara is in the same group and has not."""
    load_notices()
    group = make_group(school, coach=bilal)
    made = make_exam("SC-900")
    group.track.exams.add(made)
    make_participation(amina, group)
    make_pass(amina, made)
    yara = grant(make_person("Yara Learner"), "learner", school)
    make_participation(yara, group)
    make_card(yara, languages={"nl": "B1", "fr": "C1"}, hours_min=19, hours_max=38)
    return made


@pytest.mark.parametrize(
    ("language", "opener"), [("nl", "phone"), ("ar", "phone"), ("nl", "desktop"), ("fr", "no_javascript")]
)
def test_from_a_card_to_a_job_that_lasts(
    live: str,
    exam: Exam,
    amina: Person,
    bilal: Person,
    chidi: Person,
    enter: Enter,
    axe: Check,
    browsing: Browsing,
    phone: Callable[..., Page],
    request: pytest.FixtureRequest,
    language: str,
    opener: str,
) -> None:
    browsing.forgive("422")
    opened: Callable[..., Page] = request.getfixturevalue(opener)
    check = axe if opener != "no_javascript" else lambda _page: None  # axe itself is a script
    learner, boss, coach = (opened if opener == "no_javascript" else phone)(language), opened(language), opened("nl")
    for page, person in ((learner, amina), (boss, chidi), (coach, bilal)):
        enter(page, person)

    _make_a_card(learner, live, check)
    _let_the_words_stand(coach, live, amina, check)
    _open_a_vacancy(boss, live, check)
    _ask_to_meet(boss, check)
    _say_yes(learner, live, check)
    _meet_and_hire(boss, live, check)
    learner.goto(live + reverse("jobs:mine"))
    expect(learner.locator("section.card[data-kind=done]")).to_be_visible()
    check(learner)
    for address in ("/jobs/?show=hired", "/jobs/introductions/"):
        coach.goto(live + address)
        expect(coach.locator("main")).to_contain_text(NAME)
        check(coach)
    _still_at_work(opened(language), live, check)


def _make_a_card(page: Page, live: str, check: Check) -> None:
    """What she looks for; a mistake; then the card as employers would see it, the notice, and her yes."""
    page.goto(live + reverse("jobs:mine"))
    check(page)
    page.locator("main a.button[data-kind=next]").click()
    check(page)
    page.locator("select[name=language_nl]").select_option("B1")
    page.locator("select[name=language_en]").select_option("B2")
    page.locator("textarea[name=strengths]").fill(f"{NAME}: {WORDS}")
    page.locator("main form button[type=submit]").click()
    expect(page.locator("textarea[name=strengths]")).to_have_attribute("aria-invalid", "true")
    check(page)
    page.locator("textarea[name=strengths]").fill(WORDS)
    page.locator("main form button[type=submit]").click()
    page.wait_for_url(re.compile("/work/card/$"))
    expect(page.locator("main")).to_contain_text("SC-900")
    expect(page.locator("main")).not_to_contain_text(NAME)
    expect(page.locator("main")).not_to_contain_text(WORDS)
    check(page)
    page.locator("button[name=what][value=given]").click()
    page.wait_for_url(re.compile("/work/$"))
    check(page)
    page.locator("main a[href='/work/card/']").click()
    expect(page.locator("button[name=what][value=withdrawn]")).to_be_visible()
    check(page)


def _let_the_words_stand(page: Page, live: str, amina: Person, check: Check) -> None:
    """Her coach reads her own words before an employer does."""
    page.goto(f"{live}/jobs/?show=words")
    check(page)
    page.locator(f"main a[href='/jobs/people/{amina.pk}/']").click()
    expect(page.locator("main blockquote").first).to_contain_text(WORDS)
    check(page)
    page.locator("form[action$='/words/'] button").click()
    expect(page.locator(".flashes .notice")).to_be_visible()


def _open_a_vacancy(page: Page, live: str, check: Check) -> None:
    page.goto(f"{live}/employer/")
    check(page)
    page.locator("main a[href='/employer/vacancies/new/']").click()
    page.locator("input[name=title]").fill("Junior security analyst")
    page.locator("main form button[type=submit]").click()
    check(page)
    page.locator("input[name=place]").fill("Anderlecht")
    page.locator("input[name=people]").fill("1")
    page.locator("input[name=hours_min]").fill("30")
    page.locator("input[name=hours_max]").fill("38")
    page.locator("select[name=language_nl]").select_option("B1")
    page.locator("input[name=required_exams][value=SC-900] + label").click()
    page.locator("textarea[name=words]").fill("Je leest meldingen met twee collega's en leert elke dag bij.")
    page.locator("input[name=closes_on]").fill(f"{today() + timedelta(days=60):%Y-%m-%d}")
    page.locator("main form button[type=submit]").click()
    page.wait_for_url(re.compile(r"/employer/vacancies/[0-9a-f-]{36}/$"))
    check(page)
    page.goto(f"{live}/employer/")
    check(page)


def _ask_to_meet(page: Page, check: Check) -> None:
    """The earned certificate comes first; why it fits is there; no name is."""
    page.locator(f"main a[href='/employer/vacancies/{Vacancy.objects.get().pk}/']").first.click()
    links = page.locator("main a[href*='/card/']")
    expect(links).to_have_count(2)
    expect(links.first).to_have_attribute("href", re.compile(f"/card/{Profile.objects.get(person__name=NAME).card}/$"))
    page.locator("main details summary").first.click()
    check(page)
    links.first.click()
    expect(page.locator("main")).to_contain_text(WORDS)
    expect(page.locator("main")).not_to_contain_text("Learner")
    check(page)
    page.locator("main form button[data-kind=next]").click()
    page.wait_for_url(re.compile("/employer/introductions/"))
    expect(page.locator("main")).not_to_contain_text(NAME)
    check(page)


def _say_yes(page: Page, live: str, check: Check) -> None:
    """She reads who and why, and answers with one tap; the message told her."""
    assert Message.objects.filter(template="jobs/mail/asked").count() == 1
    page.goto(live + reverse("jobs:mine"))
    expect(page.locator("section.card[data-kind=next]")).to_contain_text("Junior security analyst")
    check(page)
    page.goto(f"{live}/work/vacancies/")
    check(page)
    page.goto(live + reverse("jobs:mine"))
    page.locator("button[name=answer][value=yes]").click()
    expect(page.locator(".flashes .notice")).to_be_visible()
    check(page)
    assert Introduction.objects.get().named


def _meet_and_hire(page: Page, live: str, check: Check) -> None:
    page.goto(f"{live}/employer/introductions/{Introduction.objects.get().pk}/")
    expect(page.locator("main h1")).to_have_text(NAME)
    check(page)
    page.locator("form[action$='/met/'] button").click()
    page.locator("main a[href$='/end/']").click()
    check(page)
    page.go_back()
    page.locator("main a[href$='/hired/']").click()
    page.locator("input[name=contract][value=permanent] + label").click()
    check(page)
    page.locator("main form button[type=submit]").click()
    expect(page.locator(".flashes .notice")).to_be_visible()
    check(page)
    assert Introduction.objects.get().state == "hired"
    assert Placement.objects.get().person.name == NAME


def _still_at_work(page: Page, live: str, check: Check) -> None:
    """Half a year later, never signed in: the link in the message, and one tap."""
    assert FollowUp.objects.get().due_on > today() + timedelta(days=180)
    assert ask_follow_ups(at=now() + timedelta(days=190)) == 1
    body = Message.objects.filter(template="jobs/mail/follow_up").latest("created_at").body
    found = re.search(r"/follow-up/\S+/", body)
    assert found, body
    page.goto(live + found.group())
    expect(page.locator("main")).not_to_contain_text(NAME)
    check(page)
    page.locator("button[name=answer][value=same_job]").click()
    expect(page.locator("main form")).to_have_count(0)
    check(page)
    assert FollowUp.objects.get().answer == "same_job"
