"""Take an address off the list of those who want to hear."""

from django.db import transaction

from opstap.admission.models import Interest
from opstap.kit import ledger
from opstap.kit.clock import now


def withdraw_interest(interest: Interest) -> None:
    """Note that this address hears nothing more; a second time changes nothing."""
    with transaction.atomic():
        moment = now()
        if Interest.objects.filter(pk=interest.pk, withdrawn_at__isnull=True).update(withdrawn_at=moment):
            ledger.record("admission.interest_withdrawn", by=None, on=interest, at=moment)
