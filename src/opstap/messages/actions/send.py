"""Send one queued message, at most once."""

from datetime import timedelta
from uuid import UUID

from opstap.kit.clock import now
from opstap.messages.gateways import Outbox, RefusedError, TryLaterError, gateway_for
from opstap.messages.models import Message

MAX_ATTEMPTS = 5
# A provider answers within 10 s; a row that has been "sending" this long belongs to a process that died.
STUCK_AFTER = timedelta(minutes=10)


def send(pk: UUID) -> str:
    """Take the message if it waits, hand it to its gateway, note the outcome; gives its status.

    The row is marked `sending` and committed before the provider is called. Whatever stops us in between leaves a row
    that `mark_unknown` shows to a person, and that no machine sends again.
    """
    taken = Message.objects.filter(pk=pk, status=Message.Status.QUEUED).update(
        status=Message.Status.SENDING, sending_at=now()
    )
    message = Message.objects.get(pk=pk)
    if not taken:
        return message.status
    message.attempts += 1
    try:
        gateway_for(message.channel).send(message)
    except RefusedError as refusal:
        message.status, message.error = Message.Status.FAILED, str(refusal)[:200]
    except TryLaterError as refusal:
        final = message.attempts >= MAX_ATTEMPTS
        message.status = Message.Status.FAILED if final else Message.Status.QUEUED
        message.error = str(refusal)[:200]
    except Exception as error:
        message.status, message.error = Message.Status.UNKNOWN, type(error).__name__
    else:
        message.status, message.sent_at, message.error = Message.Status.SENT, now(), ""
    if message.holds_code and message.status != Message.Status.QUEUED and not _is_outbox(message):
        message.subject = message.body = ""
    message.save(update_fields=["status", "attempts", "error", "sent_at", "subject", "body"])
    return message.status


def _is_outbox(message: Message) -> bool:
    """Whether the row itself is the message, so that it must keep its text."""
    return isinstance(gateway_for(message.channel), Outbox)


def mark_unknown() -> int:
    """Mark what a dead process left in `sending` as "please check"; gives how many."""
    return Message.objects.filter(status=Message.Status.SENDING, sending_at__lt=now() - STUCK_AFTER).update(
        status=Message.Status.UNKNOWN, error="the process stopped while sending"
    )


def send_again(message: Message) -> Message:
    """A person looked and decided: put a failed or unknown message back in the queue (not a code: ask for a new one)."""
    waits = [] if message.holds_code else [Message.Status.FAILED, Message.Status.UNKNOWN]
    moved = Message.objects.filter(pk=message.pk, status__in=waits).update(
        status=Message.Status.QUEUED, attempts=0, error=""
    )
    if moved:
        from opstap.messages.tasks import send_message

        send_message.enqueue(str(message.pk))
    message.refresh_from_db()
    return message
