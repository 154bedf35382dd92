"""Where is my application, what was recorded, and taking it back."""

from uuid import uuid4

import pytest
from django.test import Client
from tests.build import make_person

from opstap.admission.links import Purpose, token_for
from opstap.admission.models import Application, Call, Decision
from opstap.admission.tests.build import MOTIVATION, make_application
from opstap.messages.models import Message
from opstap.people.models import Person

pytestmark = pytest.mark.django_db


def link(application: Application) -> str:
    return f"/apply/s/{token_for(Purpose.STATUS, application.pk)}/"


@pytest.mark.parametrize("status", Application.Status.values)
@pytest.mark.parametrize("language", ["nl", "fr", "en", "ar"])
def test_every_status_is_told(client: Client, call: Call, status: str, language: str) -> None:
    application = make_application(call, status=status)
    page = client.get(link(application), headers={"accept-language": language})
    assert page.status_code == 200
    assert page.context["standing"]["title"] in page.content.decode()
    assert MOTIVATION in page.content.decode()
    assert "no-store" in page.headers["cache-control"]


def test_the_decision_is_told_with_its_reason(client: Client, call: Call, manager: Person) -> None:
    application = make_application(call, status="declined")
    Decision.objects.create(
        key=uuid4(),
        application=application,
        outcome="declined",
        reason="more_people_than_places",
        words="Kom eens langs op woensdag.",
        by=manager,
    )
    text = client.get(link(application), headers={"accept-language": "en"}).content.decode()
    assert "It says nothing about what you can do" in text
    assert "Kom eens langs op woensdag." in text
    assert manager.name not in text


def test_signed_in_one_sees_ones_own_only(client: Client, call: Call, dora: Person) -> None:
    application = make_application(call)
    own, withdraw = f"/apply/mine/{application.pk}/", f"/apply/mine/{application.pk}/withdraw/"
    for url in ("/apply/mine/", own, withdraw):
        assert client.get(url).status_code == 302
        assert "/account/" in client.get(url).headers["location"]
    client.force_login(application.person)
    assert own in client.get("/apply/mine/").content.decode()
    assert client.get(own).status_code == client.get(withdraw).status_code == 200
    client.force_login(dora)
    assert client.get("/apply/mine/").status_code == 200
    assert client.get(own).status_code == client.post(withdraw, {"key": str(uuid4())}).status_code == 404
    application.refresh_from_db()
    assert application.status == "sent"


@pytest.mark.django_db(transaction=True)
def test_taking_it_back_asks_first_and_is_confirmed(client: Client, call: Call) -> None:
    application = make_application(call, make_person("Amina", email="amina@example.org"))
    url = f"{link(application)}withdraw/"
    assert client.get(url).status_code == 200
    application.refresh_from_db()
    assert application.status == "sent"
    key = str(uuid4())
    for _ in range(2):
        assert client.post(url, {"key": key}).status_code == 302
    application.refresh_from_db()
    assert application.status == "withdrawn"
    assert [message.template for message in Message.objects.all()] == ["admission/mail/withdrawn"]
    assert client.get(link(application)).status_code == 200


@pytest.mark.parametrize("status", ["declined", "withdrawn"])
def test_what_is_over_cannot_be_taken_back(client: Client, call: Call, status: str) -> None:
    application = make_application(call, status=status)
    answer = client.post(f"{link(application)}withdraw/", {"key": str(uuid4())})
    assert answer.headers["location"] == link(application)
    application.refresh_from_db()
    assert application.status == status


def test_without_a_key_nothing_is_taken_back(client: Client, call: Call) -> None:
    application = make_application(call)
    assert client.post(f"{link(application)}withdraw/", {}).status_code == 422
    application.refresh_from_db()
    assert application.status == "sent"
