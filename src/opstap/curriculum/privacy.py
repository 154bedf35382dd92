"""What curriculum holds of a person: files of questions that they brought in, and changes that they wrote or reviewed."""

from uuid import UUID

from django.db.models import Q

from opstap.curriculum.models import QuestionImport, Revision
from opstap.kit.privacy import Json, PrivacyHooks


def export(person: UUID) -> Json:
    """The files that the person brought in, and the changes of lessons and questions that they wrote or reviewed."""
    return {"imports": _imports(person), "changes": _changes(person)}


def _imports(person: UUID) -> Json:
    rows = QuestionImport.objects.filter(by=person).order_by("started_at")
    return [
        {
            "file": row.filename,
            "author": row.author,
            "licence": row.licence,
            "source": row.source,
            "started_at": row.started_at.isoformat(),
            "confirmed_at": row.confirmed_at.isoformat() if row.confirmed_at else None,
        }
        for row in rows
    ]


def _changes(person: UUID) -> Json:
    rows = Revision.objects.filter(Q(author=person) | Q(reviewer=person)).select_related("course", "lesson")
    return [
        {
            "course": row.course.code,
            "of": row.lesson.code if row.lesson else row.question_code,
            "as": "author" if row.author_id == person else "reviewer",
            "state": row.state,
            "content": row.content if row.author_id == person else None,
            "note": row.note if row.author_id == person else "",
            "remarks": row.remarks,
            "begun_at": row.begun_at.isoformat(),
            "changed_at": row.changed_at.isoformat(),
            "sent_at": row.sent_at.isoformat() if row.sent_at else None,
            "decided_at": row.decided_at.isoformat() if row.decided_at else None,
        }
        for row in rows.order_by("begun_at")
    ]


def erase(person: UUID) -> int:
    """Cut the links, and empty what was said from one to the other. The author's name stays with what was published,
    because its licence asks for it; a draft that nobody waits for any more is withdrawn, so that others can go on.
    """
    own = Revision.objects.filter(author=person)
    own.filter(state=Revision.State.DRAFT).update(state=Revision.State.WITHDRAWN)
    changed = QuestionImport.objects.filter(by=person).update(by=None)
    changed += own.update(author=None, note="")
    changed += Revision.objects.filter(reviewer=person).update(reviewer=None, remarks="")
    return changed


HOOKS = PrivacyHooks(station="curriculum", export=export, erase=erase)
