"""Decisions: the closed reasons, the limit of places, what follows, and taking one back."""

import threading
from uuid import uuid4

import pytest
from django.db import connection
from django.test import Client
from tests.build import grant, make_person

from opstap.admission.actions.assess import NotAllowedError
from opstap.admission.actions.decide import Choice, PlacesFullError, decide
from opstap.admission.actions.place import PlaceInUseError
from opstap.admission.actions.withdraw_application import withdraw_application
from opstap.admission.models import Application, Call, Decision
from opstap.admission.rules.reasons import REASONS, ReasonError
from opstap.admission.tests.build import make_application, make_call, score
from opstap.kit.models import LedgerLine
from opstap.messages.models import Message
from opstap.people.models import Organisation, Person, RoleGrant
from opstap.programme.actions.change_stage import change_stage
from opstap.programme.models import Participation, StageChange

Outcome = Decision.Outcome
ADMIT = Choice(Outcome.ADMITTED, "motivation")
DECLINE = Choice(Outcome.DECLINED, "more_people_than_places")


@pytest.mark.django_db(transaction=True)
def test_admitting_gives_a_place_the_role_and_a_message(call: Call, manager: Person) -> None:
    person = make_person("Amina", email="amina@example.org")
    application = make_application(call, person, status="assessed", language="nl")
    made = decide(application, Choice(Outcome.ADMITTED, "motivation", "Tot dan!"), by=manager, key=uuid4())
    application.refresh_from_db()
    assert application.status == "admitted"
    participation = Participation.objects.get()
    assert (participation.person, participation.edition, participation.stage) == (person, call.edition, "offered")
    assert StageChange.objects.get().reason == "place_offered"
    assert RoleGrant.objects.filter(person=person, role="learner", ended_at__isnull=True).count() == 1
    line = LedgerLine.objects.get(verb="admission.decided")
    assert (line.why, line.refs) == ("motivation", {"decision": str(made.pk), "outcome": "admitted"})
    message = Message.objects.get()
    assert (message.template, message.language) == ("admission/mail/admitted", "nl")
    assert "Tot dan!" in message.body


@pytest.mark.django_db(transaction=True)
@pytest.mark.parametrize(("outcome", "code"), [(o, r.code) for o, listed in REASONS.items() for r in listed])
@pytest.mark.parametrize("language", ["nl", "fr", "en", "ar"])
def test_every_reason_is_told_in_every_language(
    call: Call, manager: Person, outcome: str, code: str, language: str
) -> None:
    application = make_application(call, status="assessed", language=language)
    decide(application, Choice(Outcome(outcome), code), by=manager, key=uuid4())
    message = Message.objects.get()
    assert message.language == language
    assert message.subject
    assert application.person.name in message.body


@pytest.mark.django_db
def test_a_resend_decides_once(call: Call, manager: Person) -> None:
    application, key = make_application(call, status="assessed"), uuid4()
    first = decide(application, ADMIT, by=manager, key=key)
    assert decide(application, ADMIT, by=manager, key=key) == first
    assert (Decision.objects.count(), Participation.objects.count()) == (1, 1)


@pytest.mark.django_db
def test_a_reason_must_be_on_the_list(call: Call, manager: Person) -> None:
    application = make_application(call, status="assessed")
    with pytest.raises(ReasonError):
        decide(application, Choice(Outcome.DECLINED, "i_do_not_like_them"), by=manager, key=uuid4())


@pytest.mark.django_db
def test_nothing_is_decided_before_someone_has_read_it(call: Call, manager: Person, bilal: Person) -> None:
    unread, read = make_application(call), make_application(call, status="assessed")
    for application, person in ((unread, manager), (read, bilal)):
        with pytest.raises(NotAllowedError):
            decide(application, DECLINE, by=person, key=uuid4())
    assert not Decision.objects.exists()


@pytest.mark.django_db
def test_places_are_limited_unless_one_says_so(school: Organisation, manager: Person) -> None:
    call = make_call(school, places=1)
    one, two, three = (make_application(call, status="assessed") for _ in range(3))
    decide(one, ADMIT, by=manager, key=uuid4())
    with pytest.raises(PlacesFullError):
        decide(two, ADMIT, by=manager, key=uuid4())
    two.refresh_from_db()
    assert two.status == "assessed"
    assert Decision.objects.count() == 1
    decide(two, Choice(Outcome.ADMITTED, "extra_place"), by=manager, key=uuid4())
    decide(three, DECLINE, by=manager, key=uuid4())
    assert Application.objects.filter(status="admitted").count() == 2


