"""Many attendance sheets at once, to the same state as one by one: a test holds the two against each other.

A sheet of fifteen through `record_attendance` takes some forty queries, a year of ten groups has nine hundred of them. Here
rows and ledger lines are saved in bulk; a stage that follows an attendance still changes by the product's own action.
"""

from collections.abc import Mapping
from dataclasses import dataclass, field
from datetime import datetime
from uuid import UUID, uuid5

from opstap.kit.models import LedgerLine
from opstap.people.models import Person
from opstap.programme.actions.record_attendance import follow
from opstap.programme.models import Attendance, Participation, Session
from opstap.programme.rules.stages import stage_after
from opstap_demo.ledger_lines import save_lines

VERB = "programme.attendance_recorded"


@dataclass(frozen=True, slots=True)
class Sheet:
    """Who was at a session, by participation, recorded by a coach at a moment."""

    session: Session
    marks: Mapping[UUID, str]
    by: Person
    key: UUID
    at: datetime


@dataclass(slots=True)
class Register:
    """Sheets of sessions that have none yet, kept in memory until `save`; stages follow at once."""

    _rows: list[Attendance] = field(default_factory=list)
    _lines: list[LedgerLine] = field(default_factory=list)

    def record(self, sheet: Sheet, members: Mapping[UUID, Participation]) -> None:
        """Note a sheet. `members` are the group's participations, as they stand."""
        for pk, status in sheet.marks.items():
            row = Attendance(
                key=uuid5(sheet.key, str(pk)),
                session=sheet.session,
                participation=members[pk],
                status=status,
                recorded_by=sheet.by,
                recorded_at=sheet.at,
            )
            self._rows.append(row)
            self._lines.append(_line(row, sheet))
            if stage_after(members[pk].stage, status, preparatory=sheet.session.preparatory):
                follow(row, by=sheet.by)

    def save(self) -> int:
        """Write everything noted; gives how many marks."""
        made = len(Attendance.objects.bulk_create(self._rows, batch_size=500))
        save_lines(self._lines)
        self._rows, self._lines = [], []
        return made


def _line(row: Attendance, sheet: Sheet) -> LedgerLine:
    return LedgerLine(
        verb=VERB,
        actor_id=sheet.by.pk,
        subject_type=Attendance._meta.label_lower,
        subject_id=row.pk,
        happened_at=sheet.session.starts_at,
        recorded_at=sheet.at,
        why=row.status,
    )
