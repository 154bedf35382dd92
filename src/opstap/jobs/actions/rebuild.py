"""Make the state of every introduction anew, and whether the employer knows who it is, from its events alone."""

from collections import defaultdict
from collections.abc import Mapping
from uuid import UUID

from django.db import transaction

from opstap.jobs.models import Introduction, IntroductionEvent
from opstap.jobs.rules.following import standing_of
from opstap.kit.rebuilding import Derived, Rebuilding

BATCH = 500
COLUMNS = ("state", "named")


def rebuild() -> Mapping[str, int]:
    """Let each introduction follow its events. The rows are locked first, as every action does."""
    with transaction.atomic():
        rows = list(Introduction.objects.select_for_update().order_by("pk"))
        events: dict[UUID, list[str]] = defaultdict(list)
        for pk, what in IntroductionEvent.objects.order_by("recorded_at", "pk").values_list("introduction", "what"):
            events[pk].append(what)
        for row in rows:
            standing = standing_of(events[row.pk])
            row.state, row.named = standing.state, standing.named
        Introduction.objects.bulk_update(rows, COLUMNS, batch_size=BATCH)
    return {"introductions": len(rows), "events": sum(map(len, events.values()))}


REBUILDING = Rebuilding("jobs", (Derived(Introduction, COLUMNS),), rebuild)
