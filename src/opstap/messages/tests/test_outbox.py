"""The outbox page: whoever may see it, and nobody else."""

import pytest
from django.test import Client
from django.urls import reverse
from pytest_django import DjangoAssertNumQueries, Settings
from tests.build import grant, make_person

from opstap.messages import access
from opstap.messages.models import Message
from opstap.messages.tests.test_send import make_message
from opstap.people.models import Person, Role

pytestmark = pytest.mark.django_db


@pytest.fixture
def administrator(db: None) -> Person:
    return grant(make_person("Ada Administrator"), "administrator")


@pytest.mark.parametrize("role", list(Role))
def test_rows_and_verbs_agree_for_every_role(role: str) -> None:
    make_message()
    person = grant(make_person(), role)
    assert access.visible_to(person).exists() == access.can_see_outbox(person) == (role == Role.ADMINISTRATOR)


def test_a_stranger_finds_no_outbox(client: Client, dora: Person) -> None:
    message = make_message()
    for person in (None, dora):
        if person:
            client.force_login(person)
        assert client.get(reverse("messages:outbox")).status_code == 404
        assert client.get(reverse("messages:message", args=[message.pk])).status_code == 404
        assert client.post(reverse("messages:again", args=[message.pk])).status_code == 404


def test_where_everybody_is_invented_everybody_reads_but_nobody_resends(client: Client, settings: Settings) -> None:
    settings.OPSTAP_OUTBOX_OPEN = True
    message = make_message(status=Message.Status.FAILED)
    assert client.get(reverse("messages:outbox")).status_code == 200
    assert client.post(reverse("messages:again", args=[message.pk])).status_code == 404
    message.refresh_from_db()
    assert message.status == Message.Status.FAILED


def test_an_administrator_searches_reads_and_sends_again(client: Client, settings: Settings) -> None:
    settings.OPSTAP_OUTBOX_OPEN = True
    failed = make_message(status=Message.Status.FAILED, subject="Hello <b>", address="find@example.org")
    make_message(subject="Other")
    page = client.get(reverse("messages:outbox"), {"status": "failed", "search": "find"}).content.decode()
    assert "Hello &lt;b&gt;" in page
    assert "Other" not in page
    assert "text" in client.get(reverse("messages:message", args=[failed.pk])).content.decode()


def test_two_hundred_messages_cost_few_queries(
    client: Client, settings: Settings, django_assert_max_num_queries: DjangoAssertNumQueries
) -> None:
    settings.OPSTAP_OUTBOX_OPEN = True
    for _ in range(200):
        make_message()
    with django_assert_max_num_queries(15):
        page = client.get(reverse("messages:outbox")).content.decode()
    assert page.count("<tr") == 26


def test_an_administrator_reads_no_code_of_somebody_real(client: Client, administrator: Person) -> None:
    code = make_message(template="people/mail/sign_in_code", subject="Code 123456", body="123456")
    plain = make_message(template="admission/mail/received", subject="Received", body="Thank you")
    client.force_login(administrator)
    listed = client.get(reverse("messages:outbox")).content.decode()
    assert "Received" in listed
    assert "123456" not in listed
    assert "123456" not in client.get(reverse("messages:message", args=[code.pk])).content.decode()
    assert "Thank you" in client.get(reverse("messages:message", args=[plain.pk])).content.decode()
