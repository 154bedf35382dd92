"""A coach has seen that someone can't come."""

from django.db import transaction

from opstap.kit import ledger
from opstap.kit.clock import now
from opstap.people.models import Person
from opstap.programme.models import AbsenceNotice


def mark_seen(notice: AbsenceNotice, *, by: Person) -> bool:
    """Note who saw it first; True when this call did it."""
    with transaction.atomic():
        seen = AbsenceNotice.objects.filter(pk=notice.pk, seen_at__isnull=True).update(seen_at=now(), seen_by=by)
        if seen:
            ledger.record("programme.absence_seen", by=by, on=notice)
    return bool(seen)
