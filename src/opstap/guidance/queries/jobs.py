"""What guidance needs of jobs: the one place that reads its rows."""

from django.db.models import OuterRef, Subquery

from opstap.jobs.models import FollowUp, Introduction


def introduced_at() -> Subquery:
    """Since when an introduction waits for the answer of `OuterRef("person")`: the oldest."""
    waiting = Introduction.objects.filter(person=OuterRef("person"), state=Introduction.State.ASKED)
    return Subquery(waiting.order_by("asked_at").values("asked_at")[:1])


def follow_up_on() -> Subquery:
    """Since which day the question whether the job lasts has been open for `OuterRef("person")`: the oldest."""
    waiting = FollowUp.objects.filter(placement__person=OuterRef("person"), answered_at__isnull=True)
    return Subquery(waiting.order_by("due_on").values("due_on")[:1])
