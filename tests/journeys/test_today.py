"""Today on a phone: two taps reach a coach, and the coach's answer comes back."""

from collections.abc import Callable
from datetime import timedelta
from uuid import uuid4

import pytest
from playwright.sync_api import Page, expect

from opstap.kit.clock import now
from opstap.messages.actions.ask_for_help import ask_for_help
from opstap.messages.models import HelpRequest
from opstap.people.models import Organisation, Person
from opstap.programme.models import AbsenceNotice, Session
from opstap.programme.queries import attendance_now
from opstap.programme.tests.build import make_group, make_participation, make_session
from tests.build import make_person
from tests.journeys.weight import Weight

type Enter = Callable[[Page, Person], None]
type Axe = Callable[..., None]
type Open = Callable[..., Page]

WORDS = {
    "nl": {
        "absent": "Ik kan vandaag niet komen",
        "ill": "Ik ben ziek",
        "known": "Je coach weet dat je niet kan komen",
        "back": "Ik kan toch komen",
        "stuck": "Ik zit vast",
        "device": "Mijn telefoon of laptop werkt niet",
    },
    "ar": {
        "absent": "لا أستطيع الحضور اليوم",
        "ill": "أنا مريض",
        "known": "مرشدك يعرف أنك لا تستطيع الحضور",
        "back": "أستطيع الحضور في النهاية",
        "stuck": "أحتاج إلى مساعدة",
        "device": "هاتفي أو حاسوبي لا يعمل",
    },
}


@pytest.fixture
def class_now(school: Organisation, amina: Person, bilal: Person) -> Session:
    """A class that goes on now (so that it is today whatever the hour), of Amina's group."""
    group = make_group(school, coach=bilal)
    make_participation(amina, group)
    return make_session(group, starts_at=now() - timedelta(minutes=5))


@pytest.mark.parametrize(("opener", "locale"), [("phone", "nl"), ("phone", "ar"), ("no_javascript", "nl")])
def test_two_taps_say_that_i_cannot_come(
    live: str,
    opener: str,
    locale: str,
    request: pytest.FixtureRequest,
    enter: Enter,
    axe: Axe,
    amina: Person,
    class_now: Session,
) -> None:
    page, words = request.getfixturevalue(opener)(locale), WORDS[locale]
    checked = axe if opener == "phone" else lambda page: None  # axe is a script itself
    enter(page, amina)
    page.goto(live + "/today/")
    checked(page)
    page.get_by_text(words["absent"], exact=True).click()
    checked(page)
    page.get_by_role("button", name=words["ill"]).click()
    expect(page.get_by_text(words["known"]).first).to_be_visible()
    checked(page)
    assert AbsenceNotice.objects.get().reason == "ill"
    page.get_by_role("button", name=words["back"]).first.click()
    expect(page.get_by_text(words["absent"], exact=True)).to_be_visible()
    assert AbsenceNotice.objects.get().withdrawn_at is not None


@pytest.mark.parametrize(("opener", "locale"), [("phone", "ar"), ("no_javascript", "nl")])
def test_two_taps_ask_and_the_coach_answers(
    live: str,
    opener: str,
    locale: str,
    request: pytest.FixtureRequest,
    enter: Enter,
    axe: Axe,
    phone: Open,
    amina: Person,
    bilal: Person,
    class_now: Session,
) -> None:
    page, words = request.getfixturevalue(opener)(locale), WORDS[locale]
    enter(page, amina)
    page.goto(live + "/today/")
    page.get_by_role("link", name=words["stuck"]).click()
    if opener == "phone":
        axe(page)
    page.get_by_role("button", name=words["device"]).click()
    expect(page).to_have_url(live + "/today/")
    coach = phone("nl")
    enter(coach, bilal)
    coach.goto(live + "/coach/")
    axe(coach)
    coach.get_by_role("link", name="Wie vroeg mij").click()
    axe(coach)
    coach.get_by_label("Jouw antwoord aan Amina Learner").fill("Breng hem morgen mee.")
    coach.get_by_role("button", name="Verstuur").click()
    expect(coach.get_by_text("Verstuurd.")).to_be_visible()
    page.reload()
    expect(page.get_by_text("Breng hem morgen mee.")).to_be_visible()
    assert HelpRequest.objects.get().answered_by == bilal


def test_a_coach_records_a_class_with_a_thumb(
    live: str, phone: Open, enter: Enter, axe: Axe, bilal: Person, class_now: Session
) -> None:
    for number in range(14):
        make_participation(make_person(f"Cursist {number:02}"), class_now.group)
    page = phone("nl")
    enter(page, bilal)
    page.goto(live + "/coach/")
    page.get_by_role("link", name="Wie is er").click()
    axe(page)
    page.get_by_role("group", name="Amina Learner").get_by_text("te laat", exact=True).click()
    page.get_by_role("button", name="Bewaar, de anderen zijn er").click()
    expect(page.get_by_text("Bewaard.")).to_be_visible()
    assert sorted(attendance_now(class_now).values()) == ["late"] + ["present"] * 14


@pytest.mark.parametrize("path", ["person", "group", "plan"])
def test_pages_of_one_group_are_accessible(
    live: str,
    phone: Open,
    desktop: Open,
    enter: Enter,
    axe: Axe,
    path: str,
    amina: Person,
    bilal: Person,
    class_now: Session,
) -> None:
    ask_for_help(key=uuid4(), person=amina, about_type="topic", about_id="device", words="Het scherm is zwart")
    url = {
        "person": f"/coach/person/{amina.pk}/",
        "group": f"/coach/group/{class_now.group_id}/",
        "plan": f"/coach/group/{class_now.group_id}/plan/",
    }[path]
    for page in (phone("ar"), desktop("nl")):
        enter(page, bilal)
        page.goto(live + url)
        axe(page)


def test_today_is_light(
    live: str, phone: Open, enter: Enter, weigh: Callable[[Page, str], Weight], amina: Person, class_now: Session
) -> None:
    page = phone("nl")
    enter(page, amina)
    weight = weigh(page, live + "/today/")
    assert weight.requests <= 6, str(weight)
    assert weight.bytes <= 50_000, str(weight)
