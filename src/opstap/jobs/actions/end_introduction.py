"""Not this time: the employer, the person, or a coach for one of them ends an introduction."""

from datetime import datetime
from uuid import UUID

from django.db import transaction

from opstap.jobs.actions.answer_introduction import ReasonError
from opstap.jobs.actions.move import Step, done_before, locked, move
from opstap.jobs.models import Introduction
from opstap.jobs.rules.introduction import Side, reason_fits
from opstap.kit.clock import now
from opstap.people.models import Person


def end_introduction(
    introduction: Introduction, *, reason: str, by: Person, key: UUID, at: datetime | None = None
) -> Introduction:
    """End it with a reason of the closed list; the other side is told, in kind words. Ended already, it changes nothing.

    The word is the person's when `by` is that person, else the employer's. Raises IntroductionMovedError, ReasonError.
    """
    side = Side.PERSON if by.pk == introduction.person_id else Side.EMPLOYER
    if not reason_fits(side, reason):
        raise ReasonError(reason)
    with transaction.atomic():
        current = locked(introduction)
        if current.state == Introduction.State.ENDED or done_before(current, key):
            return current
        return move(current, Step(Introduction.State.ENDED, by, key, at or now(), reason, side))
