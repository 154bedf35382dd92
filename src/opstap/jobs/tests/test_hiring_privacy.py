"""What the road to a job holds of a person comes out whole, and goes: the counts stay, and name nobody."""

import json
from datetime import timedelta

import pytest
from django.test import Client
from tests.build import grant, make_organisation, make_person

from opstap.jobs.actions.answer_follow_up import answer_follow_up
from opstap.jobs.actions.record_placement import Hired, record_placement
from opstap.jobs.models import FollowUp, Introduction, Placement, Profile
from opstap.jobs.queries.outcomes import outcomes_of
from opstap.jobs.tests.build import accept, ask, hire, make_card, make_vacancy
from opstap.kit.clock import today
from opstap.kit.ids import new_id
from opstap.messages.models import Message
from opstap.people.actions.erase_person import erase_person
from opstap.people.actions.export_person import export_person
from opstap.people.models import Organisation, Person, Role
from opstap.programme.models import Edition, Participation
from opstap.programme.tests.build import make_group

pytestmark = pytest.mark.django_db
NAME = "Amina Zouaoui"
WORDS = "I stay calm when it burns."


@pytest.fixture
def boss() -> Person:
    firm = make_organisation("Kanaal", "employer")
    return grant(make_person("Chidi Okoro", email="chidi@kanaal.example"), Role.EMPLOYER, firm)


@pytest.fixture
def edition(school: Organisation, bilal: Person) -> Edition:
    return make_group(school, coach=bilal).edition


@pytest.fixture
def amina(school: Organisation, edition: Edition) -> Person:
    person = grant(make_person(NAME, email="amina@example.org"), Role.LEARNER, school)
    Participation.objects.create(person=person, edition=edition, stage="active")
    make_card(person, strengths=WORDS)
    return person


def firm_of(boss: Person) -> Organisation:
    firm = boss.grants.get().organisation
    assert firm is not None
    return firm


def page_of(boss: Person, introduction: Introduction) -> str:
    client = Client(headers={"accept-language": "en"})
    client.force_login(boss)
    page = client.get(f"/employer/introductions/{introduction.pk}/")
    assert page.status_code == 200
    return page.content.decode()


def test_everything_is_exported(amina: Person, boss: Person) -> None:
    ask(make_vacancy(firm_of(boss), boss, title="Night watch"), amina, boss)
    hire(amina, boss, title="Day watch", starts_on=today() - timedelta(days=200))
    answer_follow_up(FollowUp.objects.get(), answer="same_job", by=None, key=new_id())
    text = json.dumps(export_person(amina)["stations"])
    for words in (WORDS, Profile.objects.get().card, "Night watch", "Kanaal", "other_job", "Day watch", "same_job"):
        assert words in text, words


def test_what_goes_on_is_ended_and_the_employer_hears_it_without_a_name(
    amina: Person, boss: Person, django_capture_on_commit_callbacks: object
) -> None:
    introduction = accept(ask(make_vacancy(firm_of(boss), boss), amina, boss))
    card = Profile.objects.get().card
    assert NAME in page_of(boss, introduction)
    with django_capture_on_commit_callbacks(execute=True):  # type: ignore[operator]
        erase_person(amina, by=amina)
    introduction.refresh_from_db()
    assert introduction.state == "ended"
    assert introduction.reasons == {"card": card}
    assert not Profile.objects.exists()
    text = page_of(boss, introduction)
    assert f"Card {card}" in text
    assert "The card is no longer shown." in text
    assert "Amina" not in text
    assert not Message.objects.filter(person=boss, body__contains="Amina").exists()


def test_a_job_is_counted_on_and_has_no_words(amina: Person, boss: Person, edition: Edition) -> None:
    introduction = accept(ask(make_vacancy(firm_of(boss), boss), amina, boss))
    start = today() - timedelta(days=200)
    job = Hired("Analyst", "permanent", 38, start, introduction=introduction)
    record_placement(amina, hired=job, by=boss, key=new_id())
    answer_follow_up(FollowUp.objects.get(), answer="same_job", by=None, key=new_id())
    before = outcomes_of(edition, today=today())
    assert len(before.employed) == 1
    erase_person(amina, by=amina)
    assert outcomes_of(edition, today=today()) == before
    placement = Placement.objects.get()
    assert (placement.title, placement.employer_name) == ("", "")
    text = page_of(boss, introduction)
    assert "How to reach them" not in text
    assert "amina" not in text.casefold()
