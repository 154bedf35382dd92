"""A participant says beforehand "I can't come"."""

from datetime import datetime
from uuid import UUID

from django.db import transaction

from opstap.kit import ledger
from opstap.kit.clock import now
from opstap.programme.models import AbsenceNotice, Participation, Session
from opstap.programme.rules import absence


class AbsenceRefusedError(Exception):
    """The session is over, cancelled or another group's; `why` is a `rules.absence.Refusal`."""

    def __init__(self, why: absence.Refusal) -> None:
        super().__init__(why)
        self.why = why


def say_absent(
    participation: Participation, *, key: UUID, session: Session, reason: str, at: datetime | None = None
) -> AbsenceNotice:
    """Save one notice; a second tap, or another key while a notice stands, gives the first one back.

    The lock on the participation lets two taps at once pass one after the other. Raises AbsenceRefusedError.
    """
    moment = at or now()
    with transaction.atomic():
        Participation.objects.select_for_update().get(pk=participation.pk)
        mine = AbsenceNotice.objects.filter(participation=participation, session=session)
        if said := mine.filter(key=key).first() or mine.filter(withdrawn_at__isnull=True).first():
            return said
        why = absence.refusal(
            at=moment,
            ends_at=session.ends_at,
            cancelled=session.cancelled_at is not None,
            in_group=session.group_id == participation.group_id and participation.stage in Participation.TAKING_PART,
        )
        if why:
            raise AbsenceRefusedError(why)
        notice = AbsenceNotice.objects.create(
            key=key, participation=participation, session=session, reason=reason, said_at=moment
        )
        ledger.record("programme.absence_said", by=participation.person, on=notice, at=moment, why=reason)
    return notice
