"""A person says yes or no to an employer who asks."""

from datetime import datetime
from uuid import UUID

from django.db import transaction

from opstap.jobs.actions.ask_introduction import CardGoneError
from opstap.jobs.actions.move import Step, done_before, locked, move
from opstap.jobs.models import Introduction
from opstap.jobs.queries.introductions import has_card
from opstap.jobs.rules.introduction import Side, reason_fits
from opstap.kit.clock import now
from opstap.people.models import Person


class ReasonError(ValueError):
    """No such reason for whoever gives it."""


def answer_introduction(
    introduction: Introduction, *, yes: bool, by: Person, key: UUID, reason: str = "", at: datetime | None = None
) -> Introduction:
    """Yes tells the employer the name; no needs no reason. The same key, or the same answer again, changes nothing.

    Raises CardGoneError for a yes of someone who took the card back, IntroductionMovedError, ReasonError.
    """
    if not reason_fits(Side.PERSON, reason):
        raise ReasonError(reason)
    what = Introduction.State.ACCEPTED if yes else Introduction.State.DECLINED
    with transaction.atomic():
        current = locked(introduction)
        if current.state == what or done_before(current, key):
            return current
        if yes and not has_card(current.person):
            raise CardGoneError
        return move(current, Step(what, by, key, at or now(), "" if yes else reason, Side.PERSON))
