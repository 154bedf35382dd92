"""The lines of the export."""

from django.utils.translation import gettext_lazy as _

from opstap.admission.models import Application
from opstap.admission.pages.application import days_text
from opstap.admission.rules.rubric import mean_total, total

COLUMNS = (
    _("Name"),
    _("Mail address"),
    _("Phone number"),
    _("Language"),
    _("Sent"),
    _("Days"),
    _("Sent by"),
    _("Status"),
    _("Readers"),
    _("Score"),
    _("Why"),
)


def line_of(row: Application) -> tuple[object, ...]:
    """One application of `queries.for_export`."""
    totals = [total(made.scores) for made in row.assessments.all()]
    person = row.person
    return (
        person.name,
        person.email,
        person.phone,
        row.get_language_display(),
        row.sent_at.isoformat(timespec="minutes"),
        days_text(row.availability.split(",")),
        row.referrer.name if row.referrer else "",
        row.get_status_display(),
        len(totals),
        mean_total(totals),
        row.motivation,
    )
