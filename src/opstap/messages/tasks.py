"""Background work of messages."""

from datetime import timedelta
from uuid import UUID

from django.tasks import task

from opstap.kit.clock import now
from opstap.messages.actions import send as sending
from opstap.messages.models import Message

# A message that waits longer than this lost its task, or its provider asked us to come back.
WAITED = timedelta(minutes=2)
# kit.personal.Retention.MESSAGE_1_YEAR
KEPT = timedelta(days=365)


@task()
def send_message(pk: str) -> str:
    """Send one message; run twice, it sends once."""
    return sending.send(UUID(pk))


def send_waiting(limit: int = 200) -> int:
    """Take up what waits too long, oldest first, and mark what a dead process left; gives how many were tried."""
    sending.mark_unknown()
    waiting = Message.objects.filter(status=Message.Status.QUEUED, created_at__lt=now() - WAITED)
    keys = list(waiting.order_by("created_at").values_list("pk", flat=True)[:limit])
    for pk in keys:
        sending.send(pk)
    return len(keys)


def forget() -> int:
    """Delete what was written longer ago than we keep messages; gives how many."""
    gone, _ = Message.objects.filter(created_at__lt=now() - KEPT).delete()
    return gone
