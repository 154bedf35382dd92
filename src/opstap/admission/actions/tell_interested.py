"""Tell those who left an address that a call is open."""

from datetime import datetime
from uuid import uuid5

from django.db import transaction
from django.db.models import F, Q
from django.urls import reverse

from opstap.admission.links import Purpose, link_to
from opstap.admission.models import Call, Interest
from opstap.kit import ledger
from opstap.kit.clock import now
from opstap.messages.actions.tell import tell

BATCH = 200


def calls_to_announce() -> list[Call]:
    """Calls that are open and have people who were not told yet."""
    moment = now()
    rows = Call.objects.filter(opens_at__lte=moment, closes_at__gt=moment, announced_at__isnull=True)
    return list(rows.select_related("edition__programme").order_by("opens_at"))


def tell_interested(call: Call) -> int:
    """Write to everybody who waits for this programme, in batches that each commit; gives how many were told.

    Stopped half-way it goes on where it was: who was told about this call is marked with it.
    """
    told = 0
    while batch := _batch(call, now()):
        told += batch
    with transaction.atomic():
        if Call.objects.filter(pk=call.pk, announced_at__isnull=True).update(announced_at=now()):
            ledger.record("admission.interested_told", by=None, on=call)
    return told


def _batch(call: Call, moment: datetime) -> int:
    waiting = Interest.objects.filter(programme=call.edition.programme, withdrawn_at__isnull=True)
    untold = waiting.filter(Q(call__isnull=True) | ~Q(call=call) | Q(told_at__lt=F("left_at")))
    with transaction.atomic():
        rows = list(untold.select_for_update(of=("self",)).order_by("left_at")[:BATCH])
        for interest in rows:
            tell(
                event=uuid5(call.pk, str(interest.pk)),
                template="admission/mail/call_open",
                language=interest.language,
                address=interest.address,
                context={
                    "call": call,
                    "programme": call.edition.programme,
                    "path": reverse("admission:programme", args=[call.edition.programme.slug]),
                    "link": link_to(Purpose.INTEREST, interest.pk),
                },
            )
        Interest.objects.filter(pk__in=[row.pk for row in rows]).update(call=call, told_at=moment)
    return len(rows)
