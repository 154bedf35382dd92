"""A coach records who was at a session."""

from collections.abc import Mapping
from uuid import UUID, uuid5

from django.db import transaction

from opstap.kit import ledger
from opstap.kit.clock import now
from opstap.people.models import Person
from opstap.programme.actions.change_stage import change_stage
from opstap.programme.models import Attendance, ChangeReason, Participation, Session
from opstap.programme.queries import attendance_now
from opstap.programme.rules.stages import stage_after


def record_attendance(session: Session, *, marks: Mapping[UUID, str], by: Person, key: UUID) -> list[Attendance]:
    """Append what differs from what was recorded before; `marks` maps participation id to `Attendance.Status`.

    Ids of another group are passed over. Who came to a session of the main training for the first time has started.
    A resend of the same `key` adds nothing. Gives the new rows.
    """
    with transaction.atomic():
        # The session's row is the lock: two coaches who save at once see each other's marks.
        Session.objects.select_for_update().get(pk=session.pk)
        before = attendance_now(session)
        done = set(Attendance.objects.filter(session=session).values_list("key", flat=True))
        wanted = Participation.objects.filter(group=session.group_id, pk__in=marks)
        new = [
            Attendance(
                key=row_key, session=session, participation=one, status=marks[one.pk], recorded_by=by, recorded_at=now()
            )
            for one in wanted
            if before.get(one.pk) != marks[one.pk] and (row_key := uuid5(key, str(one.pk))) not in done
        ]
        Attendance.objects.bulk_create(new)
        for row in new:
            ledger.record("programme.attendance_recorded", by=by, on=row, at=session.starts_at, why=row.status)
            follow(row, by=by)
    return new


def follow(row: Attendance, *, by: Person | None) -> None:
    """Let the stage follow an attendance."""
    stage = stage_after(row.participation.stage, row.status, preparatory=row.session.preparatory)
    if stage is not None:
        change_stage(
            row.participation, to=stage, by=by, reason=ChangeReason.ATTENDED, at=row.session.starts_at, key=row.key
        )
