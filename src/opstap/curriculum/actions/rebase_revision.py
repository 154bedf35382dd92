"""Bring a change onto a version that came out while its author was writing."""

from django.db import transaction

from opstap.curriculum.access.revisions import NotNowError, claim
from opstap.curriculum.actions.save_revision import append_save
from opstap.curriculum.models import Revision
from opstap.curriculum.queries.revisions import base_of, now_of
from opstap.curriculum.rules.content import merge
from opstap.curriculum.rules.revision import SAVE, TAKE_BACK
from opstap.kit import ledger
from opstap.people.models import Person


def rebase_revision(revision: Revision, *, by: Person) -> Revision:
    """Take over what others changed elsewhere in it; where both changed the same text, the author's stands. It is a draft
    then, for the author to look at. A second time does nothing. Raises NotNowError.
    """
    with transaction.atomic():
        held = Revision.objects.select_for_update().get(pk=revision.pk)
        row = claim(by, held, TAKE_BACK if held.state == Revision.State.REVIEW else SAVE)
        base, newest = base_of(row), now_of(row)
        if newest.number == row.based_on:
            return row
        if not newest.content:
            raise NotNowError
        row = append_save(row, merge(base.content, row.content, newest.content).content)
        row.based_on, row.state, row.sent_at = newest.number, Revision.State.DRAFT, None
        row.save(update_fields=["based_on", "state", "sent_at"])
        ledger.record("curriculum.revision_rebased", by=by, on=row, refs={"version": str(newest.number)})
    return row
