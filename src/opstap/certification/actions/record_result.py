"""What a sitting came to: recorded by staff, or declared by the learner with the link of their transcript."""

from dataclasses import dataclass
from datetime import datetime
from uuid import UUID

from django.db import transaction

from opstap.certification.actions.append_event import (
    NewFact,
    NotAllowedError,
    NotNowError,
    ScoreError,
    already,
    append,
    locked,
)
from opstap.certification.models import Sitting
from opstap.certification.rules.sittings import RESULTS, may_record, score_fits
from opstap.certification.rules.transcripts import is_transcript_link
from opstap.kit import ledger
from opstap.kit.clock import now
from opstap.people.models import Person

DECLARED = "declared"


class LinkError(ValueError):
    """The link is not the share link of a transcript on the vendor's own site."""


@dataclass(frozen=True, slots=True)
class Declared:
    """What a learner says of their own sitting."""

    outcome: str
    score: int | None = None
    evidence: str = ""


def record_result(
    sitting: Sitting, *, outcome: str, score: int | None, by: Person | None, key: UUID, at: datetime | None = None
) -> Sitting:
    """Append passed, failed or missed; the learner is told by a listener. The same `key` changes nothing.

    Raises NotAllowedError, NotNowError (recorded before, or its hour has not come), ScoreError.
    """
    if by is not None and by.pk == sitting.person_id:
        raise NotAllowedError
    return _record(sitting, NewFact(outcome, score), by=by, key=key, at=at)


def declare_result(
    sitting: Sitting, *, declared: Declared, by: Person, key: UUID, at: datetime | None = None
) -> Sitting:
    """The same, by the learner: it counts once someone of the school has seen it on the vendor's record.

    Without a link it can be said too (not passed, or the link comes later). Raises NotNowError, ScoreError, LinkError.
    """
    if declared.evidence and not is_transcript_link(declared.evidence):
        raise LinkError
    fact = NewFact(declared.outcome, declared.score, declared.evidence)
    return _record(sitting, fact, by=by, key=key, at=at)


def _record(sitting: Sitting, fact: NewFact, *, by: Person | None, key: UUID, at: datetime | None) -> Sitting:
    if fact.what not in RESULTS or not score_fits(fact.what, fact.score):
        raise ScoreError
    moment = at or now()
    with transaction.atomic():
        current = locked(sitting)
        if already(key):
            return current
        if not may_record(current.state, starts_at=current.starts_at, at=moment):
            raise NotNowError(current.state)
        append(current, fact, by=by, key=key, at=moment)
        why = DECLARED if by is not None and by.pk == current.person_id else ""
        refs = {"person": str(current.person_id), "exam": current.exam.code, "outcome": fact.what}
        ledger.record("certification.result_recorded", by=by, on=current, at=moment, why=why, refs=refs)
    return current
