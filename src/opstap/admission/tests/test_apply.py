"""Apply, page by page: what is asked, what is kept, what is told, and that nothing typed is lost."""

import json
from datetime import timedelta

import pytest
import time_machine
from django.conf import settings
from django.test import Client
from tests.build import make_organisation, make_person

from opstap.admission.actions.save_draft import answers_of
from opstap.admission.models import Application, Call, Draft
from opstap.admission.tests.build import FITTING, answers, make_application, make_call
from opstap.admission.tests.conftest import Visitor
from opstap.kit.clock import now
from opstap.kit.models import LedgerLine
from opstap.messages.models import Message
from opstap.people.models import ConsentEvent, NoticeVersion, Organisation, Person

pytestmark = pytest.mark.django_db


def test_the_whole_road_of_someone_new(visitor: Visitor, notice: NoticeVersion) -> None:
    visitor.apply()
    application = Application.objects.get()
    person = application.person
    assert (person.name, person.phone, person.email) == ("Amina Haddad", "+32470123456", None)
    assert (application.status, application.availability, application.language) == ("sent", "mon,tue,thu,fri", "nl")
    assert application.eligibility == FITTING
    assert not Draft.objects.exists()
    consent = ConsentEvent.objects.get()
    assert (consent.person, consent.notice, consent.what) == (person, notice, "given")
    assert LedgerLine.objects.filter(verb="admission.application_sent", subject_id=application.pk).count() == 1
    thanks = visitor.client.get(visitor.url("sent/"))
    assert "+32 ••• 56" in thanks.content.decode()


@pytest.mark.django_db(transaction=True)
def test_the_answer_comes_in_the_language_that_was_asked_for(visitor: Visitor) -> None:
    visitor.apply(address="amina@example.org", language="nl")
    message = Message.objects.get()
    application = Application.objects.get()
    assert (message.channel, message.address, message.language) == ("mail", "amina@example.org", "nl")
    assert "/apply/s/" in message.body
    link = message.body[message.body.index("/apply/s/") :].split()[0]
    page = Client().get(link)
    assert page.status_code == 200
    assert page.context["application"] == application


def test_a_check_that_does_not_fit_shows_the_other_road_and_keeps_nothing(visitor: Visitor) -> None:
    answer = visitor.client.post(visitor.url(), {**FITTING, "dutch": "a1", "days": "3"})
    assert answer.headers["location"] == visitor.url("not-yet/")
    text = visitor.client.get(visitor.url("not-yet/"), headers={"accept-language": "en"}).content.decode()
    assert "Huis van het Nederlands helps you" in text
    assert "together we often find a way" in text
    assert "/hear/" in text
    assert not Draft.objects.exists()


def test_an_unanswered_check_says_so_and_keeps_the_rest(visitor: Visitor) -> None:
    page = visitor.client.post(visitor.url(), {"age": "yes"}, follow=True)
    assert set(page.context["form"].errors) == {"job_seeker", "region", "dutch", "days"}
    assert page.context["form"].data["age"] == "yes"
    assert not Draft.objects.exists()


def test_the_other_road_needs_answers(visitor: Visitor) -> None:
    assert visitor.client.get(visitor.url("not-yet/")).headers["location"] == visitor.url()


@pytest.mark.parametrize(("opens", "closes"), [(1, 5), (-9, -1)])
def test_nobody_begins_outside_the_call(client: Client, school: Organisation, opens: int, closes: int) -> None:
    call = make_call(school, opens=opens, closes=closes)
    answer = client.get(f"/apply/{call.slug}/")
    assert answer.status_code == 302
    assert answer.headers["location"] == f"/p/{call.edition.programme.slug}/"


@pytest.mark.parametrize("page", ["", "you/", "review/", "sent/", "kept/", "resume/", "resume/code/"])
def test_an_unknown_call_is_404(client: Client, page: str, db: None) -> None:
    assert client.get(f"/apply/nowhere/{page}").status_code == 404


def test_pages_come_in_their_order(visitor: Visitor) -> None:
    assert visitor.client.get(visitor.url("you/")).headers["location"] == visitor.url()
    assert visitor.client.get(visitor.url("review/")).headers["location"] == visitor.url("you/")
    visitor.check()
    assert visitor.client.get(visitor.url("you/")).status_code == 200
    assert visitor.client.get(visitor.url("review/")).headers["location"] == visitor.url("you/")


