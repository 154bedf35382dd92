"""From a card to its person: for the action that asks, and nothing else."""

from opstap.jobs.queries.cards import Card
from opstap.people.models import Person


def person_of_card(card: Card) -> Person:
    """Who is behind the card."""
    return Person.objects.get(pk=card.person)
