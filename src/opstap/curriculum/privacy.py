"""What curriculum holds of a person: which files of questions they brought in."""

from uuid import UUID

from opstap.curriculum.models import QuestionImport
from opstap.kit.privacy import Json, PrivacyHooks


def export(person: UUID) -> Json:
    """The files that the person brought in."""
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


def erase(person: UUID) -> int:
    """Cut the link. The author's name stays with the questions, because their licence asks for it."""
    return QuestionImport.objects.filter(by=person).update(by=None)


HOOKS = PrivacyHooks(station="curriculum", export=export, erase=erase)
