"""Leave an address, hear when it opens, and stop hearing."""

from datetime import timedelta
from uuid import uuid4

import pytest
from django.test import Client

from opstap.admission.actions.forget_drafts import forget_drafts
from opstap.admission.links import Purpose, token_for
from opstap.admission.models import Call, Draft, Interest
from opstap.admission.tasks import announce_calls
from opstap.admission.tests.build import make_call
from opstap.kit.clock import now
from opstap.kit.models import LedgerLine
from opstap.messages.models import Message
from opstap.people.models import Organisation
from opstap.programme.models import Programme
from opstap.programme.tests.build import make_edition

pytestmark = pytest.mark.django_db(transaction=True)


@pytest.fixture
def programme(school: Organisation) -> Programme:
    return make_edition(school).programme


def leave(programme: Programme, address: str = "Amina@Example.org", **changes: object) -> object:
    values = {"address": address, "language": "fr", "key": str(uuid4()), **changes}
    return Client().post(f"/p/{programme.slug}/hear/", values)


def test_an_address_is_kept_once_and_answered_once(programme: Programme) -> None:
    for _ in range(3):
        answer = leave(programme)
        assert answer.headers["location"] == f"/p/{programme.slug}/hear/thanks/"  # type: ignore[attr-defined]
    interest = Interest.objects.get()
    assert (interest.address, interest.language, interest.call) == ("amina@example.org", "fr", None)
    message = Message.objects.get()
    assert (message.template, message.language) == ("admission/mail/interest_left", "fr")
    assert LedgerLine.objects.filter(verb="admission.interest_left").count() == 1


def test_thanks_says_nothing_of_the_address(client: Client, programme: Programme) -> None:
    page = client.get(f"/p/{programme.slug}/hear/thanks/")
    assert page.status_code == 200
    assert "amina" not in page.content.decode().lower()


@pytest.mark.parametrize("address", ["", "amina@", "0470", "nothing"])
def test_what_is_no_address_is_told(programme: Programme, address: str) -> None:
    page = leave(programme, address)
    assert page.status_code == 422  # type: ignore[attr-defined]
    assert not Interest.objects.exists()


def test_a_phone_number_gets_an_sms(programme: Programme) -> None:
    leave(programme, "0470 12 34 56")
    message = Message.objects.get()
    assert (message.channel, message.address) == ("sms", "+32470123456")


def test_the_link_shows_first_and_takes_off_on_a_tap(client: Client, programme: Programme) -> None:
    leave(programme)
    interest = Interest.objects.get()
    link = f"/apply/i/{token_for(Purpose.INTEREST, interest.pk)}/"
    assert link in Message.objects.get().body
    assert client.get(link).status_code == 200
    interest.refresh_from_db()
    assert interest.withdrawn_at is None, "a link that a mail scanner follows takes nobody off"
    for _ in range(2):
        assert client.post(link).status_code == 302
    interest.refresh_from_db()
    assert interest.withdrawn_at is not None
    assert client.get(link).status_code == 200
    assert LedgerLine.objects.filter(verb="admission.interest_withdrawn").count() == 1


def test_whoever_comes_back_is_kept_anew(client: Client, programme: Programme) -> None:
    leave(programme)
    interest = Interest.objects.get()
    client.post(f"/apply/i/{token_for(Purpose.INTEREST, interest.pk)}/")
    leave(programme, language="ar")
    interest.refresh_from_db()
    assert (interest.withdrawn_at, interest.language) == (None, "ar")


def test_everybody_who_waits_is_told_once_when_it_opens(school: Organisation) -> None:
    call = make_call(school, opens=1)
    programme = call.edition.programme
    for number in range(3):
        leave(programme, f"someone{number}@example.org")
    Interest.objects.filter(address="someone2@example.org").update(withdrawn_at=now())
    assert announce_calls() == 0
    Call.objects.update(opens_at=now() - timedelta(minutes=1))
    assert announce_calls() == 2
    assert announce_calls() == 0
    told = Message.objects.filter(template="admission/mail/call_open")
    assert sorted(told.values_list("address", flat=True)) == ["someone0@example.org", "someone1@example.org"]
    assert all(f"/p/{programme.slug}/" in message.body for message in told)
    assert Interest.objects.filter(call=call, told_at__isnull=False).count() == 2


def test_a_second_call_tells_them_again(school: Organisation) -> None:
    first = make_call(school)
    leave(first.edition.programme)
    announce_calls()
    make_call(school, edition=first.edition)
    assert announce_calls() == 1
    assert Message.objects.filter(template="admission/mail/call_open").count() == 2


def test_what_is_old_is_forgotten(school: Organisation, programme: Programme) -> None:
    old, fresh = make_call(school, opens=-400, closes=-190), make_call(school, opens=-30, closes=-10)
    for call, address in ((old, "a@example.org"), (fresh, "b@example.org"), (fresh, "")):
        Draft.objects.create(call=call, address=address, answers="{}", language="nl")
    Draft.objects.filter(address="").update(saved_at=now() - timedelta(days=2))
    for address, changes in (
        ("told-long-ago@example.org", {"call": old, "left_at": now() - timedelta(days=300)}),
        ("withdrew-long-ago@example.org", {"withdrawn_at": now() - timedelta(days=190)}),
        ("waits@example.org", {"left_at": now() - timedelta(days=300)}),
    ):
        Interest.objects.create(key=uuid4(), programme=programme, address=address, language="nl", **changes)
    assert forget_drafts() == 4
    assert [draft.address for draft in Draft.objects.all()] == ["b@example.org"]
    assert [interest.address for interest in Interest.objects.all()] == ["waits@example.org"]
