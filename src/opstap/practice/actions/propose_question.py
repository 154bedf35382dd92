"""What a practice session asks now is fixed here, so that a reload and another device ask the same."""

from datetime import datetime

from django.db import transaction

from opstap.curriculum.models import Question
from opstap.kit.clock import now
from opstap.practice.actions.end_session import end_session
from opstap.practice.models import Answer, Learner, PracticeSession
from opstap.practice.queries.choosing import choose_in_session


def propose_question(session: PracticeSession, *, at: datetime | None = None) -> Question | None:
    """The question that the session asks now: the last one until it is answered, then a new one.

    None when it ended; it ends here when its minutes are filled, or when nothing is left that fits. No ledger line: what was
    proposed is told by the answer.
    """
    moment = at or now()
    with transaction.atomic():
        learner = Learner.objects.select_for_update().get(pk=session.learner_id)
        current = PracticeSession.objects.select_related("course").get(pk=session.pk)
        if current.ended_at is not None:
            return None
        if waiting := _waiting(current):
            return waiting
        chosen = choose_in_session(learner, current, moment)
        if chosen is None:
            end_session(current, at=moment)
            return None
        current.questions = [*current.questions, str(chosen.pk)]
        current.save(update_fields=["questions"])
    return chosen


def _waiting(session: PracticeSession) -> Question | None:
    """The last question, while it waits for its answer."""
    if not session.questions:
        return None
    last = session.questions[-1]
    if Answer.objects.filter(session=session, question_id=last).exists():
        return None
    return Question.objects.filter(pk=last).first()
