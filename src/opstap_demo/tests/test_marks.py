"""Many attendance sheets at once give the state that one by one gives."""

from datetime import UTC, datetime, timedelta
from uuid import UUID, uuid5

import pytest
from tests.build import grant, make_person

from opstap.kit.models import LedgerLine
from opstap.people.models import Organisation, Person
from opstap.programme.actions.change_stage import change_stage
from opstap.programme.actions.record_attendance import record_attendance
from opstap.programme.models import Attendance, Group, Participation, Session, StageChange
from opstap.programme.tests.build import make_group, make_participation, make_session
from opstap_demo.marks import Register, Sheet
from opstap_demo.past import at, tasks_at_once

pytestmark = pytest.mark.django_db(transaction=True)
BEGAN = datetime(2026, 3, 2, 8, tzinfo=UTC)
KEY = UUID("6a3f9d60-5a55-4a8e-9f6e-1f0d4f4a2b11")
DRAWN = ("present", "absent", "late", "excused")


def _group(school: Organisation, coach: Person) -> tuple[Group, list[Session]]:
    group = make_group(school, coach=coach)
    for place in range(4):
        make_participation(make_person(f"Person {place}"), group, stage="offered")
    days = [BEGAN + timedelta(days=2 * number) for number in range(8)]
    sessions = [make_session(group, starts_at=day, hours=6, preparatory=number < 4) for number, day in enumerate(days)]
    return group, sessions


def _marks(members: list[Participation], number: int) -> dict[UUID, str]:
    """Everybody differs; the first stays away in the middle, as if they paused."""
    return {
        one.pk: DRAWN[(number * 3 + place * 5) % 4]
        for place, one in enumerate(members)
        if not (place == 0 and 2 < number < 5)
    }


def _state(names: dict[UUID, str]) -> list[object]:
    rows = Attendance.objects.order_by("session__starts_at", "participation")
    attendances = [
        (one.key, one.session_id, names[one.participation_id], one.status, one.recorded_by_id, one.recorded_at)
        for one in rows
    ]
    changes = sorted(
        (names[one.participation_id], one.stage, str(one.by_id), one.reason, one.happened_at, one.key, one.recorded_at)
        for one in StageChange.objects.all()
    )
    stages = sorted(Participation.objects.values_list("person__name", "stage"))
    keys = dict(Attendance.objects.values_list("pk", "key"))
    lines = sorted(
        (
            one.verb,
            str(one.actor_id),
            one.subject_type,
            str(keys.get(one.subject_id, one.subject_id)),
            one.happened_at,
            one.recorded_at,
            one.why,
            str(one.refs),
        )
        for one in LedgerLine.objects.filter(verb__in=("programme.attendance_recorded", "programme.stage_changed"))
    )
    return [attendances, changes, stages, lines]


def _forget(members: list[Participation]) -> None:
    Attendance.objects.all().delete()
    StageChange.objects.all().delete()
    LedgerLine.objects.all().delete()
    for one in members:
        Participation.objects.filter(pk=one.pk).update(stage="offered")
        one.refresh_from_db()


def test_bulk_is_the_same_as_one_by_one(school: Organisation) -> None:
    coach = grant(make_person("Bilal Coach"), "coach", school)
    group, sessions = _group(school, coach)
    members = list(Participation.objects.filter(group=group).order_by("pk"))
    names = {one.pk: one.person.name for one in members}
    register = Register()
    with tasks_at_once():
        for number, session in enumerate(sessions):
            with at(session.ends_at):
                sheet = Sheet(session, _marks(members, number), coach, uuid5(KEY, str(number)), session.ends_at)
                register.record(sheet, {one.pk: one for one in members})
        assert register.save() == len(sessions) * len(members) - 2
    bulk = _state(names)
    assert {stage for _, stage in bulk[2]} == {"started"}  # type: ignore[attr-defined]
    _forget(members)
    with tasks_at_once():
        for number, session in enumerate(sessions):
            with at(session.ends_at):
                record_attendance(session, marks=_marks(members, number), by=coach, key=uuid5(KEY, str(number)))
    assert _state(names) == bulk


def test_a_pause_between_two_sheets_is_seen_by_the_next(school: Organisation) -> None:
    coach = grant(make_person("Bilal Coach"), "coach", school)
    group, sessions = _group(school, coach)
    members = {one.pk: one for one in Participation.objects.filter(group=group)}
    someone = next(iter(members.values()))
    register = Register()
    for session in (sessions[0], sessions[4], sessions[5]):
        sheet = Sheet(session, {someone.pk: "present"}, coach, uuid5(KEY, str(session.pk)), session.ends_at)
        register.record(sheet, members)
        if session == sessions[4]:
            change_stage(someone, to="paused", by=coach, reason="health", at=session.ends_at)
    register.save()
    someone.refresh_from_db()
    assert someone.stage == "paused"
