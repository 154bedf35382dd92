"""Rows of exams and badges: those that the demonstration may lack today are made here."""

from datetime import timedelta
from uuid import uuid4

from opstap.certification.models import Badge, Sitting
from opstap.curriculum.models import Exam
from opstap.kit.clock import now
from opstap.programme.models import Participation
from tests.demonstration.finding import kept
from tests.demonstration.rows import member
from tests.demonstration.world import World


def _sitting(taking: Participation, state: str, *, hours: int) -> Sitting:
    """Of an exam for which this person has no other sitting."""
    taken = Sitting.objects.filter(person=taking.person).values("exam")
    exam = Exam.objects.filter(status=Exam.Status.ACTIVE).exclude(pk__in=taken).order_by("code").first()
    starts_at = now() + timedelta(hours=hours)
    return Sitting.objects.create(
        key=uuid4(), person=taking.person, participation=taking, exam=exam, starts_at=starts_at, state=state
    )


def _own(world: World) -> Participation:
    return Participation.objects.get(person=world.cast["learner"])


ahead = kept("sitting ahead of a learner", lambda world: _sitting(_own(world), "agreed", hours=72))
begun = kept("sitting of a learner whose hour came", lambda world: _sitting(_own(world), "agreed", hours=-2))
guided_ahead = kept("guided sitting ahead", lambda world: _sitting(member(world), "agreed", hours=72))
guided_sat = kept("guided sitting with a result", lambda world: _sitting(member(world), "failed", hours=-2))
own_badge = kept(
    "own badge", lambda world: Badge.objects.filter(person=world.cast["learner_job"], kind="track").first()
)
