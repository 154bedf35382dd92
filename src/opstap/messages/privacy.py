"""What messages holds of a person, and how it forgets."""

from uuid import UUID

from django.db.models import Q

from opstap.kit.privacy import Json, PrivacyHooks
from opstap.messages.models import HelpRequest, Message
from opstap.people.models import Person


def export(person_id: UUID) -> Json:
    """Every message to the person, and every call for help."""
    messages: list[Json] = [
        {
            "channel": row.channel,
            "address": row.address,
            "subject": row.subject,
            "body": row.body,
            "status": row.status,
            "created_at": row.created_at.isoformat(),
        }
        for row in Message.objects.filter(person_id=person_id).order_by("created_at")
    ]
    asked: list[Json] = [
        {
            "about": row.about_title,
            "place": row.about_quote,
            "words": row.words,
            "asked_at": row.asked_at.isoformat(),
            "answer": row.answer,
            "answered_at": row.answered_at.isoformat() if row.answered_at else None,
        }
        for row in HelpRequest.objects.filter(person_id=person_id).order_by("asked_at")
    ]
    return {"messages": messages, "help_requests": asked}


def erase(person_id: UUID) -> int:
    """Delete the person's calls for help, and every message to them or to an address of theirs."""
    whose = Q(person_id=person_id)
    for email, phone in Person.objects.filter(pk=person_id).values_list("email", "phone"):
        whose |= Q(address__iexact=email) if email else Q()
        whose |= Q(address=phone) if phone else Q()
    messages, _ = Message.objects.filter(whose).delete()
    asked, _ = HelpRequest.objects.filter(person_id=person_id).delete()
    return messages + asked


HOOKS = PrivacyHooks("messages", export, erase)
