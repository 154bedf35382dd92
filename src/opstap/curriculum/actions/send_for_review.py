"""An author hands a change to a colleague, or takes it back to go on writing."""

from collections.abc import Sequence

from django.db import transaction

from opstap.curriculum.access.revisions import claim
from opstap.curriculum.models import Revision
from opstap.curriculum.queries.revisions import changes_of, faults_of, is_behind
from opstap.curriculum.rules.revision import SEND, TAKE_BACK
from opstap.curriculum.rules.revision_check import Fault
from opstap.kit import ledger
from opstap.kit.clock import now
from opstap.people.models import Person


class NotReadyError(Exception):
    """Something is to be mended first."""

    def __init__(self, faults: Sequence[Fault] = ()) -> None:
        super().__init__(len(faults))
        self.faults = tuple(faults)


class NothingChangedError(Exception):
    """The change says what stands already."""


class BehindError(Exception):
    """What it changes has been changed meanwhile: its author looks at both first."""


def send_for_review(revision: Revision, *, by: Person, note: str) -> Revision:
    """The change waits for a reviewer from now on. `note`: what was changed, and why. A second time does nothing.

    Raises NotNowError, NotReadyError, NothingChangedError, BehindError.
    """
    with transaction.atomic():
        known = Revision.objects.select_for_update().get(pk=revision.pk)
        if known.state == Revision.State.REVIEW and known.author_id == by.pk:
            return known
        row = claim(by, revision, SEND)
        if faults := faults_of(row):
            raise NotReadyError(faults)
        if is_behind(row):
            raise BehindError
        if not changes_of(row):
            raise NothingChangedError
        row.state, row.note, row.sent_at = Revision.State.REVIEW, note.strip()[:500], now()
        row.save(update_fields=["state", "note", "sent_at"])
        ledger.record("curriculum.revision_sent", by=by, on=row)
    return row


def take_back(revision: Revision, *, by: Person) -> Revision:
    """The author goes on writing before anybody decided. Raises NotNowError."""
    with transaction.atomic():
        row = claim(by, revision, TAKE_BACK)
        row.state, row.sent_at = Revision.State.DRAFT, None
        row.save(update_fields=["state", "sent_at"])
        ledger.record("curriculum.revision_taken_back", by=by, on=row)
    return row