@pytest.mark.django_db
def test_a_new_decision_takes_the_old_one_back(call: Call, manager: Person) -> None:
    application = make_application(call, status="assessed")
    decide(application, ADMIT, by=manager, key=uuid4())
    decide(application, Choice(Outcome.WAITLISTED, "correction"), by=manager, key=uuid4())
    application.refresh_from_db()
    assert application.status == "waitlisted"
    assert Participation.objects.get().stage == "left"
    assert not RoleGrant.objects.filter(person=application.person, role="learner", ended_at__isnull=True).exists()
    decide(application, Choice(Outcome.ADMITTED, "place_freed"), by=manager, key=uuid4())
    assert Participation.objects.get().stage == "offered"
    assert RoleGrant.objects.filter(person=application.person, role="learner", ended_at__isnull=True).count() == 1
    assert [made.outcome for made in Decision.objects.all()] == ["admitted", "waitlisted", "admitted"]


@pytest.mark.django_db
def test_whoever_is_in_class_is_not_sent_away_by_a_decision(call: Call, manager: Person) -> None:
    application = make_application(call, status="assessed")
    decide(application, ADMIT, by=manager, key=uuid4())
    change_stage(Participation.objects.get(), to="started", by=manager, reason="attended")
    with pytest.raises(PlaceInUseError):
        decide(application, Choice(Outcome.DECLINED, "correction"), by=manager, key=uuid4())
    with pytest.raises(PlaceInUseError):
        withdraw_application(application, by=application.person, key=uuid4())
    application.refresh_from_db()
    assert application.status == "admitted"


@pytest.mark.django_db
def test_taking_an_admitted_application_back_frees_the_place(school: Organisation, manager: Person) -> None:
    call = make_call(school, places=1)
    one, two = (make_application(call, status="assessed") for _ in range(2))
    decide(one, ADMIT, by=manager, key=uuid4())
    withdraw_application(one, by=one.person, key=uuid4())
    decide(two, Choice(Outcome.ADMITTED, "place_freed"), by=manager, key=uuid4())
    two.refresh_from_db()
    assert two.status == "admitted"


@pytest.mark.django_db
def test_choose_look_confirm(client: Client, call: Call, bilal: Person, manager: Person) -> None:
    application = make_application(call, status="sent", language="fr")
    score(application, bilal, each=3, remark="Very concrete")
    client.force_login(manager)
    url = f"/admission/{application.pk}/decide/"
    page = client.get(url, headers={"accept-language": "en"}).content.decode()
    assert "Very concrete" in page
    assert client.post(url, {"key": str(uuid4())}).status_code == 422
    key = str(uuid4())
    values = {"key": key, "choice": "waitlisted:places_full", "words": "À bientôt"}
    look = client.post(url, values)
    assert look.status_code == 200
    assert "À bientôt" in look.content.decode()
    assert not Decision.objects.exists(), "looking decides nothing"
    for _ in range(2):
        assert client.post(url, {**values, "sure": "1"}).status_code in {302, 404}
    made = Decision.objects.get()
    assert (made.outcome, made.reason, made.words, made.by) == ("waitlisted", "places_full", "À bientôt", manager)


@pytest.mark.django_db
def test_a_full_call_is_told_on_the_page(client: Client, school: Organisation, manager: Person) -> None:
    call = make_call(school, places=0)
    application = make_application(call, status="assessed")
    client.force_login(manager)
    values = {"key": str(uuid4()), "choice": "admitted:motivation", "sure": "1"}
    answer = client.post(f"/admission/{application.pk}/decide/", values, follow=True)
    assert answer.status_code == 200
    assert "Every place is given" in answer.content.decode()
    assert not Decision.objects.exists()


@pytest.mark.django_db
def test_the_order_shows_reasons_and_no_protected_field(
    client: Client, call: Call, bilal: Person, manager: Person
) -> None:
    low, high = make_application(call), make_application(call)
    score(low, bilal, each=1)
    score(high, bilal, each=4)
    make_application(call)
    client.force_login(manager)
    page = client.get(f"/admission/calls/{call.slug}/", headers={"accept-language": "en"})
    assert [row.application for row in page.context["rows"]][:2] == [high, low]
    text = page.content.decode()
    assert "16 of 16, 1 reader" in text
    assert "not read yet" in text


@pytest.mark.django_db(transaction=True)
def test_two_managers_cannot_give_one_place_twice(school: Organisation) -> None:
    call = make_call(school, places=3)
    managers = [grant(make_person(f"Manager {n}"), "manager", school) for n in range(4)]
    applications = [make_application(call, status="assessed") for _ in range(8)]
    barrier, full = threading.Barrier(8), []

    def run(number: int) -> None:
        try:
            barrier.wait()
            decide(applications[number], ADMIT, by=managers[number % 4], key=uuid4())
        except PlacesFullError:
            full.append(number)
        finally:
            connection.close()

    threads = [threading.Thread(target=run, args=(number,)) for number in range(8)]
    for thread in threads:
        thread.start()
    for thread in threads:
        thread.join()
    assert Application.objects.filter(status="admitted").count() == 3
    assert (Decision.objects.count(), Participation.objects.count(), len(full)) == (3, 3, 5)
