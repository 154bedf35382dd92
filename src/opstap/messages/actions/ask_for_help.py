"""A person says "I'm stuck here"."""

from uuid import UUID

from django.db import transaction

from opstap.kit import ledger
from opstap.messages.models import HelpRequest
from opstap.people.models import Person


def ask_for_help(
    *, key: UUID, person: Person, about_type: str = "", about_id: str = "", about_title: str = "", words: str = ""
) -> HelpRequest:
    """Save one call for help; the same key gives the first one back. The words stay out of the ledger."""
    with transaction.atomic():
        request, created = HelpRequest.objects.get_or_create(
            key=key,
            person=person,
            defaults={
                "about_type": about_type[:40],
                "about_id": about_id[:80],
                "about_title": about_title[:200],
                "words": words.strip()[:1000],
            },
        )
        if created:
            ledger.record("messages.help_asked", by=person, on=request)
    return request
