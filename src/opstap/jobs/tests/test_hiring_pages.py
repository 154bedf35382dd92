"""The road to a job through the pages: card, vacancy, question, yes, meeting, job, and half a year later."""

from collections.abc import Callable
from datetime import date, timedelta
from uuid import uuid4

import pytest
from django.test import Client
from django.urls import reverse
from tests.build import grant, make_organisation, make_person

from opstap.jobs.links import token_for
from opstap.jobs.models import FollowUp, Introduction, Placement, Profile, Vacancy
from opstap.jobs.tests.build import accept, ask, hire, make_card, make_exam, make_pass, make_vacancy
from opstap.kit.clock import today
from opstap.kit.models import LedgerLine
from opstap.messages.models import Message
from opstap.people.models import NoticeKind, NoticeVersion, Organisation, Person, Role
from opstap.programme.models import Participation
from opstap.programme.tests.build import make_group

type Queries = Callable[[int], object]
pytestmark = pytest.mark.django_db
NAME = "Amina Zouaoui"


@pytest.fixture
def firm() -> Organisation:
    return make_organisation("Kanaal", "employer")


@pytest.fixture
def boss(firm: Organisation) -> Person:
    return grant(make_person("Chidi Okoro", email="chidi@kanaal.example"), Role.EMPLOYER, firm)


@pytest.fixture
def school() -> Organisation:
    return make_organisation("Trede")


@pytest.fixture
def coach(school: Organisation) -> Person:
    return grant(make_person("Bilal Coach"), Role.COACH, school)


@pytest.fixture
def amina(school: Organisation, coach: Person) -> Person:
    person = grant(make_person(NAME, email="amina.zouaoui@example.org"), Role.LEARNER, school)
    group = make_group(school, coach=coach)
    Participation.objects.create(person=person, edition=group.edition, group=group, stage="active")
    NoticeVersion.objects.get_or_create(
        kind=NoticeKind.EMPLOYER_CARD, version=1, defaults={"text": {"en": "May employers see a card?"}}
    )
    return person


def browser_of(person: Person) -> Client:
    client = Client(headers={"accept-language": "en"})
    client.force_login(person)
    return client


def text_of(client: Client, address: str, status: int = 200) -> str:
    page = client.get(address)
    assert page.status_code == status, address
    return page.content.decode()


PROFILE = {
    "language_nl": "B1",
    "hours_min": "19",
    "hours_max": "38",
    "from_day": "",
    "remote": "on",
    "strengths": "I stay calm.",
    "looking": "on",
}


def vacancy_data(**changes: object) -> dict[str, object]:
    day = (today() + timedelta(days=40)).isoformat()
    data = {"key": str(uuid4()), "title": "Junior analyst", "place": "Anderlecht", "people": "1", "language": "nl"}
    return {**data, "hours_min": "19", "hours_max": "38", "starts_on": "", "closes_on": day, "words": "", **changes}


def test_the_whole_road_by_its_pages(amina: Person, boss: Person) -> None:
    learner, employer = browser_of(amina), browser_of(boss)
    assert "Make my card" in text_of(learner, "/work/")
    assert learner.post("/work/profile/", PROFILE).headers["Location"] == "/work/card/"
    assert "Nobody sees it before you say yes" in text_of(learner, "/work/card/")
    learner.post("/work/card/", {"key": str(uuid4()), "what": "given"})
    card = Profile.objects.get().card

    made = employer.post("/employer/vacancies/new/", vacancy_data())
    address = made.headers["Location"]
    shown = text_of(employer, address)
    assert f"Card {card}" in shown
    asked = employer.post(f"{address}card/{card}/", {"key": str(uuid4())})
    introduction = Introduction.objects.get()
    assert asked.headers["Location"] == f"/employer/introductions/{introduction.pk}/"
    assert NAME not in text_of(employer, asked.headers["Location"])

    assert "Yes, I want to meet them" in text_of(learner, "/work/")
    learner.post(f"/work/{introduction.pk}/answer/", {"key": str(uuid4()), "answer": "yes", "reason": ""})
    named = text_of(employer, asked.headers["Location"])
    assert NAME in named
    assert "amina.zouaoui@example.org" in named
    assert "chidi@kanaal.example" in text_of(learner, "/work/")

    one = asked.headers["Location"]
    employer.post(f"{one}met/", {"key": str(uuid4())})
    job = {"title": "Analyst", "contract": "permanent", "hours": "38", "starts_on": today().isoformat()}
    employer.post(f"{one}hired/", {"key": str(uuid4()), **job})
    introduction.refresh_from_db()
    assert introduction.state == "hired"
    assert Placement.objects.get().employer == boss.grants.get().organisation
    follow_up = FollowUp.objects.get()
    assert follow_up.due_on > today() + timedelta(days=180)

    stranger, link = Client(), f"/follow-up/{token_for(follow_up.pk)}/"
    assert "One tap is enough" in text_of(stranger, link)
    stranger.post(link, {"key": str(uuid4()), "answer": "same_job"})
    stranger.post(link, {"key": str(uuid4()), "answer": "no_job"})
    follow_up.refresh_from_db()
    assert follow_up.answer == "same_job"
    assert "Thank you" in text_of(stranger, link)


