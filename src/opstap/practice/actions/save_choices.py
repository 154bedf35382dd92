"""What is chosen on a paper is kept at each move, until the paper is handed in."""

from collections.abc import Collection, Mapping
from datetime import datetime
from uuid import UUID

from django.db import transaction

from opstap.curriculum.models import Question
from opstap.curriculum.queries import asked_of
from opstap.curriculum.rules.marking import NotAnOptionError, mark
from opstap.kit.clock import now
from opstap.practice.models import Paper, PaperChoice
from opstap.practice.rules.exam_clock import is_over


class PaperClosedError(Exception):
    """The paper was handed in, or its time is over: nothing is taken in any longer."""


def save_choices(
    paper: Paper,
    *,
    choices: Mapping[UUID, Collection[str]],
    marked: Collection[UUID] = (),
    at: datetime | None = None,
) -> None:
    """Keep these choices (ids of options; none clears one), marked to look at again or not; sending them twice changes nothing.

    Raises PaperClosedError, and NotAnOptionError for a question or an option that the paper does not have.
    """
    moment = at or now()
    with transaction.atomic():
        current = Paper.objects.select_for_update().get(pk=paper.pk)
        if current.handed_in_at is not None or is_over(current.ends_at, moment):
            raise PaperClosedError
        _guard(current, choices)
        rows = [
            PaperChoice(
                paper=current,
                question_id=question,
                chosen=sorted(set(chosen)),
                marked=question in marked,
                saved_at=moment,
            )
            for question, chosen in choices.items()
        ]
        PaperChoice.objects.bulk_create(
            rows,
            update_conflicts=True,
            unique_fields=["paper", "question"],
            update_fields=["chosen", "marked", "saved_at"],
        )


def _guard(paper: Paper, choices: Mapping[UUID, Collection[str]]) -> None:
    if not {str(pk) for pk in choices} <= set(paper.questions):
        raise NotAnOptionError("the paper does not have this question")
    for question in Question.objects.filter(pk__in=choices).only("kind", "options", "slots"):
        mark(asked_of(question), choices[question.pk])
