"""The calendar as a participant and a coach read it."""

from datetime import date, time, timedelta

import pytest
from tests.build import make_person

from opstap.kit.clock import BRUSSELS, brussels_day, now
from opstap.people.models import Organisation, Person
from opstap.programme import privacy, queries
from opstap.programme.actions.plan_session import plan_session
from opstap.programme.models import Group, Participation, Session
from opstap.programme.rules.slots import slot
from opstap.programme.tests.build import make_edition, make_group, make_participation, make_session

pytestmark = pytest.mark.django_db


def test_the_next_session_is_the_one_going_on_or_else_the_soonest(takes_part: Participation, group: Group) -> None:
    at = now()
    make_session(group, starts_at=at - timedelta(days=1))
    later = make_session(group, starts_at=at + timedelta(days=2))
    cancelled = make_session(group, starts_at=at + timedelta(hours=1))
    cancelled.cancelled_at = at
    cancelled.save()
    assert queries.next_session(takes_part, at=at) == later
    going_on = make_session(group, starts_at=at - timedelta(hours=1))
    assert queries.next_session(takes_part, at=at) == going_on
    assert queries.next_session(takes_part, at=going_on.ends_at) == later
    takes_part.stage = "paused"
    assert queries.next_session(takes_part, at=at) is None


def test_a_session_is_planned_once(group: Group, bilal: Person) -> None:
    when = slot(date(2026, 10, 25), time(9, 30), time(12, 30), BRUSSELS)
    first = plan_session(group, slot=when, by=bilal, place="Room 1")
    assert plan_session(group, slot=when, by=bilal, place="Room 9") == first
    assert Session.objects.count() == 1


def test_a_day_of_25_hours_holds_its_late_session(group: Group) -> None:
    start, end = brussels_day(date(2026, 10, 25))
    assert end.timestamp() - start.timestamp() == 25 * 3600
    late = make_session(group, starts_at=end - timedelta(minutes=30), hours=0.25)
    make_session(group, starts_at=end)
    assert list(queries.sessions_between(Group.objects.all(), start=start, end=end)) == [late]


def test_today_is_about_the_participation_that_goes_on(school: Organisation, amina: Person) -> None:
    old = make_participation(amina, make_group(school, edition=make_edition(school, starts_on=date(2025, 9, 1))))
    new = make_group(school, edition=make_edition(school, starts_on=date(2026, 9, 1)))
    left = make_participation(amina, new, stage="left")
    assert queries.participation_of(amina) == old
    old.stage = "completed"
    old.save()
    assert queries.participation_of(amina) == left
    assert queries.participation_of(make_person()) is None


def test_who_belongs_to_a_group(group: Group, takes_part: Participation) -> None:
    make_participation(make_person("Bo"), group, stage="left")
    zoe = make_participation(make_person("Zoë"), group, stage="offered")
    assert list(queries.participants_of(group)) == [takes_part, zoe]
    assert queries.with_sizes(Group.objects.all()).get().taking_part == 2  # type: ignore[attr-defined]
    assert list(queries.coaches_of([group.pk])) == list(group.coaches.all())


def test_export_and_erase(takes_part: Participation, group: Group, bilal: Person) -> None:
    from uuid import uuid4

    from opstap.programme.actions.change_stage import change_stage
    from opstap.programme.actions.record_attendance import record_attendance
    from opstap.programme.actions.say_absent import say_absent

    session = make_session(group)
    say_absent(takes_part, key=uuid4(), session=session, reason="child")
    record_attendance(session, marks={takes_part.pk: "excused"}, by=bilal, key=uuid4())
    change_stage(takes_part, to="paused", by=bilal, reason="family")
    [exported] = privacy.export(takes_part.person_id)  # type: ignore[misc]
    assert exported["stage"] == "paused"  # type: ignore[index, call-overload]
    assert exported["absence_notices"][0]["reason"] == "child"  # type: ignore[index, call-overload]
    assert exported["attendance"][0]["status"] == "excused"  # type: ignore[index, call-overload]
    assert privacy.erase(takes_part.person_id) == 2
    assert not takes_part.absence_notices.exists()
    assert takes_part.changes.get().reason == ""
    assert takes_part.attendances.count() == 1
