"""Words of guidance in templates."""

from datetime import datetime

from django import template
from django.utils.timezone import localtime

from opstap.admission.models import Application
from opstap.guidance import words
from opstap.kit.translated import in_language
from opstap.messages.models import HelpRequest
from opstap.programme.models import Session

register = template.Library()

register.filter("in_language", in_language)

STATUS_KINDS = {
    Application.Status.ADMITTED: "done",
    Application.Status.WAITLISTED: "wait",
    Application.Status.SENT: "info",
    Application.Status.ASSESSED: "info",
}


@register.filter
def day_word(moment: datetime, at: datetime) -> str:
    """Today, Tomorrow, or the weekday and date, as seen at `at`."""
    return words.day(moment, localtime(at).date())


@register.filter
def is_today(moment: datetime, at: datetime) -> bool:
    """Whether both fall on one day in Brussels."""
    return localtime(moment).date() == localtime(at).date()


@register.filter
def hours(session: Session) -> str:
    """09:30 to 12:30."""
    return words.hours(session)


@register.filter
def help_about(asked: HelpRequest) -> str:
    """Where someone is stuck."""
    return words.about(asked.about_type, asked.about_id, asked.about_title)


@register.filter
def status_kind(status: str) -> str:
    """The colour of an application's status."""
    return STATUS_KINDS.get(Application.Status(status), "plain")
