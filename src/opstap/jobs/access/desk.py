"""Coach and manager: the road to a job of the people they guide."""

from uuid import UUID

from django.db.models import QuerySet
from django.http import Http404

from opstap.jobs.models import FollowUp, Introduction, Placement, Profile
from opstap.people.models import Person
from opstap.programme.access import can_guide_person, people_guided_by, person_for

__all__ = ["person_for"]


def introductions_visible_to(person: Person) -> QuerySet[Introduction]:
    """Introductions of the people whom this person guides."""
    rows = Introduction.objects.filter(person__in=people_guided_by(person))
    return rows.select_related("person", "vacancy__employer")


def can_record(person: Person, introduction: Introduction) -> bool:
    """Whether this person records what happened with it."""
    return can_guide_person(person, introduction.person)


def introduction_for(person: Person, pk: UUID) -> Introduction:
    """One introduction of a guided person, or 404."""
    return _one(introductions_visible_to(person), pk)


def placements_visible_to(person: Person) -> QuerySet[Placement]:
    """Jobs that guided people found."""
    return Placement.objects.filter(person__in=people_guided_by(person)).select_related("person")


def can_record_placement(person: Person, other: Person) -> bool:
    """Whether this person records a job of `other`."""
    return can_guide_person(person, other)


def follow_ups_visible_to(person: Person) -> QuerySet[FollowUp]:
    """Questions to the people whom this person guides."""
    rows = FollowUp.objects.filter(placement__person__in=people_guided_by(person))
    return rows.select_related("placement__person")


def can_record_answer(person: Person, follow_up: FollowUp) -> bool:
    """Whether this person writes down what was said on the phone."""
    return follow_up.answer == "" and can_guide_person(person, follow_up.placement.person)


def follow_up_for(person: Person, pk: UUID) -> FollowUp:
    """One question to a guided person, or 404."""
    return _one(follow_ups_visible_to(person), pk)


def profiles_visible_to(person: Person) -> QuerySet[Profile]:
    """Profiles of guided people."""
    return Profile.objects.filter(person__in=people_guided_by(person)).select_related("person")


def can_read_strengths(person: Person, profile: Profile) -> bool:
    """Whoever guides the person reads their own words before an employer does; nobody reads their own for that."""
    return profile.person_id != person.pk and can_guide_person(person, profile.person)


def profile_for(person: Person, pk: UUID) -> Profile:
    """One profile of a guided person, or 404."""
    found = _one(profiles_visible_to(person), pk)
    if not can_read_strengths(person, found):
        raise Http404
    return found


def _one[M: (Introduction, FollowUp, Profile)](rows: QuerySet[M], pk: UUID) -> M:
    found = rows.filter(pk=pk).first()
    if found is None:
        raise Http404
    return found
