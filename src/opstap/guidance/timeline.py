"""One line of time per person: what happened, from the application to the job, the newest first."""

from collections.abc import Iterator
from dataclasses import dataclass
from datetime import datetime

from django.utils.formats import number_format
from django.utils.translation import gettext as _

from opstap.certification.models import Sitting
from opstap.guidance.queries.needs import morning_of
from opstap.guidance.queries.record import Record


@dataclass(frozen=True, slots=True)
class Line:
    """When what happened; `note` is what somebody wrote about it, `by` who did it."""

    at: datetime
    what: str
    note: str = ""
    by: str = ""


def timeline(record: Record) -> list[Line]:
    """The lines of a record, newest first."""
    lines = [*_programme(record), *_contacts(record), *_exams(record), *_job(record)]
    return sorted(lines, key=lambda line: line.at, reverse=True)


def _programme(record: Record) -> Iterator[Line]:
    for one in record.applications:
        yield Line(one.sent_at, _("Application: %(status)s") % {"status": one.get_status_display()})
    for change in record.changes:
        reason = f" · {change.get_reason_display()}" if change.reason else ""
        yield Line(change.happened_at, f"{change.get_stage_display()}{reason}", by=change.by.name if change.by else "")


def _contacts(record: Record) -> Iterator[Line]:
    for one in record.contacts:
        yield Line(one.happened_at, one.get_how_display(), one.words, one.by.name if one.by else "")


def _exams(record: Record) -> Iterator[Line]:
    for line in record.exams:
        if line.step.starts_at is not None and line.step.starts_at <= record.at and line.step.state in Sitting.SAT:
            values = {"code": line.step.code, "state": line.step.state_words}
            yield Line(line.step.starts_at, _("Exam %(code)s: %(state)s") % values)
    for mock in record.papers.mocks:
        values = {"share": number_format(round(mock.score * 100))}
        yield Line(mock.at, _("Mock exam: %(share)s %% of the marks") % values)


def _job(record: Record) -> Iterator[Line]:
    if record.job.starts_on is not None:
        values = {"title": record.job.title, "employer": record.job.employer}
        yield Line(morning_of(record.job.starts_on), _("Work: %(title)s, %(employer)s") % values)
