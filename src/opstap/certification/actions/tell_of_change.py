"""Tell coaches and managers that an exam changes for people of theirs: listeners of the ledger. It names nobody.

One message for each change, however many rows of the catalogue speak of it: its identity is made of the exam, the change and
who reads it. Of what is long over nothing is said: a new installation loads years of outlines.
"""

from datetime import timedelta
from uuid import uuid5

from django.conf import settings
from django.urls import reverse
from django.utils import translation

from opstap.certification.outline_pages import change_text
from opstap.certification.queries.changes import RETIREMENT, ExamChange, change_chosen, planners_of
from opstap.curriculum.models import Blueprint, Exam
from opstap.curriculum.queries.outlines import exam_with_outlines
from opstap.kit.clock import now, today
from opstap.kit.models import LedgerLine
from opstap.messages.actions.tell import NoAddressError, tell

STALE = timedelta(days=30)


def on_outline_added(line: LedgerLine) -> None:
    """Listener of `curriculum.blueprint_added`: another outline, or from when on another language asks it."""
    row = Blueprint.objects.select_related("exam").filter(pk=line.subject_id).first()
    if row is not None:
        _tell(row.exam, str(row.as_of))


def on_retirement_set(line: LedgerLine) -> None:
    """Listener of `curriculum.retirement_set`: the exam got a last day, or another one."""
    exam = Exam.objects.filter(pk=line.subject_id).first()
    if exam is not None:
        _tell(exam, RETIREMENT)


def _tell(exam: Exam, key: str) -> None:
    found = exam_with_outlines(exam.code)
    change = change_chosen(found, key, today=today()) if found else None
    # The first outline of an exam changes nothing, and `change_chosen` then gives another one.
    if change is None or change.key != key or not change.is_ahead(today() - STALE):
        return
    for person in planners_of(change, at=now()):
        with translation.override(person.language):
            what = change_text(change, today())
        link = settings.OPSTAP_URL + reverse("certification:outline_people", args=[exam.code.lower()])
        try:
            tell(
                event=uuid5(exam.pk, f"{_name(change)} {person.pk}"),
                template="certification/mail/exam_changes",
                language=person.language,
                person=person,
                context={"exam": exam, "what": what, "link": f"{link}?change={key}"},
            )
        except NoAddressError:  # erased meanwhile
            continue


def _name(change: ExamChange) -> str:
    """Another last day is another change."""
    return f"{change.key} {change.last_day or ''}"