def _everything_an_employer_reads(boss: Person, vacancy: Vacancy, introduction: Introduction) -> str:
    employer = browser_of(boss)
    addresses = ["/employer/", "/today/", f"/employer/vacancies/{vacancy.pk}/"]
    addresses.append(f"/employer/introductions/{introduction.pk}/")
    pages = [text_of(employer, address) for address in addresses]
    letters = [f"{one.subject} {one.body}" for one in Message.objects.filter(person=boss)]
    lines = [f"{one.why} {one.refs}" for one in LedgerLine.objects.filter(verb__startswith="jobs.")]
    return "\n".join([*addresses, *pages, *letters, *lines])


@pytest.mark.parametrize("answer", ["", "no"])
def test_nothing_tells_a_name_before_a_yes(amina: Person, boss: Person, firm: Organisation, answer: str) -> None:
    make_card(amina)
    vacancy = make_vacancy(firm, boss)
    introduction = ask(vacancy, amina, boss)
    if answer:
        browser_of(amina).post(f"/work/{introduction.pk}/answer/", {"key": str(uuid4()), "answer": answer})
    read = _everything_an_employer_reads(boss, vacancy, introduction)
    for word in (NAME, "Zouaoui", "amina.zouaoui@example.org"):
        assert word not in read


def test_taking_the_yes_back_hides_the_card_at_once(amina: Person, boss: Person, firm: Organisation) -> None:
    card = make_card(amina).card
    vacancy = make_vacancy(firm, boss)
    browser_of(amina).post("/work/card/", {"key": str(uuid4()), "what": "withdrawn"})
    employer = browser_of(boss)
    assert card not in text_of(employer, f"/employer/vacancies/{vacancy.pk}/")
    text_of(employer, f"/employer/vacancies/{vacancy.pk}/card/{card}/", 404)


def test_a_stranger_meets_nothing(amina: Person, boss: Person, coach: Person, firm: Organisation) -> None:
    make_card(amina)
    vacancy = make_vacancy(firm, boss)
    introduction = accept(ask(vacancy, amina, boss))
    placement = hire(amina, coach)
    introduction.refresh_from_db()
    profile, before = Profile.objects.get(), introduction.state
    theirs = [
        f"/employer/vacancies/{vacancy.pk}/",
        f"/employer/vacancies/{vacancy.pk}/change/",
        f"/employer/vacancies/{vacancy.pk}/close/",
        f"/employer/introductions/{introduction.pk}/",
        f"/employer/introductions/{introduction.pk}/hired/",
        f"/employer/introductions/{introduction.pk}/end/",
        f"/work/{introduction.pk}/stop/",
        f"/jobs/people/{amina.pk}/",
        f"/jobs/people/{amina.pk}/placement/",
    ]
    sent = [
        f"/work/{introduction.pk}/answer/",
        f"/employer/introductions/{introduction.pk}/met/",
        f"/jobs/introductions/{introduction.pk}/met/",
        f"/jobs/follow-ups/{placement.follow_ups.get().pk}/answered/",
        f"/jobs/profiles/{profile.pk}/words/",
    ]
    others = [
        grant(make_person("Dora Stranger"), Role.EMPLOYER, make_organisation("Elders", "employer")),
        grant(make_person("Dora Coach"), Role.COACH),
        grant(make_person("Dora Learner"), Role.LEARNER),
    ]
    for other in others:
        client = browser_of(other)
        for address in theirs:
            text_of(client, address, 404)
        for address in sent:
            data = {"key": str(uuid4()), "answer": "yes", "reason": ""}
            assert client.post(address, data).status_code == 404, address
    introduction.refresh_from_db()
    assert introduction.state == before
    assert FollowUp.objects.get().answer == ""


