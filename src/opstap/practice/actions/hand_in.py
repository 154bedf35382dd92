"""Hand in a paper: every question becomes an answer, also the open ones, once."""

from datetime import datetime
from uuid import uuid5

from django.db import transaction

from opstap.kit import ledger
from opstap.kit.clock import now
from opstap.practice.actions.answering_order import hold_answering_lock
from opstap.practice.actions.count_answers import Reply, count_answers
from opstap.practice.actions.note_completion import note_completion
from opstap.practice.models import Answer, Learner, Paper
from opstap.practice.queries.papers import choices_of, questions_of
from opstap.practice.rules.exam_clock import is_over
from opstap.practice.rules.paper_result import is_passed, mean_mark

WHERE = {Paper.Kind.MOCK: Answer.Where.MOCK, Paper.Kind.MODULE: Answer.Where.TEST}


def hand_in(paper: Paper, *, by_clock: bool = False, at: datetime | None = None) -> Paper:
    """Turn what was chosen into answers, in the paper's order, and say how it went; a second time gives the first back.

    `by_clock`: its time was over; then it counts as handed in at that moment, however late somebody looks. So does what
    is handed in after the grace. About twenty queries, for one question or for 45.
    """
    moment = at or now()
    with transaction.atomic():
        hold_answering_lock()
        learner = Learner.objects.select_for_update().get(pk=paper.learner_id)
        current = Paper.objects.select_for_update(of=("self",)).select_related("course").get(pk=paper.pk)
        if current.handed_in_at is None:
            late = current.ends_at is not None and (by_clock or is_over(current.ends_at, moment))
            _hand_in(current, learner, current.ends_at if late and current.ends_at else moment, by_clock=late)
    return current


def _hand_in(paper: Paper, learner: Learner, at: datetime, *, by_clock: bool) -> None:
    chosen = {pk: choice.chosen for pk, choice in choices_of(paper).items()}
    # The key of each answer follows from the paper and the question: whatever goes wrong, none is counted twice.
    replies = [
        Reply(uuid5(paper.key, str(question.pk)), question, chosen.get(str(question.pk), []), paper.language)
        for question in questions_of(paper)
    ]
    answers = count_answers(learner, replies, where=WHERE[Paper.Kind(paper.kind)], at=at, within=paper)
    paper.handed_in_at, paper.by_clock = at, by_clock
    paper.score = mean_mark([answer.score for answer in answers])
    paper.passed = is_passed(paper.kind, paper.score)
    paper.save(update_fields=["handed_in_at", "by_clock", "score", "passed"])
    paper.choices.all().delete()
    refs = {"kind": str(paper.kind), "paper": str(paper.pk)}
    ledger.record("practice.paper_handed_in", by=learner, on=learner, at=at, refs=refs)
    if paper.kind == Paper.Kind.MODULE and paper.passed:
        note_completion(learner, paper.course, at=at)