@pytest.mark.parametrize(
    ("field", "value"),
    [
        ("name", ""),
        ("address", "0470 12 34"),
        ("address", "amina@"),
        ("language", ""),
        ("availability", []),
        ("motivation", ""),
        ("referrer", "6f1c0000-0000-7000-8000-000000000000"),
        ("notice", ""),
    ],
)
def test_a_slip_is_told_and_everything_typed_stays(visitor: Visitor, field: str, value: object) -> None:
    visitor.check()
    page = visitor.client.post(visitor.url("you/"), answers(**{field: value}), follow=True)
    assert page.redirect_chain == [(visitor.url("you/") + "?look=all", 302)], "a browser can go back to it"
    assert field in page.context["form"].errors
    text = page.content.decode()
    assert 'role="alert"' in text
    kept = answers_of(Draft.objects.get())
    for name in {"name", "motivation"} - {field}:
        assert kept[name] == answers()[name]
        assert str(answers()[name]) in text
    again = visitor.client.get(visitor.url("you/")).content.decode()
    if field != "motivation":
        assert str(answers()["motivation"]) in again


def test_a_slip_can_be_mended_on_the_same_page(visitor: Visitor) -> None:
    visitor.check()
    page = visitor.client.post(visitor.url("you/"), answers(name=""), follow=True)
    version = page.context["form"].data["version"]
    assert visitor.client.post(visitor.url("you/"), answers(version=version)).status_code == 302


def test_at_most_eight_fields(visitor: Visitor) -> None:
    visitor.check()
    form = visitor.client.get(visitor.url("you/")).context["form"]
    assert len(form.visible_fields()) <= 8


def test_the_form_needs_no_script(visitor: Visitor) -> None:
    visitor.check()
    for page in ("", "you/"):
        text = visitor.client.get(visitor.url(page)).content.decode()
        assert "onclick" not in text
        assert "hx-" not in text
        assert '<form method="post"' in text


def test_a_referrer_can_be_named(visitor: Visitor) -> None:
    office = make_organisation("Job office", "referrer")
    visitor.apply(referrer=str(office.pk))
    assert Application.objects.get().referrer == office


def test_a_digit_of_another_script_is_a_digit(visitor: Visitor) -> None:
    visitor.apply(address="٠٤٧٠١٢٣٤٥٦")
    assert Person.objects.filter(phone="+32470123456").exists()


def test_an_older_tab_is_refused_and_loses_nothing(visitor: Visitor) -> None:
    visitor.check()
    visitor.fill(motivation="The newer text", version=1)
    page = visitor.client.post(visitor.url("you/"), answers(motivation="The older tab", version=1))
    assert page.status_code == 409
    text = page.content.decode()
    assert "The newer text" in text
    assert "The older tab" in text
    assert answers_of(Draft.objects.get())["motivation"] == "The newer text"
    # On purpose, the older tab may take its place.
    version = page.context["form"].data["version"]
    assert visitor.fill(motivation="The older tab", version=version) == 302
    assert answers_of(Draft.objects.get())["motivation"] == "The older tab"


def test_answers_are_unreadable_in_the_database(visitor: Visitor) -> None:
    from django.db import connection

    visitor.check()
    visitor.fill()
    with connection.cursor() as cursor:
        cursor.execute("SELECT answers FROM admission_draft")
        stored = str(cursor.fetchone()[0])
    assert "buurvrouw" not in stored
    assert "Haddad" not in stored


def test_a_draft_is_out_of_reach_after_two_hours(visitor: Visitor) -> None:
    visitor.check()
    visitor.fill()
    with time_machine.travel(now() + timedelta(hours=2, minutes=1)):
        assert visitor.client.get(visitor.url("you/")).status_code == 302


def test_another_browser_cannot_open_a_draft(visitor: Visitor) -> None:
    visitor.check()
    stranger = Visitor(visitor.call)
    stranger.client.cookies["opstap_draft"] = f"{Draft.objects.get().pk}:forged"
    assert stranger.client.get(stranger.url("you/")).status_code == 302


