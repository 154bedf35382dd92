"""Keep what an author typed. Every save is appended, so that any of them can be taken back."""

from typing import Any

from django.db import transaction

from opstap.curriculum.access.revisions import claim
from opstap.curriculum.models import Revision, RevisionSave
from opstap.curriculum.rules.content import merge
from opstap.curriculum.rules.revision import SAVE
from opstap.kit.clock import now
from opstap.people.models import Person

# As many saves as are kept of one change; older ones nobody will want back.
KEPT = 200

type Content = dict[str, Any]


class OverwrittenError(Exception):
    """Another tab saved the same place meanwhile: `theirs` is what stands, `mine` what was typed here."""

    def __init__(self, theirs: Content, mine: Content, saved: int) -> None:
        super().__init__(saved)
        self.theirs, self.mine, self.saved = theirs, mine, saved


def save_revision(revision: Revision, *, by: Person, content: Content, saved: int) -> Revision:
    """Save the draft. `saved` is the count that the author's page had; where another tab saved since, both are brought
    together, and OverwrittenError is raised when both changed the same text. Raises NotNowError.
    """
    with transaction.atomic():
        row = claim(by, revision, SAVE)
        if row.saved != saved:
            seen = row.saves.filter(number=saved).first()
            merged = merge(seen.content if seen else {}, content, row.content)
            if merged.clashes:
                raise OverwrittenError(row.content, content, row.saved)
            content = merged.content
        return append_save(row, content)


def keep_theirs(revision: Revision, *, by: Person, content: Content) -> Revision:
    """What the other tab wrote stands; what was typed here is kept among the saves, so that it can come back."""
    with transaction.atomic():
        row = claim(by, revision, SAVE)
        theirs = row.content
        return append_save(append_save(row, content), theirs)


def append_save(row: Revision, content: Content) -> Revision:
    """One more save of a locked row; nothing where nothing changed."""
    if content == row.content:
        return row
    row.content, row.saved, row.changed_at = content, row.saved + 1, now()
    row.save(update_fields=["content", "saved", "changed_at"])
    RevisionSave.objects.create(revision=row, number=row.saved, content=content, saved_at=row.changed_at)
    row.saves.filter(number__gt=1, number__lte=row.saved - KEPT).delete()
    return row
