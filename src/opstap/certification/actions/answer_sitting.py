"""The learner agrees to a sitting, or asks for another day."""

from datetime import datetime
from uuid import UUID

from django.db import transaction

from opstap.certification.actions.append_event import NewFact, NotNowError, already, append, locked
from opstap.certification.models import Sitting, SittingEvent
from opstap.certification.rules.sittings import may_answer
from opstap.kit import ledger
from opstap.kit.clock import now
from opstap.people.models import Person

_FACTS = {True: SittingEvent.What.AGREED, False: SittingEvent.What.DECLINED}


def answer_sitting(sitting: Sitting, *, agree: bool, by: Person, key: UUID, at: datetime | None = None) -> Sitting:
    """Append the answer; with another day the voucher is free again. The same `key` changes nothing.

    Raises NotNowError when it was answered or cancelled before, or has begun.
    """
    moment = at or now()
    with transaction.atomic():
        current = locked(sitting)
        if already(key):
            return current
        if not may_answer(current.state, starts_at=current.starts_at, at=moment):
            raise NotNowError(current.state)
        append(current, NewFact(_FACTS[agree]), by=by, key=key, at=moment)
        verb = "certification.sitting_agreed" if agree else "certification.sitting_declined"
        ledger.record(verb, by=by, on=current, at=moment, refs={"person": str(current.person_id)})
    return current
