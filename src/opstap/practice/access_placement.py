"""Whose placement test is whose: on the learner's pages, their own alone."""

from uuid import UUID

from django.db.models import QuerySet
from django.http import Http404

from opstap.people.models import Person
from opstap.practice.models import Placement


def placements_visible_to(person: Person) -> QuerySet[Placement]:
    """The placement tests that `person` may see: their own."""
    return Placement.objects.filter(learner__person=person)


def can_see_placement(person: Person, placement: Placement) -> bool:
    """Whether this placement test is theirs."""
    return placement.learner.person_id == person.pk


def placement_for(person: Person, pk: UUID) -> Placement:
    """Their own placement test; else Http404."""
    found = placements_visible_to(person).select_related("learner", "course", "asked").filter(pk=pk).first()
    if found is None:
        raise Http404
    return found
