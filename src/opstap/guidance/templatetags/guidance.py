"""Words of guidance in templates."""

from datetime import datetime
from uuid import UUID

from django import template
from django.template import Context
from django.urls import reverse
from django.utils.timezone import localtime
from django.utils.translation import gettext as _

from opstap.admission.models import Application
from opstap.guidance import reasons, words
from opstap.guidance.forms import AGAIN
from opstap.guidance.models import Contact
from opstap.guidance.queries.contacts import LastContact
from opstap.guidance.rules.needs import Signal
from opstap.kit.ids import new_id
from opstap.kit.translated import in_language
from opstap.messages.models import HelpRequest
from opstap.practice.queries.placement import PlacementState
from opstap.practice.queries.plan import PlanState
from opstap.programme.models import AbsenceNotice, Attendance, Session

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
def help_url(asked: HelpRequest) -> str:
    """The paragraph of the lesson where someone is stuck; "" when it is about something else."""
    if asked.about_type != "lesson" or not asked.about_id:
        return ""
    url = reverse("practice:lesson", args=[asked.about_id])
    return f"{url}#{asked.about_place}" if asked.about_place else url


@register.filter
def reason(signal: Signal, at: datetime) -> str:
    """Why someone needs their coach."""
    return reasons.to_coach(signal, at)


@register.filter
def plan_word(plan: PlanState) -> str:
    """Whether someone's plan holds, and what would make it hold."""
    return words.plan(plan)


@register.filter
def placed_words(state: PlacementState) -> list[str]:
    """What a placement test showed, line by line."""
    return words.placed(state)


@register.filter
def class_word(session: Session) -> str:
    """What is recorded of someone's class, and what they said beforehand (`queries.presence.with_own`)."""
    status = session.status  # type: ignore[attr-defined]
    said = session.why  # type: ignore[attr-defined]
    words = [str(Attendance.Status(status).label)] if status else []
    words += [str(AbsenceNotice.Reason(said).label)] if said else []
    return " · ".join(words)


@register.filter
def last_contact(contact: LastContact) -> str:
    """Bilal, Monday 23 November: I called, nobody answered."""
    values = {"name": contact.by_name, "day": reasons.day(contact.at), "how": contact.how_words}
    return _("%(name)s, %(day)s: %(how)s") % values


@register.inclusion_tag("guidance/contact_form.html", takes_context=True)
def contact_form(context: Context, person: UUID, codes: str, *, back: str = "") -> dict[str, object]:
    """The form that notes a contact, with a key of its own; `back` is the query with which one comes back."""
    return {
        "person": person,
        "codes": codes,
        "key": new_id(),
        "hows": Contact.How.choices,
        "again": AGAIN.items(),
        "back": back,
        "csrf_token": context["csrf_token"],
    }


@register.filter
def status_kind(status: str) -> str:
    """The colour of an application's status."""
    return STATUS_KINDS.get(Application.Status(status), "plain")
