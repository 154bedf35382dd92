"""An application as a reader sees it."""

from dataclasses import dataclass

from django.utils.formats import date_format
from django.utils.timezone import localtime
from django.utils.translation import gettext as _

from opstap.admission.models import Application, Assessment
from opstap.admission.pages.application import KINDS, checked, days_text
from opstap.admission.pages.programme import call_name
from opstap.admission.rules.rubric import BEST_TOTAL, CRITERIA, total
from opstap.design.parts import Row
from opstap.people.models import Person


@dataclass(frozen=True, slots=True)
class ListRow:
    """A line of the list. `work` says what this reader still has to do with it."""

    application: Application
    call: str
    status: str
    kind: str
    readers: int
    work: str


def list_row(application: Application, reader: Person) -> ListRow:
    """One application of `queries.for_reader`."""
    mine: bool = application.mine  # type: ignore[attr-defined]
    readers: int = application.readers  # type: ignore[attr-defined]
    waits = application.status in {Application.Status.SENT, Application.Status.ASSESSED}
    work = _("scored by you") if mine else _("to read") if waits and application.person_id != reader.pk else ""
    return ListRow(
        application,
        call_name(application.call),
        application.get_status_display(),
        KINDS[application.status],
        readers,
        work,
    )


def reader_rows(application: Application) -> list[Row]:
    """What a reader needs beside the motivation, and no more: neither where someone lives, nor their language, nor who sent
    them may colour a score."""
    return [
        Row(_("Sent"), date_format(localtime(application.sent_at), "DATETIME_FORMAT")),
        Row(_("Days"), days_text(application.availability.split(","))),
    ]


def check_rows(application: Application) -> list[Row]:
    """The short check, for the manager who has to tell whether a condition is met."""
    return [Row(label, value) for label, value in checked(application.call.rules, application.eligibility)]


def scored(assessment: Assessment) -> dict[str, object]:
    """One reader's scores."""
    return {
        "reader": assessment.reader,
        "remark": assessment.remark,
        "total": total(assessment.scores),
        "best": BEST_TOTAL,
        "criteria": [{"name": _(one.name), "score": assessment.scores[one.code]} for one in CRITERIA],
    }
