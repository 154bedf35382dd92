"""Move a participation to another stage: the only writer of `Participation.stage` after its birth."""

from datetime import datetime
from uuid import UUID

from django.db import transaction

from opstap.kit import ledger
from opstap.kit.clock import now
from opstap.kit.ids import new_id
from opstap.people.models import Person
from opstap.programme.models import Participation, StageChange
from opstap.programme.rules import stages


class StageRefusedError(Exception):
    """This stage cannot follow the present one, or the reason does not fit."""


def change_stage(
    participation: Participation,
    *,
    to: str,
    by: Person | None,
    reason: str = "",
    at: datetime | None = None,
    key: UUID | None = None,
) -> StageChange:
    """Append a stage change and let the participation follow it. The same `key` gives the first change back.

    The participation's row is locked first: of two people who change it at once, the second is judged against what the
    first made of it. Raises StageRefusedError.
    """
    key = key or new_id()
    with transaction.atomic():
        current = Participation.objects.select_for_update().get(pk=participation.pk)
        if done := StageChange.objects.filter(key=key).first():
            return done
        if not (stages.may_change(current.stage, to) and stages.reason_fits(to, reason)):
            raise StageRefusedError(f"{current.stage} -> {to} ({reason})")
        change = StageChange.objects.create(
            key=key, participation=current, stage=to, by=by, reason=reason, happened_at=at or now()
        )
        refs = {"from": current.stage, "to": to}
        current.stage = participation.stage = to
        current.save(update_fields=["stage"])
        ledger.record("programme.stage_changed", by=by, on=current, at=change.happened_at, why=reason, refs=refs)
    return change
