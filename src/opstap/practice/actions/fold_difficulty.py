"""Fold first attempts into the difficulty of a question, in the order of their sequence."""

from collections.abc import Collection

from django.db import models, transaction
from django.db.models import OuterRef, Subquery
from django.db.models.functions import Coalesce

from opstap.curriculum.models import Question
from opstap.kit.models import LedgerLine
from opstap.practice.actions.answering_order import settled_up_to
from opstap.practice.models import Answer, Paper, QuestionState
from opstap.practice.queries import guess_of
from opstap.practice.rules.knowledge import learn_difficulty, new_question
from opstap.practice.rules.skill_filter import Belief


def fold_answered(line: LedgerLine) -> None:
    """Listener of `practice.answered`: folds in everything that is waiting for that question."""
    fold_difficulty(*Question.objects.filter(pk=line.refs["question"]).values_list("code", flat=True))


def fold_handed_in(line: LedgerLine) -> None:
    """Listener of `practice.paper_handed_in`: the same for every question of the paper."""
    paper = Paper.objects.filter(pk=line.refs["paper"]).first()
    asked = Question.objects.filter(pk__in=paper.questions) if paper else Question.objects.none()
    fold_difficulty(*asked.values_list("code", flat=True))


def fold_difficulty(*codes: str) -> int:
    """Fold every settled first attempt at these questions that was not folded in yet; gives how many.

    Only first attempts count, and each answer keeps how strong the person was who gave it: so folding late, in one go or
    one by one gives the same number, and a rebuild gives it again.
    """
    with transaction.atomic():
        last = settled_up_to()
        locked = QuestionState.objects.select_for_update().filter(code__in=codes).order_by("code")
        states = {state.code: state for state in locked}
        known = set(states)
        waiting = list(_waiting(codes, last))
        for answer in waiting:
            state = states.setdefault(answer.question.code, new_state(answer.question))
            fold_one(state, answer, guess_of(answer.question))
        moved = {answer.question.code for answer in waiting}
        fields = ["difficulty", "variance", "answers", "folded_to"]
        QuestionState.objects.bulk_update([states[code] for code in sorted(moved & known)], fields)
        QuestionState.objects.bulk_create([states[code] for code in sorted(moved - known)])
    return len(waiting)


def _waiting(codes: Collection[str], last: int) -> models.QuerySet[Answer]:
    folded = QuestionState.objects.filter(code=OuterRef("question__code")).values("folded_to")
    attempts = Answer.objects.filter(question__code__in=codes, first_try=True, sequence__lte=last)
    fresh = attempts.alias(folded=Coalesce(Subquery(folded), 0)).filter(sequence__gt=models.F("folded"))
    return fresh.select_related("question").order_by("sequence")


def new_state(question: Question) -> QuestionState:
    """Unsaved: what is believed of a question that nobody has answered."""
    difficulty, variance = new_question(question.level)
    return QuestionState(code=question.code, difficulty=difficulty, variance=variance)


def fold_one(state: QuestionState, answer: Answer, guess: float) -> None:
    """Move `state` by one answer, in memory; `guess` is the chance without knowledge, the same for all answers to a question."""
    own = Belief(state.difficulty, state.variance)
    state.difficulty, state.variance = learn_difficulty(own, answer.strength, answer.spread, guess, answer.score)
    state.answers += 1
    state.folded_to = answer.sequence
