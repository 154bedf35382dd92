"""Whose calls for help one sees and answers: those of the people one guides, never one's own."""

from uuid import UUID

from django.db.models import QuerySet
from django.http import Http404

from opstap.messages.models import HelpRequest
from opstap.messages.queries import open_help_requests
from opstap.people.models import Person
from opstap.programme.access import can_guide_person, people_guided_by


def open_help_visible_to(person: Person) -> QuerySet[HelpRequest]:
    """Calls for help that wait, of the people this person guides; oldest first."""
    return open_help_requests(people_guided_by(person)).exclude(person=person)


def can_answer(person: Person, request: HelpRequest) -> bool:
    """Whether this person may answer it now; agrees with `open_help_visible_to`."""
    waits = request.answered_at is None and request.person_id != person.pk
    return waits and can_guide_person(person, request.person)


def help_for(person: Person, pk: UUID) -> HelpRequest:
    """One call for help of a guided person, answered or not (two coaches may be at it), or 404."""
    found = HelpRequest.objects.select_related("person", "answered_by").filter(
        pk=pk, person__in=people_guided_by(person).exclude(pk=person.pk)
    )
    request = found.first()
    if request is None:
        raise Http404
    return request