def test_what_was_typed_can_be_thrown_away(visitor: Visitor) -> None:
    visitor.check()
    visitor.fill()
    assert visitor.client.post(visitor.url("forget/")).status_code == 302
    assert not Draft.objects.exists()
    assert visitor.client.get(visitor.url("forget/")).status_code == 405


def test_changing_the_check_keeps_the_rest(visitor: Visitor) -> None:
    visitor.check()
    visitor.fill()
    visitor.check(days="5")
    kept = answers_of(Draft.objects.get())
    assert kept["eligibility"] == {**FITTING, "days": "5"}
    assert kept["name"] == "Amina Haddad"


def test_whoever_was_typing_when_it_closed_may_still_send(visitor: Visitor) -> None:
    visitor.check()
    visitor.fill()
    key = visitor.key()
    Call.objects.update(opens_at=now() - timedelta(days=9), closes_at=now() - timedelta(minutes=59))
    assert visitor.send(key) == 302
    assert Application.objects.count() == 1


def test_too_late_is_told_kindly_and_keeps_the_draft(visitor: Visitor) -> None:
    visitor.check()
    visitor.fill()
    key = visitor.key()
    Call.objects.update(opens_at=now() - timedelta(days=9), closes_at=now() - timedelta(minutes=61))
    page = visitor.client.post(visitor.url("send/"), {"key": key})
    assert page.status_code == 409
    assert "/hear/" in page.content.decode()
    assert (Application.objects.count(), Draft.objects.count()) == (0, 1)


def test_an_incomplete_draft_cannot_be_sent(visitor: Visitor) -> None:
    visitor.check()
    visitor.fill(motivation="")
    draft = Draft.objects.get()
    answer = visitor.client.post(visitor.url("send/"), {"key": str(draft.key)})
    assert answer.headers["location"] == visitor.url("you/")
    assert not Application.objects.exists()


def test_conditions_are_checked_again_when_it_is_sent(visitor: Visitor) -> None:
    visitor.check()
    visitor.fill()
    draft = Draft.objects.get()
    draft.answers = json.dumps({**answers_of(draft), "eligibility": {**FITTING, "age": "no"}})
    draft.save()
    answer = visitor.client.post(visitor.url("send/"), {"key": str(draft.key)})
    assert answer.headers["location"] == visitor.url()
    assert not Application.objects.exists()


def test_the_first_one_in_a_full_call_still_finishes(visitor: Visitor) -> None:
    visitor.check()
    Call.objects.update(places=1)
    make_application(visitor.call, status="admitted")
    assert visitor.fill() == 302
    assert visitor.send(visitor.key()) == 302
    assert Application.objects.filter(person__phone="+32470123456").exists()


def test_a_signed_in_person_applies_as_themselves(visitor: Visitor) -> None:
    person = make_person("Bo Signed-in", email="bo@example.org")
    visitor.client.force_login(person)
    visitor.check()
    assert visitor.client.get(visitor.url("you/")).context["form"].initial["address"] == "bo@example.org"
    visitor.fill(address="bo@example.org")
    visitor.send(visitor.key())
    assert Application.objects.get().person == person


def test_sending_takes_at_most_eight_queries(
    visitor: Visitor, django_assert_max_num_queries: object, settings: object
) -> None:
    settings.TASKS = {"default": {"BACKEND": "django.tasks.backends.dummy.DummyBackend"}}  # type: ignore[attr-defined]
    visitor.check()
    visitor.fill()
    key = visitor.key()
    # Eight of its own; the test's transaction adds a savepoint and its release, and keeps the task from being stored (+1).
    with django_assert_max_num_queries(9):  # type: ignore[operator]
        assert visitor.send(key) == 302


def test_personal_pages_are_not_kept_by_caches(visitor: Visitor) -> None:
    visitor.check()
    assert "private" in visitor.client.get(visitor.url("you/")).headers["cache-control"]
    visitor.fill()
    visitor.send(visitor.key())
    assert "no-store" in visitor.client.get(visitor.url("sent/")).headers["cache-control"]


def test_no_address_stands_in_a_cookie_that_can_be_read(visitor: Visitor) -> None:
    visitor.check()
    visitor.fill(address="amina@example.org")
    visitor.send(visitor.key())
    cookies = " ".join(morsel.value for morsel in visitor.client.cookies.values())
    assert "amina" not in cookies
    assert settings.SESSION_COOKIE_NAME not in visitor.client.cookies
