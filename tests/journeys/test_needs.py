"""A coach on a Tuesday: who needs me, first who missed three classes; a call, a rest, and something new."""

from collections.abc import Callable
from datetime import timedelta
from uuid import uuid4

import pytest
from playwright.sync_api import Page, expect

from opstap.guidance.models import Contact
from opstap.guidance.tests.build import contact, make_classes, mark
from opstap.kit.clock import now
from opstap.messages.actions.ask_for_help import ask_for_help
from opstap.people.models import Organisation, Person
from opstap.programme.models import Group, Participation
from opstap.programme.tests.build import make_group, make_participation
from tests.build import make_person
from tests.journeys.weight import Weight

type Enter = Callable[[Page, Person], None]
type Axe = Callable[..., None]
type Open = Callable[..., Page]

WORDS = {
    "nl": {
        "reason": "Miste de laatste 3 lessen",
        "silent": "zei niets",
        "touched": "Ik had contact met Amina Learner",
        "how": "Hoe ging het?",
        "again": "Over 3 dagen",
        "rests": "Amina Learner rust tot",
        "undo": "Maak ongedaan: ik had geen contact met Amina Learner",
        "call": "Bel Amina Learner",
        "learner": "Je coach belt je misschien",
    },
    "ar": {
        "reason": "غاب عن آخر 3 حصص",
        "silent": "دون أن يقول شيئًا",
        "touched": "تواصلتُ مع Amina Learner",
        "how": "كيف جرى الأمر؟",
        "again": "بعد 3 أيام",
        "rests": "Amina Learner في راحة حتى",
        "undo": "تراجع: لم أتواصل مع Amina Learner",
        "call": "اتصل بـ Amina Learner",
        "learner": "قد يتصل بك مرشدك",
    },
}


@pytest.fixture
def group(school: Organisation, bilal: Person) -> Group:
    return make_group(school, coach=bilal)


@pytest.fixture
def silent(group: Group, amina: Person) -> Participation:
    """Amina missed three classes and said nothing; Yara came twice, and asked for help two days ago."""
    amina.phone = "+32470123456"
    amina.save()
    missed, asks = make_participation(amina, group), make_participation(make_person("Yara Vraagt"), group)
    sessions = make_classes(group, at=now() - timedelta(days=1))
    mark(missed, sessions, "sss")
    mark(asks, sessions, "csc")
    asked = ask_for_help(key=uuid4(), person=asks.person, about_type="topic", about_id="device")
    type(asked).objects.update(asked_at=now() - timedelta(days=2))
    return missed


@pytest.mark.parametrize(
    ("opener", "locale"), [("phone", "nl"), ("phone", "ar"), ("desktop", "nl"), ("no_javascript", "nl")]
)
def test_first_who_missed_three_then_a_call_and_a_rest(
    live: str,
    opener: str,
    locale: str,
    request: pytest.FixtureRequest,
    enter: Enter,
    axe: Axe,
    bilal: Person,
    silent: Participation,
) -> None:
    page, words = request.getfixturevalue(opener)(locale), WORDS[locale]
    checked = axe if opener != "no_javascript" else lambda page: None  # axe is a script itself
    enter(page, bilal)
    page.goto(live + "/coach/")
    checked(page)
    first = page.locator("section.card").first
    expect(first).to_contain_text("Amina Learner")
    expect(first).to_contain_text(words["reason"])
    expect(first).to_contain_text(words["silent"])
    call = first.get_by_role("link", name=words["call"])
    assert call.get_attribute("href") == "tel:+32470123456"
    first.get_by_text(words["touched"]).click()
    checked(page)
    first.get_by_label(words["how"]).select_option("no_answer")
    first.get_by_role("button", name=words["again"]).click()
    expect(page.get_by_text(words["rests"])).to_be_visible()
    expect(page.locator("section.card").first).to_contain_text("Yara Vraagt")
    checked(page)
    assert Contact.objects.get().reasons == ["missed_three"]
    page.get_by_role("button", name=words["undo"]).first.click()
    expect(page.locator("section.card").first).to_contain_text("Amina Learner")


def test_something_new_brings_them_back(
    live: str, phone: Open, enter: Enter, bilal: Person, group: Group, silent: Participation
) -> None:
    contact(silent.person, bilal, "missed_three", how="met", days=7)
    page = phone("nl")
    enter(page, bilal)
    page.goto(live + "/coach/")
    expect(page.locator("section.card").first).to_contain_text("Yara Vraagt")
    Contact.objects.update(happened_at=now() - timedelta(hours=9))
    mark(silent, make_classes(group, 1), "s")
    page.reload()
    first = page.locator("section.card").first
    expect(first).to_contain_text("Amina Learner")
    expect(first).to_contain_text("Miste de laatste 4 lessen")
    expect(first).to_contain_text("We praatten")


@pytest.mark.parametrize("locale", ["nl", "ar"])
def test_the_learner_sees_it_too(
    live: str, locale: str, phone: Open, enter: Enter, axe: Axe, silent: Participation
) -> None:
    page = phone(locale)
    enter(page, silent.person)
    page.goto(live + "/today/")
    expect(page.get_by_text(WORDS[locale]["learner"])).to_be_visible()
    axe(page)


@pytest.mark.parametrize(("opener", "locale"), [("phone", "ar"), ("desktop", "nl")])
def test_one_person_with_all_of_it_in_view(
    live: str,
    opener: str,
    locale: str,
    request: pytest.FixtureRequest,
    enter: Enter,
    axe: Axe,
    bilal: Person,
    silent: Participation,
) -> None:
    contact(silent.person, bilal, "missed_three", words="Haar zoon is ziek")
    page = request.getfixturevalue(opener)(locale)
    enter(page, bilal)
    page.goto(live + f"/coach/person/{silent.person_id}/")
    expect(page.get_by_text("Haar zoon is ziek")).to_be_visible()
    axe(page)


def test_the_list_is_light(
    live: str, phone: Open, enter: Enter, weigh: Callable[[Page, str], Weight], bilal: Person, silent: Participation
) -> None:
    page = phone("nl")
    enter(page, bilal)
    weight = weigh(page, live + "/coach/")
    assert weight.requests <= 6, str(weight)
    assert weight.bytes <= 50_000, str(weight)
