"""Background work: delivery of ledger lines to listeners, and the sweeper that replays what was not seen."""

import logging
from datetime import datetime, timedelta

from django.core.management import call_command
from django.db import IntegrityError, transaction
from django.tasks import task

from opstap.kit.clock import now
from opstap.kit.ledger import listeners_of, verbs_listened_to
from opstap.kit.models import LedgerLine, ListenerSeen
from opstap.kit.periodic import where

# A delivery is on its way as a task for a moment after the commit; only what it missed is swept.
GRACE = timedelta(minutes=1)

log = logging.getLogger(__name__)


@task()
def deliver(sequence: int, listener: str) -> None:
    """Give one ledger line to one listener; a second run does nothing.

    The `ListenerSeen` row and the listener's own writes share one transaction: both happen, or neither.
    """
    line = LedgerLine.objects.get(sequence=sequence)
    call = listeners_of(line.verb).get(listener)
    if call is None:
        return
    try:
        with transaction.atomic():
            ListenerSeen.objects.create(line=line, listener=listener)
            call(line)
    except IntegrityError:
        if not ListenerSeen.objects.filter(line=line, listener=listener).exists():
            raise


def sweep(limit: int = 500, at: datetime | None = None) -> int:
    """Deliver again, in order, what no listener has seen for a minute; gives how many deliveries succeeded.

    What fails is logged and tried again by the next sweep; it holds up nothing else.
    """
    tried = made = 0
    settled = (at or now()) - GRACE
    for verb in verbs_listened_to():
        for name in listeners_of(verb):
            unseen = LedgerLine.objects.filter(verb=verb, recorded_at__lte=settled).exclude(seen__listener=name)
            for sequence in list(unseen.order_by("sequence").values_list("sequence", flat=True)[: limit - tried]):
                tried += 1
                made += _redeliver(sequence, name)
    return made


def _redeliver(sequence: int, listener: str) -> bool:
    try:
        deliver.call(sequence, listener)
    except Exception as error:  # a listener of any station may fail in any way
        log.error("Listener %s failed on ledger line %d: %s", listener, sequence, where(error))
        return False
    return True


def prune() -> None:
    """Forget finished tasks after two weeks: their arguments are ids, but nobody needs them any longer."""
    call_command("prune_db_task_results", "--queue-name=*", "--min-age-days=14", verbosity=0)
