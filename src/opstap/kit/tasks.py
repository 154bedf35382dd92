"""Background work: delivery of ledger lines to listeners, and the sweeper that replays what was not seen."""

from django.db import IntegrityError, transaction
from django.tasks import task

from opstap.kit.ledger import listeners_of, verbs_listened_to
from opstap.kit.models import LedgerLine, ListenerSeen


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


@task()
def sweep(limit: int = 500) -> int:
    """Deliver again, in order, what no listener has seen; gives how many deliveries were made."""
    made = 0
    for verb in verbs_listened_to():
        for name in listeners_of(verb):
            unseen = LedgerLine.objects.filter(verb=verb).exclude(seen__listener=name).order_by("sequence")
            for sequence in unseen.values_list("sequence", flat=True)[: limit - made]:
                deliver.call(sequence, name)
                made += 1
    return made
