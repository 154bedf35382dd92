"""Who sees the outbox."""

from uuid import UUID

from django.conf import settings
from django.db.models import QuerySet
from django.http import Http404

from opstap.messages import queries
from opstap.messages.models import Message
from opstap.people.models import Person, Role


def can_see_outbox(person: Person | None) -> bool:
    """Administrators; everybody where every person is invented."""
    return settings.OPSTAP_OUTBOX_OPEN or (person is not None and person.has_role(Role.ADMINISTRATOR))


def can_send_again(person: Person | None) -> bool:
    """Administrators alone put a message back in the queue."""
    return person is not None and person.has_role(Role.ADMINISTRATOR)


def visible_to(person: Person | None, *, status: str = "", search: str = "") -> QuerySet[Message]:
    """The messages this person may see: all or none."""
    rows = queries.outbox(status, search)
    return rows if can_see_outbox(person) else rows.none()


def message_for(person: Person | None, pk: UUID) -> Message:
    """One message, or 404."""
    message = visible_to(person).filter(pk=pk).first()
    if message is None:
        raise Http404
    return message


def may_read_text(message: Message) -> bool:
    """Whether whoever sees the outbox may also read this text: never a code of somebody real."""
    return settings.OPSTAP_OUTBOX_OPEN or not message.holds_code
