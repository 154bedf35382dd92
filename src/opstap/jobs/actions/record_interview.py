"""They met."""

from datetime import datetime
from uuid import UUID

from django.db import transaction

from opstap.jobs.actions.move import Step, done_before, locked, move
from opstap.jobs.models import Introduction
from opstap.jobs.rules.introduction import Side
from opstap.kit.clock import now
from opstap.people.models import Person


def record_interview(introduction: Introduction, *, by: Person, key: UUID, at: datetime | None = None) -> Introduction:
    """Save that employer and person met. Recorded already, it changes nothing. Raises IntroductionMovedError."""
    with transaction.atomic():
        current = locked(introduction)
        if current.state == Introduction.State.INTERVIEWED or done_before(current, key):
            return current
        return move(current, Step(Introduction.State.INTERVIEWED, by, key, at or now(), side=Side.EMPLOYER))
