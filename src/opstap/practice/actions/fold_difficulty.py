"""Fold first attempts into the difficulty of a question, in the order of their sequence."""

from django.db import models, transaction

from opstap.curriculum.models import Question
from opstap.kit.models import LedgerLine
from opstap.practice.actions.answering_order import settled_up_to
from opstap.practice.models import Answer, QuestionState
from opstap.practice.queries import guess_of
from opstap.practice.rules.knowledge import learn_difficulty, prior_difficulty


def fold_answered(line: LedgerLine) -> None:
    """Listener of `practice.answered`: folds in everything that is waiting for that question."""
    code = Question.objects.filter(pk=line.refs["question"]).values_list("code", flat=True).first()
    if code:
        fold_difficulty(code=code)


def fold_difficulty(*, code: str) -> int:
    """Fold every settled first attempt at `code` that was not folded in yet; gives how many.

    Only first attempts count, and each answer keeps the strength of the person who gave it: so folding late, in one go or
    one by one gives the same number, and a rebuild gives it again.
    """
    with transaction.atomic():
        last = settled_up_to()
        waiting = first_attempts(code).filter(sequence__lte=last)
        state = QuestionState.objects.select_for_update().filter(code=code).first()
        if state is not None:
            waiting = waiting.filter(sequence__gt=state.folded_to)
        answers = list(waiting)
        if not answers:
            return 0
        if state is None:
            state = QuestionState(code=code, difficulty=prior_difficulty(answers[0].question.level))
        for answer in answers:
            fold_one(state, answer)
        state.save()
    return len(answers)


def first_attempts(code: str) -> models.QuerySet[Answer]:
    """Every learner's first attempt at any version of `code`, in sequence, with its question."""
    return Answer.objects.filter(question__code=code, first_try=True).select_related("question").order_by("sequence")


def fold_one(state: QuestionState, answer: Answer) -> None:
    """Move `state` by one answer, in memory."""
    guess = guess_of(answer.question)
    state.difficulty = learn_difficulty(state.difficulty, state.answers, answer.strength, guess, answer.score)
    state.answers += 1
    state.folded_to = answer.sequence
