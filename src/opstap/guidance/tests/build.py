"""Classes that were missed, and contacts: what tests of guidance start from."""

from collections.abc import Sequence
from datetime import datetime, timedelta
from uuid import uuid4

from opstap.guidance.actions.mark_contacted import Touch, mark_contacted
from opstap.guidance.models import Contact
from opstap.kit.clock import now
from opstap.people.models import Person
from opstap.programme.models import Attendance, Group, Participation, Session
from opstap.programme.tests.build import make_session

STATUS = {"c": "present", "l": "late", "s": "absent", "e": "excused"}


def make_classes(group: Group, how_many: int = 3, *, at: datetime | None = None) -> list[Session]:
    """Classes on the last days, newest first; the last one ended an hour ago."""
    last = (at or now()) - timedelta(hours=4)
    return [make_session(group, starts_at=last - timedelta(days=days)) for days in range(how_many)]


def mark(participation: Participation, sessions: Sequence[Session], marks: str) -> None:
    """A letter per session, newest first: c came, l late, s stayed away, e excused, - nothing recorded."""
    rows = zip(sessions, marks, strict=True)
    Attendance.objects.bulk_create(
        Attendance(
            key=uuid4(), session=session, participation=participation, status=STATUS[one], recorded_at=session.ends_at
        )
        for session, one in rows
        if one != "-"
    )


def contact(person: Person, by: Person, *reasons: str, how: str = "called", days: int = 3, words: str = "") -> Contact:
    """A contact that was noted now."""
    return mark_contacted(person, touch=Touch(how, days, reasons, words), by=by, key=uuid4())
