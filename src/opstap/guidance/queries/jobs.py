"""What guidance needs of jobs: the one place that reads its rows."""

from datetime import date

from django.db.models import Exists, OuterRef, QuerySet, Subquery

from opstap.jobs.models import FollowUp, Introduction, Placement


def introductions_to_answer(person: str) -> QuerySet[Introduction]:
    """Introductions that wait for the answer of `OuterRef(person)`, oldest first."""
    waiting = Introduction.objects.filter(person=OuterRef(person), state=Introduction.State.ASKED)
    return waiting.order_by("asked_at")


def introduced_at(person: str) -> Subquery:
    """Since when an introduction waits for an answer."""
    return Subquery(introductions_to_answer(person).values("asked_at")[:1])


def follow_up_on(person: str, *, today: date) -> Subquery:
    """Since which day the question whether the job lasts has been open for `OuterRef(person)`: the oldest that is due."""
    due = FollowUp.objects.filter(placement__person=OuterRef(person), answer="", due_on__lte=today)
    return Subquery(due.order_by("due_on").values("due_on")[:1])


def newest_placement(person: str) -> QuerySet[Placement]:
    """The jobs that `OuterRef(person)` found, newest first."""
    return Placement.objects.filter(person=OuterRef(person)).order_by("-starts_on", "-pk")


def was_hired(person: str) -> Exists:
    """Whether `OuterRef(person)` found a job."""
    return Exists(newest_placement(person).order_by())
