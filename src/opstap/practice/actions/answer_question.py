"""A learner answers a question: the answer is kept, and what they are shown to know moves in the same transaction."""

from collections.abc import Collection
from datetime import datetime
from uuid import UUID

from django.db import IntegrityError, transaction

from opstap.curriculum.models import Question
from opstap.kit import ledger
from opstap.kit.clock import now
from opstap.people.models import Person
from opstap.practice.actions.answering_order import hold_answering_lock
from opstap.practice.actions.count_answers import Reply, count_answers
from opstap.practice.models import Answer, Learner
from opstap.practice.queries.sessions import open_session_with


class KeyTakenError(Exception):
    """The key belongs to an answer of somebody else."""


def answer_question(
    *,
    key: UUID,
    person: Person,
    question: Question,
    chosen: Collection[str],
    where: str = Answer.Where.PRACTICE,
    at: datetime | None = None,
) -> Answer:
    """Keep one answer, in a language that was not noted; see `take_reply`."""
    return take_reply(person, Reply(key, question, chosen), where=where, at=at)


def take_reply(
    person: Person, reply: Reply, *, where: str = Answer.Where.PRACTICE, at: datetime | None = None
) -> Answer:
    """Keep one answer and count it once; the same key gives the first answer back, whatever is chosen now.

    What the learner's open practice session had proposed belongs to that session. Two answers of one learner at the same
    moment wait for each other at the learner's row, so both count. Raises NotAnOptionError for a choice that the question
    does not offer, and KeyTakenError.
    """
    learner, _ = Learner.objects.get_or_create(person=person)
    try:
        with transaction.atomic():
            hold_answering_lock()
            learner = Learner.objects.select_for_update().get(pk=learner.pk)
            earlier = Answer.objects.filter(key=reply.key).first()
            if earlier is None:
                return _keep(learner, reply, where, at or now())
    except IntegrityError:
        earlier = Answer.objects.filter(key=reply.key).first()
        if earlier is None:
            raise
    if earlier.learner_id != learner.pk:
        raise KeyTakenError
    return earlier


def _keep(learner: Learner, reply: Reply, where: str, at: datetime) -> Answer:
    session = open_session_with(learner, reply.question) if where == Answer.Where.PRACTICE else None
    [answer] = count_answers(learner, [reply], where=where, at=at, within=session)
    # By the learner, not the person: after an erasure nothing maps the line back to someone.
    refs = {"answer": str(answer.sequence), "question": str(reply.question.pk)}
    ledger.record("practice.answered", by=learner, on=learner, at=at, refs=refs)
    return answer
