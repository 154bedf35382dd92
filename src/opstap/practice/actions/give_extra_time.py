"""Someone of staff gives a person more time in mock exams, as they will have in the real one."""

from datetime import datetime
from uuid import UUID

from django.db import IntegrityError, transaction

from opstap.kit import ledger
from opstap.kit.clock import now
from opstap.people.models import Person
from opstap.practice.actions.answer_question import KeyTakenError
from opstap.practice.models import ExtraTime, Learner
from opstap.practice.rules.exam_clock import FACTORS


def give_extra_time(person: Person, *, factor: float, by: Person, key: UUID, at: datetime | None = None) -> ExtraTime:
    """From their next mock exam on, `person` has `factor` times the usual minutes; the same key counts once.

    A fact: a later one stands instead. An exam that is going on keeps the end that it stated. Raises ValueError for a
    factor that is not offered, and KeyTakenError.
    """
    if factor not in FACTORS:
        raise ValueError(f"{factor} is not offered")
    learner, _ = Learner.objects.get_or_create(person=person)
    moment = at or now()
    try:
        with transaction.atomic():
            if earlier := ExtraTime.objects.filter(key=key).first():
                return _own(earlier, learner)
            given = ExtraTime.objects.create(key=key, learner=learner, factor=factor, by=by, recorded_at=moment)
            ledger.record("practice.extra_time_given", by=by, on=learner, at=moment, refs={"extra_time": str(given.pk)})
    except IntegrityError:
        return _own(ExtraTime.objects.get(key=key), learner)
    return given


def _own(earlier: ExtraTime, learner: Learner) -> ExtraTime:
    if earlier.learner_id != learner.pk:
        raise KeyTakenError
    return earlier
