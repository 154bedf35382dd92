"""Sending: at most once, whatever the provider or the process does."""

from datetime import timedelta
from uuid import uuid4

import pytest
from pytest_django import Settings

from opstap.kit import periodic
from opstap.kit.clock import now
from opstap.messages.actions import send as sending
from opstap.messages.gateways import RefusedError, TryLaterError
from opstap.messages.models import Message
from opstap.messages.tasks import forget, send_waiting
from opstap.people.models import Person

Status = Message.Status


def make_message(person: Person | None = None, status: str = Status.QUEUED, **fields: object) -> Message:
    values = {"channel": "mail", "address": "someone@example.org", "language": "nl", "template": "test", "body": "text"}
    return Message.objects.create(key=uuid4(), person=person, status=status, **{**values, **fields})


class Provider:
    """A gateway that answers what the test says, and remembers what it was given."""

    def __init__(self, *answers: Exception | None) -> None:
        self.answers, self.given = list(answers), []

    def send(self, message: Message) -> None:
        self.given.append(message.pk)
        assert Message.objects.get(pk=message.pk).status == Status.SENDING, "marked before the provider is called"
        if answer := (self.answers.pop(0) if self.answers else None):
            raise answer


@pytest.fixture
def provider(monkeypatch: pytest.MonkeyPatch) -> Provider:
    provider = Provider()
    monkeypatch.setattr(sending, "gateway_for", lambda _channel: provider)
    return provider


@pytest.mark.django_db
@pytest.mark.parametrize(
    ("answer", "status"),
    [
        (None, Status.SENT),
        (RefusedError("no such address"), Status.FAILED),
        (TryLaterError("busy"), Status.QUEUED),
        (TimeoutError("the line went dead after DATA"), Status.UNKNOWN),
    ],
)
def test_outcomes(provider: Provider, answer: Exception | None, status: str) -> None:
    provider.answers = [answer]
    message = make_message()
    assert sending.send(message.pk) == status
    message.refresh_from_db()
    assert (message.status, message.attempts, message.sent_at is not None) == (status, 1, status == Status.SENT)
    assert "dead" not in message.error, "an unforeseen error leaves its kind, not its words"


@pytest.mark.django_db
@pytest.mark.parametrize("status", [Status.SENT, Status.SENDING, Status.FAILED, Status.UNKNOWN])
def test_only_a_waiting_message_is_sent(provider: Provider, status: str) -> None:
    message = make_message(status=status, sent_at=now() if status == Status.SENT else None)
    assert sending.send(message.pk) == status
    assert provider.given == []


@pytest.mark.django_db
def test_a_busy_provider_is_tried_five_times_then_a_person_looks(provider: Provider) -> None:
    provider.answers = [TryLaterError("busy")] * 9
    message = make_message(created_at=now() - timedelta(hours=1))
    for _round in range(9):
        send_waiting()
    message.refresh_from_db()
    assert (message.status, message.attempts) == (Status.FAILED, sending.MAX_ATTEMPTS)


@pytest.mark.django_db
def test_what_a_dead_process_left_is_marked_and_never_resent(provider: Provider) -> None:
    dead = make_message(status=Status.SENDING, sending_at=now() - timedelta(minutes=11))
    alive = make_message(status=Status.SENDING, sending_at=now() - timedelta(minutes=1))
    send_waiting()
    dead.refresh_from_db()
    alive.refresh_from_db()
    assert (dead.status, alive.status, provider.given) == (Status.UNKNOWN, Status.SENDING, [])


@pytest.mark.django_db
def test_a_person_may_send_again_what_failed(provider: Provider) -> None:
    message = make_message(status=Status.FAILED, error="busy", attempts=5)
    assert sending.send_again(message).status == Status.SENT
    assert sending.send_again(message).status == Status.SENT
    assert provider.given == [message.pk]


@pytest.mark.django_db
def test_without_a_provider_a_message_fails_and_says_so(settings: Settings) -> None:
    settings.OPSTAP_SMS_GATEWAY = "none"
    message = make_message(channel="sms", address="+32470000003")
    assert sending.send(message.pk) == Status.FAILED
    message.refresh_from_db()
    assert "no provider" in message.error


@pytest.mark.django_db
@pytest.mark.parametrize(
    "template", ["people/mail/sign_in_code", "admission/mail/resume_code", "admission/mail/confirm"]
)
def test_a_code_is_not_kept_once_a_provider_has_it(provider: Provider, template: str) -> None:
    message = make_message(template=template, subject="Your code", body="123456")
    sending.send(message.pk)
    message.refresh_from_db()
    assert (message.subject, message.body, message.status) == ("", "", Status.SENT)


@pytest.mark.django_db
def test_a_code_that_failed_is_gone_and_never_sent_again(provider: Provider) -> None:
    provider.answers = [RefusedError("no such address")]
    message = make_message(template="people/mail/sign_in_code", body="123456")
    sending.send(message.pk)
    assert sending.send_again(message).status == Status.FAILED
    assert (message.body, message.may_go_again, len(provider.given)) == ("", False, 1)


@pytest.mark.django_db
def test_a_code_that_waits_keeps_its_text(provider: Provider) -> None:
    provider.answers = [TryLaterError("busy")]
    message = make_message(template="people/mail/sign_in_code", body="123456")
    sending.send(message.pk)
    message.refresh_from_db()
    assert (message.body, message.status) == ("123456", Status.QUEUED)


@pytest.mark.django_db
def test_messages_are_kept_for_a_year() -> None:
    make_message(created_at=now() - timedelta(days=366))
    kept = make_message(created_at=now() - timedelta(days=364))
    assert forget() == 1
    assert Message.objects.get() == kept


@pytest.mark.django_db
def test_the_worker_takes_up_what_waits(provider: Provider) -> None:
    message = make_message(created_at=now() - timedelta(minutes=3))
    periodic.run_due()
    assert provider.given == [message.pk]
