"""What programme holds of a person, and how it forgets."""

from uuid import UUID

from opstap.kit.privacy import Json, PrivacyHooks
from opstap.programme.models import AbsenceNotice, Attendance, Participation, StageChange


def export(person_id: UUID) -> Json:
    """Each participation with its road, attendance and absence notices."""
    return [_participation(row) for row in Participation.objects.filter(person_id=person_id).select_related("edition")]


def _participation(row: Participation) -> Json:
    changes: list[Json] = [
        {"stage": change.stage, "reason": change.reason, "happened_at": change.happened_at.isoformat()}
        for change in StageChange.objects.filter(participation=row)
    ]
    attendance: list[Json] = [
        {
            "session": mark.session.starts_at.isoformat(),
            "status": mark.status,
            "recorded_at": mark.recorded_at.isoformat(),
        }
        for mark in Attendance.objects.filter(participation=row).select_related("session").order_by("recorded_at")
    ]
    notices: list[Json] = [
        {
            "session": notice.session.starts_at.isoformat(),
            "reason": notice.reason,
            "said_at": notice.said_at.isoformat(),
            "withdrawn_at": notice.withdrawn_at.isoformat() if notice.withdrawn_at else None,
        }
        for notice in AbsenceNotice.objects.filter(participation=row).select_related("session").order_by("said_at")
    ]
    return {
        "edition": row.edition.name,
        "stage": row.stage,
        "changes": changes,
        "attendance": attendance,
        "absence_notices": notices,
    }


def erase(person_id: UUID) -> int:
    """Blank why someone stopped or stayed away; the road itself stays, for the counts that a funder was shown.

    What is left hangs on a person row whose name and addresses `people` empties: nothing maps it back.
    """
    mine = Participation.objects.filter(person_id=person_id)
    notices, _ = AbsenceNotice.objects.filter(participation__in=mine).delete()
    reasons = StageChange.objects.filter(participation__in=mine).exclude(reason="").update(reason="")
    return notices + reasons


HOOKS = PrivacyHooks("programme", export, erase)
