"""Take a sitting off the calendar: the learner steps back in time, or the school cancels."""

from datetime import datetime
from uuid import UUID

from django.db import transaction

from opstap.certification.actions.append_event import NewFact, NotNowError, already, append, locked
from opstap.certification.models import Sitting, SittingEvent
from opstap.certification.rules.sittings import may_cancel, may_withdraw
from opstap.kit import ledger
from opstap.kit.clock import now
from opstap.people.models import Person

WITHDRAWN, CANCELLED = "withdrawn", "cancelled"


def cancel_sitting(sitting: Sitting, *, by: Person, key: UUID, at: datetime | None = None) -> Sitting:
    """Append it; the voucher is free again. The learner hears of it when the school did it. The same `key` changes nothing.

    Raises NotNowError: it is over or cancelled, or less than a day is left for the learner's own step back.
    """
    moment = at or now()
    with transaction.atomic():
        current = locked(sitting)
        if already(key):
            return current
        own = by.pk == current.person_id
        may = may_withdraw(current.state, starts_at=current.starts_at, at=moment) if own else may_cancel(current.state)
        if not may:
            raise NotNowError(current.state)
        append(current, NewFact(SittingEvent.What.CANCELLED), by=by, key=key, at=moment)
        refs = {"person": str(current.person_id)}
        why = WITHDRAWN if own else CANCELLED
        ledger.record("certification.sitting_cancelled", by=by, on=current, at=moment, why=why, refs=refs)
    return current
