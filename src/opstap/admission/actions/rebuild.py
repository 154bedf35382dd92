"""Make the status of every application anew, from who scored, decided and withdrew."""

from collections import defaultdict
from collections.abc import Mapping
from uuid import UUID

from django.db import transaction

from opstap.admission.models import Application, Assessment, Decision
from opstap.admission.rules.status import status_of
from opstap.kit.models import LedgerLine
from opstap.kit.rebuilding import Derived, Rebuilding

BATCH = 500


def rebuild() -> Mapping[str, int]:
    """Let each application follow its facts. That someone withdrew stands in the ledger and nowhere else."""
    with transaction.atomic():
        rows = list(Application.objects.select_for_update().only("pk", "status").order_by("pk"))
        outcomes: dict[UUID, list[str]] = defaultdict(list)
        for pk, outcome in Decision.objects.order_by("at", "pk").values_list("application", "outcome"):
            outcomes[pk].append(outcome)
        read = set(Assessment.objects.values_list("application", flat=True))
        lines = LedgerLine.objects.filter(verb="admission.application_withdrawn")
        withdrawn = set(lines.values_list("subject_id", flat=True))
        for row in rows:
            row.status = status_of(outcomes[row.pk], read=row.pk in read, withdrawn=row.pk in withdrawn)
        # First those that leave room: a person has one application per call besides the withdrawn ones.
        for gone in (True, False):
            some = [row for row in rows if (row.status == Application.Status.WITHDRAWN) is gone]
            Application.objects.bulk_update(some, ["status"], batch_size=BATCH)
    return {"applications": len(rows), "decisions": sum(map(len, outcomes.values()))}


REBUILDING = Rebuilding("admission", (Derived(Application, ("status",)),), rebuild)
