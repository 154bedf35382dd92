"""Mend a result that was recorded wrongly. The first record stays; a newer fact with its reason takes its place."""

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
from opstap.certification.models import Badge, Sitting, SittingEvent
from opstap.certification.rules.sittings import RESULTS, may_correct, score_fits
from opstap.kit import ledger
from opstap.kit.clock import now
from opstap.people.models import Person
from opstap.programme.models import Participation


class BadgeIssuedError(Exception):
    """A badge rests on this result: revoke that first."""


class LaterSittingError(Exception):
    """The exam was booked again since: a pass here would make that sitting one that the vendor refuses."""


@dataclass(frozen=True, slots=True)
class Correction:
    """The right outcome, and why the first was wrong (`SittingEvent.Reason`)."""

    outcome: str
    score: int | None
    reason: str


def correct_result(
    sitting: Sitting, *, correction: Correction, by: Person, key: UUID, at: datetime | None = None
) -> Sitting:
    """Append the correction; it is not verified yet, and the learner is told. The same `key` changes nothing.

    Raises NotAllowedError, NotNowError, ScoreError, BadgeIssuedError, LaterSittingError.
    """
    if by.pk == sitting.person_id:
        raise NotAllowedError
    fits = correction.outcome in RESULTS and score_fits(correction.outcome, correction.score)
    if not fits or correction.reason not in SittingEvent.Reason.values:
        raise ScoreError
    moment = at or now()
    with transaction.atomic():
        # The same order as verifying and booking, so that none of them overtakes the badge or the next sitting.
        list(Participation.objects.select_for_update().filter(person=sitting.person_id).order_by("pk"))
        current = locked(sitting)
        if already(key):
            return current
        if not may_correct(current.state):
            raise NotNowError(current.state)
        _guard(current, correction)
        fact = NewFact(correction.outcome, correction.score, reason=correction.reason)
        append(current, fact, by=by, key=key, at=moment)
        refs = {"person": str(current.person_id), "exam": current.exam.code, "outcome": correction.outcome}
        why = correction.reason
        ledger.record("certification.result_corrected", by=by, on=current, at=moment, why=why, refs=refs)
    return current


def _guard(current: Sitting, correction: Correction) -> None:
    of_exam = Badge.objects.filter(person=current.person_id, track__exams=current.exam_id)
    if of_exam.filter(revoked_at__isnull=True).exists():
        raise BadgeIssuedError
    later = Sitting.objects.filter(person=current.person_id, exam=current.exam_id, state__in=Sitting.SPENDS)
    if correction.outcome == Sitting.State.PASSED and later.filter(starts_at__gt=current.starts_at).exists():
        raise LaterSittingError
