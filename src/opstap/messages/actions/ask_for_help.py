"""A person says "I'm stuck here"."""

from typing import TypedDict, Unpack
from uuid import UUID

from django.db import transaction

from opstap.kit import ledger
from opstap.messages.models import HelpRequest
from opstap.people.models import Person


class About(TypedDict, total=False):
    """Where someone is stuck: in which thing (a lesson, a question, a topic), where in it, how that place begins."""

    about_type: str
    about_id: str
    about_title: str
    about_place: str
    about_quote: str


MOST = {"about_type": 40, "about_id": 80, "about_title": 200, "about_place": 40, "about_quote": 400}


def ask_for_help(*, key: UUID, person: Person, words: str = "", **about: Unpack[About]) -> HelpRequest:
    """Save one call for help; the same key gives the first one back. The words stay out of the ledger."""
    where = {name: str(value)[: MOST[name]] for name, value in about.items()}
    with transaction.atomic():
        request, created = HelpRequest.objects.get_or_create(
            key=key,
            person=person,
            defaults={**where, "words": words.strip()[:1000]},
        )
        if created:
            ledger.record("messages.help_asked", by=person, on=request)
    return request
