"""The invented school: whole, believable, repeatable, and made by the product's own actions."""

from datetime import datetime, timedelta

import pytest
from django.core.management import call_command
from django.test import Client
from django.urls import reverse
from pytest_django import DjangoAssertNumQueries

from opstap.admission.models import Application
from opstap.kit.clock import BRUSSELS, now, today
from opstap.kit.models import LedgerLine
from opstap.messages.models import HelpRequest, Message
from opstap.people.models import Person, Role, RoleGrant
from opstap.practice.models import Answer
from opstap.programme.models import AbsenceNotice, Attendance, Group, Participation
from opstap_demo.cast import part, parts
from opstap_demo.classes import outlines
from opstap_demo.tests.fixtures import Built


@pytest.mark.xdist_group("demonstration")
def test_the_school_stands(
    built_demonstration: Built,
    demonstration: None,
    client: Client,
    django_assert_max_num_queries: DjangoAssertNumQueries,
) -> None:
    assert built_demonstration.counted["applications"] >= 60
    assert built_demonstration.counted["participants"] == 45
    _everything_is_there()
    _the_past_is_in_the_past()
    _everyone_can_be_met(client, django_assert_max_num_queries)
    people = Person.objects.count()
    call_command("demonstrate")
    assert Person.objects.count() == people


def _everything_is_there() -> None:
    assert set(Application.objects.values_list("status", flat=True)) == set(Application.Status.values)
    assert set(Application.objects.values_list("language", flat=True)) == {"nl", "fr", "en", "ar"}
    assert set(RoleGrant.objects.values_list("role", flat=True)) == set(Role.values)
    assert set(Participation.objects.values_list("stage", flat=True)) >= {
        "preparatory",
        "started",
        "active",
        "paused",
        "left",
    }
    assert set(Attendance.objects.values_list("status", flat=True)) == set(Attendance.Status.values)
    assert Group.objects.count() == 3
    assert Answer.objects.count() > 100
    assert HelpRequest.objects.filter(answered_at=None).exists()
    assert HelpRequest.objects.exclude(answered_at=None).exists()
    assert AbsenceNotice.objects.filter(seen_at=None).exists()
    names = list(Person.objects.values_list("name", flat=True))
    assert len(names) == len(set(names))
    letters = list(Application.objects.values_list("motivation", flat=True))
    assert len(set(letters)) == len(letters), "two people wrote the same words"


def _the_past_is_in_the_past() -> None:
    """Every message left at the time of what it tells, and no fact is of tomorrow."""
    moment = now()
    assert not LedgerLine.objects.filter(happened_at__gt=moment).exists()
    assert not Message.objects.exclude(status="sent").exists()
    assert Message.objects.filter(created_at__lt=moment - timedelta(days=150)).exists()
    for application in Application.objects.filter(decisions__isnull=False).prefetch_related("decisions", "assessments"):
        times = [application.sent_at, *(one.made_at for one in application.assessments.all())]
        assert max(times) < min(one.at for one in application.decisions.all())


def _everyone_can_be_met(client: Client, queries: DjangoAssertNumQueries) -> None:
    for one in parts():
        assert client.post(reverse("opstap_demo:enter", args=[one.code]))["Location"] == reverse("guidance:today")
        with queries(15):
            page = client.get(reverse("guidance:today")).content.decode()
        assert "everybody here is invented" in page
    client.post(reverse("opstap_demo:enter", args=["learner"]))
    assert "/today/absent/" in client.get(reverse("guidance:today")).content.decode()


@pytest.mark.parametrize("hour", range(24))
def test_the_youngest_group_has_class_within_twelve_hours(hour: int) -> None:
    moment = datetime.combine(today(), datetime.min.time(), BRUSSELS) + timedelta(hours=hour, minutes=20)
    youngest = outlines(moment)[-1]
    starts = [
        datetime.combine(moment.date() + timedelta(days=ahead), youngest.hours[0], BRUSSELS)
        for ahead in (0, 1)
        if (moment.weekday() + ahead) % 7 in youngest.weekdays
    ]
    ends = [
        datetime.combine(moment.date() + timedelta(days=ahead), youngest.hours[1], BRUSSELS)
        for ahead in (0, 1)
        if (moment.weekday() + ahead) % 7 in youngest.weekdays
    ]
    assert any(start - moment <= timedelta(hours=12) and moment < end for start, end in zip(starts, ends, strict=True))


def test_everybody_of_the_cast_is_said_in_four_languages() -> None:
    assert [one.code for one in parts()][:2] == ["candidate", "learner"]
    assert {role for one in parts() for role in one.roles} == set(Role.values)
    for one in parts():
        assert set(one.does) == {"nl", "fr", "en", "ar"}
        assert one.email.endswith(".example")
    with pytest.raises(KeyError):
        part("nobody")
