"""Whose calls for help one sees and answers, and whom one contacts: the people one guides, never oneself."""

from uuid import UUID

from django.db.models import QuerySet
from django.http import Http404

from opstap.guidance.models import Contact
from opstap.messages.models import HelpRequest
from opstap.messages.queries import open_help_requests
from opstap.people.models import Person
from opstap.programme.access import can_guide_person, groups_visible_to, people_guided_by
from opstap.programme.models import Participation


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


def contactable_by(person: Person) -> QuerySet[Person]:
    """Whom this person may note a contact with: everybody they guide, not themselves."""
    return people_guided_by(person).exclude(pk=person.pk)


def can_contact(person: Person, other: Person) -> bool:
    """Whether this person may note a contact with the other one."""
    return contactable_by(person).filter(pk=other.pk).exists()


def contactable_for(person: Person, pk: UUID) -> Person:
    """Someone whom this person may note a contact with, or 404."""
    found = contactable_by(person).filter(pk=pk).first()
    if found is None:
        raise Http404
    return found


def guided_participations(person: Person) -> QuerySet[Participation]:
    """The participations in the groups that this person guides."""
    return Participation.objects.filter(group__in=groups_visible_to(person))


def participation_for(person: Person, pk: UUID, rows: QuerySet[Participation]) -> Participation:
    """Of `rows`, the newest participation of a person (`pk`) in a group that is guided, or 404."""
    found = rows.filter(pk__in=guided_participations(person).filter(person=pk).values("pk"))
    participation = found.order_by("-edition__starts_on", "-pk").first()
    if participation is None:
        raise Http404
    return participation


def contacts_visible_to(person: Person) -> QuerySet[Contact]:
    """What any coach noted of the people this person guides; what was taken back is not shown."""
    return Contact.objects.filter(person__in=contactable_by(person), taken_back_at__isnull=True)


def contacts_taken_back_by(person: Person) -> QuerySet[Contact]:
    """The contacts that this person may take back: those that they noted themselves, of people they still guide."""
    return Contact.objects.filter(by=person, person__in=contactable_by(person))


def can_take_back(person: Person, contact: Contact) -> bool:
    """Whether this person may take the contact back."""
    return contacts_taken_back_by(person).filter(pk=contact.pk).exists()


def own_contact_for(person: Person, pk: UUID) -> Contact:
    """A contact that this person may take back, taken back already or not, or 404."""
    found = contacts_taken_back_by(person).select_related("person").filter(pk=pk).first()
    if found is None:
        raise Http404
    return found
