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
from opstap.practice.rules.draft_version import Draft, Verdict, judge
from opstap.practice.rules.exam_clock import is_over


class PaperClosedError(Exception):
    """The paper was handed in, or its time is over: nothing is taken in any longer."""


class OlderDraftError(Exception):
    """The page was made before what is kept of this question, and says something else. Nothing was written."""

    def __init__(self, kept: PaperChoice) -> None:
        super().__init__(str(kept.question_id))
        self.kept = kept


def save_choices(
    paper: Paper,
    *,
    choices: Mapping[UUID, Collection[str]],
    marked: Collection[UUID] = (),
    versions: Mapping[UUID, int] | None = None,
    at: datetime | None = None,
) -> dict[UUID, int]:
    """Keep these choices (ids of options; none clears one), marked to look at again or not, and give each its version.

    `versions` are those that the page was made with, 0 for nothing kept; without them the newest is meant. What is kept
    already stays as it is, version included, so sending twice changes nothing. Raises PaperClosedError, OlderDraftError,
    and NotAnOptionError for a question or an option that the paper does not have.
    """
    moment = at or now()
    with transaction.atomic():
        current = Paper.objects.select_for_update().get(pk=paper.pk)
        if current.handed_in_at is not None or is_over(current.ends_at, moment):
            raise PaperClosedError
        _guard(current, choices)
        kept = {one.question_id: one for one in PaperChoice.objects.filter(paper=current, question__in=choices)}
        rows = []
        for question, chosen in choices.items():
            row = kept.setdefault(question, PaperChoice(paper=current, question_id=question, version=0))
            sent = Draft.of(chosen, marked=question in marked)
            verdict = judge(
                Draft.of(row.chosen, marked=row.marked), row.version, sent, (versions or {}).get(question, row.version)
            )
            if verdict == Verdict.OLDER:
                raise OlderDraftError(row)
            if verdict == Verdict.SAVE:
                row.chosen, row.marked, row.saved_at = sorted(sent.chosen), sent.marked, moment
                row.version += 1
                rows.append(row)
        PaperChoice.objects.bulk_create(
            rows,
            update_conflicts=True,
            unique_fields=["paper", "question"],
            update_fields=["chosen", "marked", "version", "saved_at"],
        )
    return {question: row.version for question, row in kept.items()}


def _guard(paper: Paper, choices: Mapping[UUID, Collection[str]]) -> None:
    if not {str(pk) for pk in choices} <= set(paper.questions):
        raise NotAnOptionError("the paper does not have this question")
    for question in Question.objects.filter(pk__in=choices).only("kind", "options", "slots"):
        mark(asked_of(question), choices[question.pk])
