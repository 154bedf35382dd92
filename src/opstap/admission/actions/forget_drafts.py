"""Throw away what was kept only until a call is over."""

from datetime import timedelta

from django.db import transaction
from django.db.models import Q

from opstap.admission.models import Draft, Interest
from opstap.kit.clock import now

# Retention.CALL_CLOSES: what was left or begun is kept half a year after the call closes.
AFTER_CLOSING = timedelta(days=183)
# Nobody can ever resume a draft without an address: it lives as long as the cookie that knows it, and a day.
WITHOUT_ADDRESS = timedelta(days=1)


def forget_drafts() -> int:
    """Delete old drafts, and addresses of those who withdrew or were told about a call that is long over; gives how many."""
    moment = now()
    old = moment - AFTER_CLOSING
    with transaction.atomic():
        nameless = Q(address="", saved_at__lt=moment - WITHOUT_ADDRESS)
        drafts, _ = Draft.objects.filter(nameless | Q(call__closes_at__lt=old)).delete()
        over = Q(withdrawn_at__lt=old) | Q(call__closes_at__lt=old, left_at__lt=old)
        interests, _ = Interest.objects.filter(over).delete()
    return drafts + interests
