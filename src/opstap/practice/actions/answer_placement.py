"""One reply in a placement test: it is an answer as any other, and the next question is fixed, or the test ends."""

from datetime import datetime

from django.db import transaction

from opstap.kit import ledger
from opstap.kit.clock import now
from opstap.practice.actions.answering_order import hold_answering_lock
from opstap.practice.actions.count_answers import Reply, count_answers
from opstap.practice.actions.end_placement import end_placement
from opstap.practice.models import Answer, Learner, Placement
from opstap.practice.queries.placement import next_step


def answer_placement(placement: Placement, reply: Reply, *, at: datetime | None = None) -> Placement:
    """Take in the reply to the question that is open. Any other reply changes nothing: it was sent twice, from an older page, or
    after the end. Raises NotAnOptionError.
    """
    moment = at or now()
    with transaction.atomic():
        hold_answering_lock()
        learner = Learner.objects.select_for_update().get(pk=placement.learner_id)
        current = Placement.objects.select_related("course").get(pk=placement.pk)
        if current.asked_id != reply.question.pk or Answer.objects.filter(key=reply.key).exists():
            return current
        [answer] = count_answers(learner, [reply], where=Answer.Where.PLACEMENT, at=moment, within=current)
        refs = {"answer": str(answer.sequence), "question": str(reply.question.pk)}
        ledger.record("practice.answered", by=learner, on=learner, at=moment, refs=refs)
        step = next_step(learner, current, at=moment)
        if step.reason is not None:
            return end_placement(current, stop=step.reason.value, at=moment)
        current.asked_id = step.question
        current.save(update_fields=["asked"])
    return current
