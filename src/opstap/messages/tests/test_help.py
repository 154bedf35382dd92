"""\"I'm stuck here\" and its answer."""

from uuid import uuid4

import pytest

from opstap.kit.models import LedgerLine
from opstap.messages import privacy, queries
from opstap.messages.actions.answer_help import AnsweredAlreadyError, answer_help
from opstap.messages.actions.ask_for_help import ask_for_help
from opstap.messages.models import HelpRequest, Message
from opstap.messages.tests.test_send import make_message
from opstap.people.models import Person

pytestmark = pytest.mark.django_db


def _ask(person: Person, **options: object) -> HelpRequest:
    options.setdefault("key", uuid4())
    return ask_for_help(person=person, about_type="lesson", about_id="zero-trust", about_title="Zero Trust", **options)  # type: ignore[arg-type]


def test_two_taps_count_once(amina: Person) -> None:
    key = uuid4()
    assert _ask(amina, key=key, words="I don't get it") == _ask(amina, key=key)
    assert HelpRequest.objects.count() == 1
    line = LedgerLine.objects.get(verb="messages.help_asked")
    assert "get it" not in str(line.refs) + line.why


def test_an_answer_closes_the_request_and_tells_the_person(amina: Person, bilal: Person) -> None:
    request = answer_help(_ask(amina), by=bilal, answer="Look at the drawing on page 2.")
    assert request.answered_by == bilal
    assert "drawing on page 2" in Message.objects.get(person=amina).body
    assert list(queries.open_help_requests(Person.objects.filter(pk=amina.pk))) == []
    assert list(queries.help_requests_of(amina)) == [request]


def test_of_two_coaches_who_answer_the_first_counts(amina: Person, bilal: Person, manager: Person) -> None:
    request = _ask(amina)
    stale = HelpRequest.objects.get(pk=request.pk)
    answer_help(request, by=bilal, answer="first")
    with pytest.raises(AnsweredAlreadyError):
        answer_help(stale, by=manager, answer="second")
    assert HelpRequest.objects.get().answer == "first"


def test_export_and_erase(amina: Person, bilal: Person) -> None:
    answer_help(_ask(amina, words="where?"), by=bilal, answer="there")
    exported = privacy.export(amina.pk)
    assert exported["help_requests"][0]["words"] == "where?"  # type: ignore[call-overload, index]
    assert exported["messages"][0]["address"] == amina.email  # type: ignore[call-overload, index]
    assert privacy.erase(amina.pk) == 2
    assert not HelpRequest.objects.exists()
    assert not Message.objects.exists()


def test_erasing_reaches_messages_that_were_sent_before_the_person_was_known(amina: Person) -> None:
    make_message(address=(amina.email or "").upper())
    make_message(address="someone.else@example.org")
    assert privacy.erase(amina.pk) == 1
    assert Message.objects.get().address == "someone.else@example.org"
