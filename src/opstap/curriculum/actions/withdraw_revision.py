"""An author gives a change up, so that the lesson or question is free for others."""

from django.db import transaction

from opstap.curriculum.access.revisions import claim
from opstap.curriculum.models import Revision
from opstap.curriculum.rules.revision import WITHDRAW
from opstap.kit import ledger
from opstap.kit.clock import now
from opstap.people.models import Person


def withdraw_revision(revision: Revision, *, by: Person) -> Revision:
    """Nothing of it is lost: it stays in the history. A second time does nothing. Raises NotNowError."""
    with transaction.atomic():
        known = Revision.objects.select_for_update().get(pk=revision.pk)
        if known.state == Revision.State.WITHDRAWN:
            return known
        row = claim(by, revision, WITHDRAW)
        row.state, row.decided_at = Revision.State.WITHDRAWN, now()
        row.save(update_fields=["state", "decided_at"])
        ledger.record("curriculum.revision_withdrawn", by=by, on=row)
    return row
