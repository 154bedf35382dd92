"""The learner: what is about their own job."""

from uuid import UUID

from django.db.models import QuerySet
from django.http import Http404

from opstap.jobs.links import opened_by
from opstap.jobs.models import FollowUp, Introduction
from opstap.jobs.rules.introduction import may_become
from opstap.people.models import Person


def introductions_visible_to(person: Person) -> QuerySet[Introduction]:
    """The person's own."""
    return Introduction.objects.filter(person=person).select_related("vacancy__employer", "asked_by")


def can_answer(person: Person, introduction: Introduction) -> bool:
    """Yes or no is for the person alone, as long as it is asked."""
    return introduction.person_id == person.pk and introduction.state == Introduction.State.ASKED


def can_stop(person: Person, introduction: Introduction) -> bool:
    """After a yes the person may still stop it."""
    said_yes = introduction.named and may_become(introduction.state, Introduction.State.ENDED)
    return introduction.person_id == person.pk and said_yes


def introduction_for(person: Person, pk: UUID) -> Introduction:
    """One of the person's own introductions, or 404."""
    found = introductions_visible_to(person).filter(pk=pk).first()
    if found is None:
        raise Http404
    return found


def follow_up_by_link(token: str) -> FollowUp:
    """The question that a link opens, or 404; also when its person has left."""
    rows = FollowUp.objects.select_related("placement__person")
    found = rows.filter(pk=opened_by(token), placement__person__is_active=True).first()
    if found is None:
        raise Http404
    return found
