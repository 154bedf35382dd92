"""Sent twice, counted once; and nobody writes into another person's record."""

import threading
from uuid import uuid4

import pytest
from django.db import connection
from django.test import Client
from tests.build import make_person

from opstap.admission.models import Application, Call, Draft
from opstap.admission.tests.build import make_application
from opstap.admission.tests.conftest import Visitor
from opstap.messages.models import Message
from opstap.people.models import NoticeVersion, Person


@pytest.mark.django_db
def test_a_double_tap_and_the_back_button_count_once(visitor: Visitor) -> None:
    key = visitor.apply()
    assert visitor.send(key) == 302
    assert visitor.send(key) == 302
    assert Application.objects.count() == 1
    assert Person.objects.count() == 1


@pytest.mark.django_db
def test_a_resend_from_a_browser_that_lost_its_cookie_counts_once(visitor: Visitor) -> None:
    key = visitor.apply()
    visitor.client.cookies.clear()
    assert visitor.send(key) == 302
    assert Application.objects.count() == 1


@pytest.mark.django_db
def test_a_key_that_nobody_knows_sends_nothing(visitor: Visitor) -> None:
    assert visitor.send(str(uuid4())) == 409
    assert visitor.send("nonsense") == 302
    assert not Application.objects.exists()


@pytest.mark.django_db
def test_the_key_does_not_open_another_browsers_draft(visitor: Visitor) -> None:
    visitor.check()
    visitor.fill()
    key = visitor.key()
    assert Visitor(visitor.call).send(key) == 409
    assert not Application.objects.exists()


@pytest.mark.django_db(transaction=True)
def test_a_known_address_waits_for_its_owner_and_the_page_says_the_same(visitor: Visitor) -> None:
    owner = make_person("Real Owner", email="owner@example.org")
    unknown = Visitor(visitor.call)
    unknown.apply(address="new@example.org")
    visitor.apply(address="owner@example.org", name="Somebody Else")
    pages = [one.text("sent/") for one in (unknown, visitor)]
    assert pages[0].replace("n•••@", "o•••@") == pages[1]
    assert not Application.objects.filter(person=owner).exists()
    owner.refresh_from_db()
    assert owner.name == "Real Owner"
    message = Message.objects.get(address="owner@example.org")
    assert message.template == "admission/mail/confirm"

    link = message.body[message.body.index("/apply/c/") :].split()[0]
    browser = Client()
    assert "Somebody Else" in browser.get(link).content.decode()
    assert not Application.objects.filter(person=owner).exists(), "looking at it confirms nothing"
    sent_at = Draft.objects.get().sent_at
    assert browser.post(link).status_code == 302
    application = Application.objects.get(person=owner)
    assert application.sent_at == sent_at, "it counts from the moment it was sent"
    assert browser.post(link).status_code == 302
    assert browser.get(link).headers["location"].startswith("/apply/s/")
    assert Application.objects.filter(person=owner).count() == 1


@pytest.mark.django_db(transaction=True)
def test_whoever_applied_before_is_told_at_their_address_only(visitor: Visitor) -> None:
    visitor.apply(address="amina@example.org")
    again = Visitor(visitor.call)
    again.apply(address="AMINA@example.org", motivation="Once more")
    assert Application.objects.count() == 1
    assert Application.objects.get().motivation != "Once more"
    assert [m.template for m in Message.objects.order_by("created_at")] == [
        "admission/mail/received",
        "admission/mail/applied_before",
    ]
    assert again.text("sent/") == visitor.text("sent/")


@pytest.mark.django_db(transaction=True)
def test_a_stranger_cannot_fill_someones_telephone(visitor: Visitor) -> None:
    make_person("Owner", email=None, phone="+32470123456")
    for _ in range(6):
        Visitor(visitor.call).apply(address="0470 12 34 56")
    assert Message.objects.filter(address="+32470123456").count() == 3
    assert Draft.objects.count() == 6, "nothing that was sent is thrown away"


@pytest.mark.django_db(transaction=True)
def test_whoever_took_it_back_may_apply_again(visitor: Visitor) -> None:
    person = make_person("Amina", email="amina@example.org")
    make_application(visitor.call, person, status="withdrawn")
    visitor.client.force_login(person)
    visitor.apply(address="amina@example.org")
    assert sorted(Application.objects.values_list("status", flat=True)) == ["sent", "withdrawn"]


@pytest.mark.django_db
def test_a_forged_link_opens_nothing(client: Client, call: Call) -> None:
    from opstap.admission.links import Purpose, token_for

    application = make_application(call)
    good = token_for(Purpose.STATUS, application.pk)
    assert client.get(f"/apply/s/{good}/").status_code == 200
    for bad in (good[:-1], good[:-2] + "AA", "x", "é", token_for(Purpose.CONFIRM, application.pk)):
        assert client.get(f"/apply/s/{bad}/").status_code == 404
    for other in ("c", "i"):
        assert client.get(f"/apply/{other}/{good}/").status_code == 404
    assert len(good) == 43


@pytest.mark.django_db(transaction=True)
def test_five_taps_at_once_count_once(call: Call, notice: NoticeVersion) -> None:
    visitor = Visitor(call)
    visitor.check()
    visitor.fill()
    key, cookie = visitor.key(), visitor.client.cookies["opstap_draft"].value
    statuses = _at_once([lambda: _send(call, key, cookie) for _ in range(5)])
    assert statuses == [302] * 5
    assert (Application.objects.count(), Person.objects.count(), Draft.objects.count()) == (1, 1, 0)
    assert Message.objects.count() == 1


@pytest.mark.django_db(transaction=True)
def test_two_forms_of_one_new_person_at_once_make_one_person(call: Call, notice: NoticeVersion) -> None:
    ready = []
    for _ in range(4):
        visitor = Visitor(call)
        visitor.check()
        visitor.fill(address="twin@example.org")
        ready.append((visitor.key(), visitor.client.cookies["opstap_draft"].value))
    statuses = _at_once([lambda key=key, cookie=cookie: _send(call, key, cookie) for key, cookie in ready])  # type: ignore[misc]
    assert statuses == [302] * 4
    assert Person.objects.filter(email="twin@example.org").count() == 1
    assert Application.objects.count() == 1
    assert Draft.objects.filter(sent_at__isnull=False).count() == 3


def _send(call: Call, key: str, cookie: str) -> int:
    client = Client()
    client.cookies["opstap_draft"] = cookie
    return client.post(f"/apply/{call.slug}/send/", {"key": key}).status_code


def _at_once(calls: list) -> list[int]:  # type: ignore[type-arg]
    barrier, results = threading.Barrier(len(calls)), []

    def run(call) -> None:  # type: ignore[no-untyped-def]
        barrier.wait()
        try:
            results.append(call())
        finally:
            connection.close()

    threads = [threading.Thread(target=run, args=(call,)) for call in calls]
    for thread in threads:
        thread.start()
    for thread in threads:
        thread.join()
    return results
