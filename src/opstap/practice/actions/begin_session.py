"""Begin a practice session of some minutes."""

from datetime import datetime
from uuid import UUID

from django.db import IntegrityError, transaction

from opstap.curriculum.models import Course
from opstap.kit import ledger
from opstap.kit.clock import now
from opstap.people.models import Person
from opstap.practice.actions.answer_question import KeyTakenError
from opstap.practice.actions.end_session import end_session
from opstap.practice.models import Learner, PracticeSession


def begin_session(
    person: Person, *, course: Course, minutes: int, key: UUID, at: datetime | None = None
) -> PracticeSession:
    """A new session; the one of this key is given back. Another one that is open ends here: nothing in it is lost.

    Raises KeyTakenError.
    """
    moment = at or now()
    learner, _ = Learner.objects.get_or_create(person=person)
    try:
        with transaction.atomic():
            learner = Learner.objects.select_for_update().get(pk=learner.pk)
            if sent := PracticeSession.objects.filter(key=key).first():
                if sent.learner_id != learner.pk:
                    raise KeyTakenError
                return sent
            for open_one in PracticeSession.objects.filter(learner=learner, ended_at=None):
                end_session(open_one, at=moment)
            begun = PracticeSession.objects.create(
                key=key, learner=learner, course=course, minutes=minutes, started_at=moment
            )
            refs = {"session": str(begun.pk)}
            ledger.record("practice.session_begun", by=learner, on=learner, at=moment, refs=refs)
    except IntegrityError as error:
        raise KeyTakenError from error
    return begun
