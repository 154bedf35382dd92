"""A participant says "I can come after all"."""

from django.db import transaction

from opstap.kit import ledger
from opstap.kit.clock import now
from opstap.people.models import Person
from opstap.programme.models import AbsenceNotice


def withdraw_absence(notice: AbsenceNotice, *, by: Person) -> bool:
    """Close the notice before the session ends; True when this call did it, False when it was closed or too late."""
    moment = now()
    with transaction.atomic():
        closed = AbsenceNotice.objects.filter(
            pk=notice.pk, withdrawn_at__isnull=True, session__ends_at__gt=moment
        ).update(withdrawn_at=moment)
        if closed:
            ledger.record("programme.absence_withdrawn", by=by, on=notice, at=moment)
    return bool(closed)
