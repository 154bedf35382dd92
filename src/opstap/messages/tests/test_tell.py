"""Telling a person something: once, in their language, over the channel of the address."""

from uuid import uuid4

import pytest
from django.db import transaction
from tests.build import make_person

from opstap.messages.actions.tell import NoAddressError, tell
from opstap.messages.models import HelpRequest, Message
from opstap.people.models import Person

TEMPLATE = "messages/mail/help_answered"


def _tell(person: Person | None, **options: object) -> Message:
    options.setdefault("event", uuid4())
    request = HelpRequest(about_title="Zero <Trust> & co", answer="Look at 'page' 2 & 3")
    return tell(template=TEMPLATE, language="nl", person=person, context={"request": request}, **options)  # type: ignore[arg-type]


@pytest.mark.django_db(transaction=True)
def test_a_message_is_rendered_sent_and_counted_once(amina: Person) -> None:
    event = uuid4()
    first, second = _tell(amina, event=event), _tell(amina, event=event)
    assert first == second
    message = Message.objects.get()
    assert (message.status, message.channel, message.address) == ("sent", "mail", amina.email)
    assert "Zero <Trust> & co" in message.body, "plain text is not HTML-escaped"
    assert "Look at 'page' 2 & 3" in message.body
    assert "\n" not in message.subject


@pytest.mark.django_db
def test_a_person_without_mail_gets_an_sms(db: None) -> None:
    message = _tell(make_person("Yusuf", email=None, phone="+32470000001"))
    assert (message.channel, message.subject, message.address) == ("sms", "", "+32470000001")


@pytest.mark.django_db
def test_two_addresses_of_one_event_get_two_messages(amina: Person) -> None:
    event = uuid4()
    _tell(amina, event=event)
    _tell(amina, event=event, address="+32470000002")
    assert Message.objects.count() == 2


@pytest.mark.django_db
def test_nobody_to_tell_is_an_error_and_saves_nothing(db: None) -> None:
    with pytest.raises(NoAddressError):
        _tell(None)
    assert not Message.objects.exists()


@pytest.mark.django_db(transaction=True)
def test_a_rolled_back_action_tells_nobody(amina: Person) -> None:
    with transaction.atomic():
        _tell(amina)
        transaction.set_rollback(True)
    assert not Message.objects.exists()
