"""Reads of messages."""

from django.db.models import QuerySet

from opstap.messages.models import HelpRequest, Message
from opstap.people.models import Person


def open_help_requests(people: QuerySet[Person]) -> QuerySet[HelpRequest]:
    """Calls for help of these people that nobody has answered, oldest first."""
    return (
        HelpRequest.objects.filter(person__in=people, answered_at__isnull=True)
        .select_related("person")
        .order_by("asked_at")
    )


def help_requests_of(person: Person) -> QuerySet[HelpRequest]:
    """Everything this person asked, newest first, with who answered."""
    return HelpRequest.objects.filter(person=person).select_related("answered_by").order_by("-asked_at")


def outbox(status: str = "", search: str = "") -> QuerySet[Message]:
    """Messages, newest first, by status and by a part of the address."""
    rows = Message.objects.order_by("-created_at")
    if status:
        rows = rows.filter(status=status)
    if search:
        rows = rows.filter(address__icontains=search)
    return rows
