"""Begin a placement test, with its first question."""

from datetime import datetime
from uuid import UUID

from django.db import IntegrityError, transaction

from opstap.curriculum.models import Course
from opstap.kit import ledger
from opstap.kit.clock import now
from opstap.people.models import Person
from opstap.practice.actions.answer_question import KeyTakenError
from opstap.practice.models import Learner, Placement
from opstap.practice.queries.placement import next_step
from opstap.practice.rules.placement_clock import may_begin


class NoPlacementNowError(Exception):
    """The last test began less than 30 days ago, or there is nothing to ask."""


def begin_placement(person: Person, *, course: Course, key: UUID, at: datetime | None = None) -> Placement:
    """A new test; the one of this key, or the one that is open, is given back. Raises KeyTakenError and NoPlacementNowError."""
    moment = at or now()
    learner, _ = Learner.objects.get_or_create(person=person)
    try:
        with transaction.atomic():
            learner = Learner.objects.select_for_update().get(pk=learner.pk)
            if sent := Placement.objects.filter(key=key).first():
                if sent.learner_id != learner.pk:
                    raise KeyTakenError
                return sent
            last = Placement.objects.filter(learner=learner).order_by("-started_at").first()
            if last and last.ended_at is None:
                return last
            if not may_begin(last.started_at if last else None, moment):
                raise NoPlacementNowError
            begun = Placement.objects.create(key=key, learner=learner, course=course, started_at=moment)
            begun.asked_id = next_step(learner, begun, at=moment).question
            if begun.asked_id is None:
                raise NoPlacementNowError
            begun.save(update_fields=["asked"])
            refs = {"placement": str(begun.pk)}
            ledger.record("practice.placement_begun", by=learner, on=learner, at=moment, refs=refs)
    except IntegrityError as error:
        raise KeyTakenError from error
    return begun
