"""A reviewer asks the author to mend something."""

from django.db import transaction

from opstap.curriculum.access.revisions import claim
from opstap.curriculum.actions.tell_author import tell_author
from opstap.curriculum.models import Revision
from opstap.curriculum.rules.revision import SEND_BACK
from opstap.kit import ledger
from opstap.kit.clock import now
from opstap.people.models import Person


def send_back(revision: Revision, *, by: Person, remarks: str) -> Revision:
    """The change is a draft again, with what the reviewer asks for; its author is told. Raises NotNowError."""
    with transaction.atomic():
        row = claim(by, revision, SEND_BACK)
        row.state, row.reviewer, row.decided_at = Revision.State.DRAFT, by, now()
        row.remarks = remarks.strip()[:1000]
        row.save(update_fields=["state", "reviewer", "decided_at", "remarks"])
        line = ledger.record("curriculum.revision_sent_back", by=by, on=row)
        tell_author(row, "curriculum/mail/sent_back", sequence=line.sequence)
    return row
