"""Go back to an earlier save of a draft."""

from django.db import transaction

from opstap.curriculum.access.revisions import claim
from opstap.curriculum.actions.save_revision import append_save
from opstap.curriculum.models import Revision
from opstap.curriculum.rules.revision import SAVE
from opstap.people.models import Person


def undo_save(revision: Revision, *, by: Person, to: int) -> Revision:
    """The content of save number `to` once more, as a new save: going back can itself be undone. Raises NotNowError."""
    with transaction.atomic():
        row = claim(by, revision, SAVE)
        earlier = row.saves.filter(number=to).first()
        return append_save(row, earlier.content) if earlier is not None else row
