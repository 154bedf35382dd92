"""Append a fact to a sitting and let the sitting follow it: the one way in which a sitting changes."""

from dataclasses import dataclass
from datetime import datetime
from uuid import UUID

from opstap.certification.models import Sitting, SittingEvent
from opstap.certification.rules.following import Fact, outcome_of
from opstap.people.models import Person


class NotNowError(Exception):
    """This cannot happen to the sitting as it stands, or not yet: a colleague was first, or its hour has not come."""


class NotAllowedError(Exception):
    """Nobody records, corrects or verifies a result of their own."""


class ScoreError(ValueError):
    """The score does not go with the outcome; see `rules.sittings.score_fits`."""


@dataclass(frozen=True, slots=True)
class NewFact:
    """What happened, and what came with it."""

    what: str
    score: int | None = None
    evidence: str = ""
    reason: str = ""


def locked(sitting: Sitting) -> Sitting:
    """The row as it is now, held until the transaction ends; with its person and exam."""
    rows = Sitting.objects.select_for_update(of=("self",)).select_related("person", "exam")
    return rows.get(pk=sitting.pk)


def already(key: UUID) -> bool:
    """Whether a fact with this key was appended before: the client sent it twice."""
    return SittingEvent.objects.filter(key=key).exists()


def append(sitting: Sitting, fact: NewFact, *, by: Person | None, key: UUID, at: datetime) -> SittingEvent:
    """Save both. `sitting` is `locked`, or was made just now; whether the fact may follow is asked before."""
    event = SittingEvent.objects.create(
        key=key,
        sitting=sitting,
        what=fact.what,
        score=fact.score,
        evidence=fact.evidence,
        reason=fact.reason,
        by=by,
        happened_at=at,
    )
    now = outcome_of((Fact(sitting.state, at, sitting.score), Fact(fact.what, at, fact.score)))
    sitting.state, sitting.score, sitting.verified_at = now.state, now.score, now.verified_at
    sitting.save(update_fields=["state", "score", "verified_at"])
    return event
