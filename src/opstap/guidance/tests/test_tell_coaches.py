"""Messages to coaches: only when it is near, once an hour, and without a name."""

from collections.abc import Callable
from contextlib import AbstractContextManager
from datetime import UTC, datetime, timedelta
from uuid import uuid4

import pytest
import time_machine
from tests.build import make_person

from opstap.messages.actions.ask_for_help import ask_for_help
from opstap.messages.models import Message
from opstap.people.models import Person
from opstap.programme.actions.say_absent import say_absent
from opstap.programme.actions.withdraw_absence import withdraw_absence
from opstap.programme.models import Group, Participation
from opstap.programme.tests.build import make_participation, make_session

pytestmark = pytest.mark.django_db
type Commits = Callable[..., AbstractContextManager[list[Callable[[], None]]]]
AT = datetime(2026, 11, 25, 9, 10, tzinfo=UTC)


def _written() -> list[Message]:
    return list(Message.objects.filter(template__startswith="guidance/mail/"))


@pytest.mark.parametrize(("hours", "messages"), [(2, 1), (24, 1), (25, 0)])
def test_an_absence_is_written_only_when_the_class_is_near(
    hours: float, messages: int, takes_part: Participation, django_capture_on_commit_callbacks: Commits
) -> None:
    with time_machine.travel(AT, tick=False), django_capture_on_commit_callbacks(execute=True):
        session = make_session(takes_part.group, starts_at=AT + timedelta(hours=hours))  # type: ignore[arg-type]
        say_absent(takes_part, key=uuid4(), session=session, reason="ill")
    assert len(_written()) == messages


def test_five_absences_in_an_hour_are_one_message_that_names_nobody(
    group: Group, bilal: Person, django_capture_on_commit_callbacks: Commits
) -> None:
    with time_machine.travel(AT, tick=False) as clock:
        session = make_session(group, starts_at=AT + timedelta(hours=3))
        for number in range(5):
            with django_capture_on_commit_callbacks(execute=True):
                one = make_participation(make_person(f"Zahra {number}"), group)
                say_absent(one, key=uuid4(), session=session, reason="ill")
        [message] = _written()
        assert message.address == bilal.email
        assert "Zahra" not in message.body + message.subject
        assert "/coach/" in message.body
        clock.move_to(AT + timedelta(hours=1))
        with django_capture_on_commit_callbacks(execute=True):
            say_absent(make_participation(make_person(), group), key=uuid4(), session=session, reason="ill")
    assert len(_written()) == 2


def test_whoever_can_come_after_all_before_the_task_runs_alarms_nobody(
    takes_part: Participation, django_capture_on_commit_callbacks: Commits
) -> None:
    with django_capture_on_commit_callbacks(execute=True):
        notice = say_absent(takes_part, key=uuid4(), session=make_session(takes_part.group), reason="ill")  # type: ignore[arg-type]
        withdraw_absence(notice, by=takes_part.person)
    assert _written() == []


def test_a_call_for_help_reaches_each_coach_of_the_group(
    takes_part: Participation, bilal: Person, amina: Person, django_capture_on_commit_callbacks: Commits
) -> None:
    second = make_person("Second coach", email=None, phone="+32470000001")
    takes_part.group.coaches.add(second)  # type: ignore[union-attr]
    with django_capture_on_commit_callbacks(execute=True):
        ask_for_help(key=uuid4(), person=amina, words="a secret")
        ask_for_help(key=uuid4(), person=amina, words="another one")
    assert {message.address for message in _written()} == {bilal.email, "+32470000001"}
    assert all("secret" not in message.body for message in _written())


def test_someone_without_a_group_reaches_no_coach(dora: Person, django_capture_on_commit_callbacks: Commits) -> None:
    with django_capture_on_commit_callbacks(execute=True):
        ask_for_help(key=uuid4(), person=dora)
    assert _written() == []
