"""Make the stage of every participation anew, from its stage changes alone."""

from collections import defaultdict
from collections.abc import Mapping
from uuid import UUID

from django.db import transaction

from opstap.kit.rebuilding import Derived, Rebuilding
from opstap.programme.models import Participation, StageChange
from opstap.programme.rules.stages import stage_of

BATCH = 500


def rebuild() -> Mapping[str, int]:
    """Let each participation follow its changes, in the order in which they were recorded: when something happened is often
    said afterwards. Nobody can change a stage meanwhile, because the rows are locked first."""
    with transaction.atomic():
        rows = list(Participation.objects.select_for_update().order_by("pk"))
        changes: dict[UUID, list[str]] = defaultdict(list)
        for pk, stage in StageChange.objects.order_by("recorded_at", "pk").values_list("participation", "stage"):
            changes[pk].append(stage)
        for row in rows:
            row.stage = stage_of(changes[row.pk])
        Participation.objects.bulk_update(rows, ["stage"], batch_size=BATCH)
    return {"participations": len(rows), "stage changes": sum(map(len, changes.values()))}


REBUILDING = Rebuilding("programme", (Derived(Participation, ("stage",)),), rebuild)
