"""Today, per role, and what stays closed."""

from datetime import timedelta
from uuid import uuid4

import pytest
import time_machine
from django.test import Client
from django.urls import reverse
from pytest_django import DjangoAssertNumQueries
from tests.build import grant, make_person

from opstap.kit.clock import now
from opstap.messages.actions.answer_help import answer_help
from opstap.messages.models import HelpRequest
from opstap.people.models import Organisation, Person, Role
from opstap.programme.actions.say_absent import say_absent
from opstap.programme.models import AbsenceNotice, Participation, Session
from opstap.programme.tests.build import make_group, make_participation, make_session

pytestmark = pytest.mark.django_db
TODAY = "/today/"


def test_the_unknown_sign_in_first(client: Client) -> None:
    response = client.get(TODAY)
    assert response.status_code == 302
    assert response["Location"].startswith(reverse("account_login"))


@pytest.mark.parametrize("role", list(Role))
def test_no_role_meets_a_dead_end(
    role: str, client: Client, school: Organisation, django_assert_max_num_queries: DjangoAssertNumQueries
) -> None:
    person = grant(make_person(), role, school)
    client.force_login(person)
    with django_assert_max_num_queries(15):
        page = client.get(TODAY).content.decode()
    main = page[page.index("<main") : page.index("</main")]
    assert 'class="button"' in main
    assert 'href="' in main


def test_a_class_in_two_hours_is_what_counts(
    client: Client, amina: Person, takes_part: Participation, soon: Session
) -> None:
    client.force_login(amina)
    page = client.get(TODAY).content.decode()
    assert 'data-kind="now"' in page
    assert "Room 2" in page
    assert reverse("guidance:absent", args=[soon.pk]) in page


def test_two_taps_say_that_i_cannot_come(
    client: Client, amina: Person, takes_part: Participation, soon: Session
) -> None:
    client.force_login(amina)
    url = reverse("guidance:absent", args=[soon.pk])
    assert url in client.get(TODAY).content.decode()
    first_tap = client.get(url)
    key = str(first_tap.context["form"]["key"].value())
    assert first_tap.content.decode().count('name="reason"') == 5
    for _ in range(2):  # a nervous thumb
        assert client.post(url, {"key": key, "reason": "child"})["Location"] == TODAY
    notice = AbsenceNotice.objects.get()
    assert (notice.participation, notice.reason) == (takes_part, "child")
    assert "I can come after all" in client.get(TODAY).content.decode()


def test_i_can_come_after_all(client: Client, amina: Person, takes_part: Participation, soon: Session) -> None:
    client.force_login(amina)
    notice = say_absent(takes_part, key=uuid4(), session=soon, reason="ill")
    back = reverse("guidance:come_after_all", args=[soon.pk])
    assert back in client.get(reverse("guidance:absent", args=[soon.pk])).content.decode()
    assert client.post(back).status_code == 302
    assert client.post(back).status_code == 302
    notice.refresh_from_db()
    assert notice.withdrawn_at is not None
    assert back not in client.get(TODAY).content.decode()
    assert client.get(back).status_code == 405


def test_after_the_class_it_is_said_kindly(
    client: Client, amina: Person, takes_part: Participation, soon: Session
) -> None:
    client.force_login(amina)
    with time_machine.travel(soon.ends_at + timedelta(minutes=1), tick=False):
        url = reverse("guidance:absent", args=[soon.pk])
        page = client.post(url, {"key": str(uuid4()), "reason": "ill"}, follow=True).content.decode()
    assert "This class is over" in page
    assert not AbsenceNotice.objects.exists()


def test_a_stranger_finds_nothing(client: Client, dora: Person, bilal: Person, soon: Session) -> None:
    for person in (dora, bilal):
        client.force_login(person)
        for name in ("absent", "come_after_all"):
            assert (
                client.post(reverse(f"guidance:{name}", args=[soon.pk]), {"key": uuid4(), "reason": "ill"}).status_code
                == 404
            )
        assert client.get(reverse("guidance:absent", args=[soon.pk])).status_code == 404


def test_two_taps_say_that_i_am_stuck_and_the_answer_comes_back(
    client: Client, amina: Person, bilal: Person, takes_part: Participation
) -> None:
    client.force_login(amina)
    url = reverse("guidance:stuck")
    assert url in client.get(TODAY).content.decode()
    key = str(client.get(url).context["form"]["key"].value())
    for _ in range(2):
        assert client.post(url, {"key": key, "topic": "device", "words": "The screen is black"}).status_code == 302
    asked = HelpRequest.objects.get()
    assert (asked.person, asked.about_id, asked.words) == (amina, "device", "The screen is black")
    assert "Your coach has your question" in client.get(TODAY).content.decode()
    answer_help(asked, by=bilal, answer="Come at nine, we look together.")
    assert "we look together" in client.get(TODAY).content.decode()
    with time_machine.travel(now() + timedelta(days=15), tick=False):
        assert "we look together" not in client.get(TODAY).content.decode()


def test_a_wrong_form_is_shown_again(client: Client, amina: Person, takes_part: Participation, soon: Session) -> None:
    client.force_login(amina)
    assert client.post(reverse("guidance:stuck"), {"key": "x", "topic": "device"}).status_code == 200
    response = client.post(reverse("guidance:absent", args=[soon.pk]), {"key": uuid4(), "reason": "no such reason"})
    assert response.status_code == 200
    assert not HelpRequest.objects.exists()
    assert not AbsenceNotice.objects.exists()


@pytest.mark.parametrize("language", ["nl", "fr", "en", "ar"])
@pytest.mark.parametrize("stage", ["offered", "preparatory", "started", "active", "paused", "completed", "left"])
def test_each_stage_has_its_day_in_each_language(
    stage: str, language: str, client: Client, amina: Person, school: Organisation
) -> None:
    make_participation(amina, make_group(school), stage=stage)
    client.force_login(amina)
    page = client.get(TODAY, headers={"accept-language": language}).content.decode()
    assert f'lang="{language}"' in page
    assert f'dir="{"rtl" if language == "ar" else "ltr"}"' in page


def test_a_full_today_costs_few_queries(
    client: Client,
    amina: Person,
    takes_part: Participation,
    soon: Session,
    django_assert_max_num_queries: DjangoAssertNumQueries,
) -> None:
    make_session(soon.group, starts_at=soon.starts_at + timedelta(days=1))
    for number in range(12):
        HelpRequest.objects.create(key=uuid4(), person=amina, about_type="topic", about_id="device", words=str(number))
    client.force_login(amina)
    with django_assert_max_num_queries(15):
        client.get(TODAY)


def test_the_hour_is_that_of_brussels(client: Client, amina: Person, takes_part: Participation) -> None:
    # On the night of 24 to 25 October 2026 the clock goes back: at 23:30 UTC it is 01:30 in Brussels.
    from datetime import UTC, datetime

    make_session(takes_part.group, starts_at=datetime(2026, 10, 25, 8, 30, tzinfo=UTC))  # type: ignore[arg-type]
    client.force_login(amina)
    with time_machine.travel(datetime(2026, 10, 24, 23, 30, tzinfo=UTC), tick=False):
        page = client.get(TODAY, headers={"accept-language": "en"}).content.decode()
    assert "You have class today" in page
    assert "09:30 to 12:30" in page