def test_a_link_that_nobody_sent_opens_nothing(amina: Person, coach: Person) -> None:
    follow_up = hire(amina, coach).follow_ups.get()
    good = token_for(follow_up.pk)
    for token in (good[:-2] + "AA", "x", "A" * 43):
        text_of(Client(), f"/follow-up/{token}/", 404)


def test_what_was_typed_stays_when_it_is_wrong(amina: Person, boss: Person) -> None:
    page = browser_of(boss).post("/employer/vacancies/new/", vacancy_data(title="", words="Watch the screens"))
    assert page.status_code == 422
    assert "Watch the screens" in page.content.decode()
    page = browser_of(amina).post("/work/profile/", {**PROFILE, "strengths": f"I am {NAME}"})
    assert page.status_code == 422
    assert "Leave your name out" in page.content.decode()


def test_the_coach_reads_words_records_and_phones(amina: Person, coach: Person) -> None:
    profile = make_card(amina, strengths="I stay calm.")
    desk = browser_of(coach)
    assert NAME in text_of(desk, "/jobs/?show=words")
    assert "I stay calm." in text_of(desk, f"/jobs/people/{amina.pk}/")
    desk.post(f"/jobs/profiles/{profile.pk}/words/", {"strengths": "I stay calm."})
    profile.refresh_from_db()
    assert profile.read_at is not None
    job = {"employer_name": "Elsewhere", "title": "Analyst", "contract": "agency", "hours": "20"}
    data = {"key": str(uuid4()), **job, "starts_on": date(2025, 1, 31).isoformat()}
    for _ in range(2):
        desk.post(f"/jobs/people/{amina.pk}/placement/", data)
    follow_up = FollowUp.objects.get()
    assert follow_up.due_on == date(2025, 7, 31)
    assert NAME in text_of(desk, "/jobs/follow-ups/")
    desk.post(f"/jobs/follow-ups/{follow_up.pk}/answered/", {"key": str(uuid4()), "answer": "other_job"})
    assert "Yes, in another job" in text_of(desk, f"/jobs/people/{amina.pk}/")


def test_sixty_cards_cost_few_queries(
    school: Organisation,
    coach: Person,
    boss: Person,
    firm: Organisation,
    django_assert_max_num_queries: Queries,
) -> None:
    exam, group = make_exam("SC-900"), make_group(school, coach=coach)
    vacancy = make_vacancy(firm, boss, required_exams=[exam])
    people = [grant(make_person(f"Person {number}"), Role.LEARNER, school) for number in range(60)]
    for number, one in enumerate(people):
        Participation.objects.create(person=one, edition=group.edition, group=group, stage="active")
        make_card(one)
        if number % 2:
            make_pass(one, exam)
    introduction = accept(ask(vacancy, people[1], boss))
    employer, desk, learner = browser_of(boss), browser_of(coach), browser_of(people[1])
    card = Profile.objects.get(person=people[3]).card
    one = f"/employer/vacancies/{vacancy.pk}/"
    pages = [(employer, address) for address in ("/employer/", one, f"{one}?page=2", f"{one}card/{card}/")]
    pages.append((employer, f"/employer/introductions/{introduction.pk}/"))
    pages += [(desk, address) for address in ("/jobs/?show=all", "/jobs/introductions/", "/jobs/follow-ups/")]
    pages.append((desk, f"/jobs/people/{people[1].pk}/"))
    pages += [(learner, reverse(f"jobs:{name}")) for name in ("mine", "profile", "card", "vacancies")]
    for client, address in pages:
        with django_assert_max_num_queries(15):
            text_of(client, address)
