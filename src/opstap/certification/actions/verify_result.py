"""Someone of the school saw a result on the vendor's own record."""

from datetime import datetime
from uuid import UUID

from django.db import transaction

from opstap.certification.actions.append_event import NewFact, NotAllowedError, NotNowError, already, append, locked
from opstap.certification.actions.issue_badge import certify
from opstap.certification.actions.record_result import LinkError
from opstap.certification.models import Sitting, SittingEvent
from opstap.certification.rules.sittings import may_verify
from opstap.certification.rules.transcripts import is_transcript_link
from opstap.kit import ledger
from opstap.kit.clock import now
from opstap.people.models import Person
from opstap.programme.models import Participation


def verify_result(
    sitting: Sitting, *, by: Person | None, key: UUID, evidence: str = "", at: datetime | None = None
) -> Sitting:
    """Append it; with the last exam of a track its person is fully certified and gets the badge, in this transaction.

    The person's participations are locked first: of two who verify two exams at once, the second counts both.
    The same `key` changes nothing. Raises NotAllowedError, NotNowError, LinkError.
    """
    if by is not None and by.pk == sitting.person_id:
        raise NotAllowedError
    if evidence and not is_transcript_link(evidence):
        raise LinkError
    moment = at or now()
    with transaction.atomic():
        mine = Participation.objects.select_for_update(of=("self",)).filter(person=sitting.person_id)
        rows = list(mine.select_related("group__track", "edition__programme__organisation").order_by("pk"))
        current = locked(sitting)
        if already(key):
            return current
        if not may_verify(current.state, verified=current.verified_at is not None):
            raise NotNowError(current.state)
        fact = NewFact(SittingEvent.What.VERIFIED, evidence=evidence)
        append(current, fact, by=by, key=key, at=moment)
        refs = {"person": str(current.person_id), "exam": current.exam.code, "outcome": current.state}
        ledger.record("certification.result_verified", by=by, on=current, at=moment, refs=refs)
        if current.state == Sitting.State.PASSED:
            for participation in rows:
                certify(participation, by=by, at=moment)
    return current
