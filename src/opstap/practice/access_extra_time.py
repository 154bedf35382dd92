"""Who gives whom more time in mock exams: the coach of their group or the manager of their school; nobody oneself."""

from uuid import UUID

from django.db.models import QuerySet
from django.http import Http404

from opstap.people.models import Person, Role
from opstap.practice.models import ExtraTime
from opstap.programme.access import people_guided_by

GIVES = (Role.COACH, Role.MANAGER)


def people_given_time_by(person: Person) -> QuerySet[Person]:
    """Whom this person may give extra time: everybody they guide, not themselves."""
    return people_guided_by(person).exclude(pk=person.pk)


def can_give_time(person: Person, other: Person) -> bool:
    """Whether this person may give the other one extra time."""
    return people_given_time_by(person).filter(pk=other.pk).exists()


def person_given_time(person: Person, pk: UUID) -> Person:
    """Someone whom this person may give extra time; else Http404."""
    found = people_given_time_by(person).filter(pk=pk).first()
    if found is None:
        raise Http404
    return found


def extra_times_visible_to(person: Person) -> QuerySet[ExtraTime]:
    """What was given to the people whom this person may give it."""
    return ExtraTime.objects.filter(learner__person__in=people_given_time_by(person))
