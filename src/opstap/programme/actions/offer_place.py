"""Offer a person a place in an edition: the birth of a participation."""

from datetime import datetime
from uuid import UUID

from django.db import transaction

from opstap.kit import ledger
from opstap.kit.clock import now
from opstap.people.models import Person
from opstap.programme.actions.change_stage import change_stage
from opstap.programme.models import Edition, Participation, Stage, StageChange

REASON = "place_offered"


def offer_place(
    person: Person, *, edition: Edition, by: Person | None, key: UUID, at: datetime | None = None
) -> Participation:
    """Make the participation in stage "offered", with its first stage change.

    The same `key` changes nothing, nor does an offer to someone who takes part already. Who left is offered a place anew.
    """
    moment = at or now()
    with transaction.atomic():
        participation, made = Participation.objects.get_or_create(person=person, edition=edition)
        if not made:
            if participation.stage == Stage.LEFT:
                change_stage(participation, to=Stage.OFFERED, by=by, reason=REASON, at=moment, key=key)
            return participation
        StageChange.objects.create(
            key=key, participation=participation, stage=Stage.OFFERED, by=by, reason=REASON, happened_at=moment
        )
        ledger.record("programme.place_offered", by=by, on=participation, at=moment, why=REASON)
    return participation
