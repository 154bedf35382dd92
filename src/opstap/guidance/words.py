"""Days, hours and help in words, in the reader's language and on the clock of Brussels."""

from datetime import date, datetime, timedelta

from django.utils.formats import date_format, number_format
from django.utils.timezone import localtime
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy

from opstap.guidance.rules.hello import Hello, hello
from opstap.kit.translated import in_language
from opstap.practice.queries.placement import PlacementState
from opstap.practice.queries.plan import PlanState
from opstap.practice.rules.placement import Standing
from opstap.programme.models import Session

# What someone can be stuck with when no lesson is open; codes are kept, words are shown in the reader's language.
TOPICS = {
    "too_hard": gettext_lazy("The lessons are too hard for me now"),
    "device": gettext_lazy("My phone or laptop does not work"),
    "behind": gettext_lazy("I am behind and don't know where to begin"),
    "life": gettext_lazy("Something at home or with my papers"),
    "call_me": gettext_lazy("I would rather talk: call me"),
}
GENERAL = "topic"


def first_name(name: str) -> str:
    """What one is called: the first word of the name."""
    return name.split()[0] if name.split() else name


def greeting(name: str, at: datetime) -> str:
    """Good morning, Amina."""
    words = {
        Hello.MORNING: _("Good morning, %(name)s"),
        Hello.AFTERNOON: _("Good afternoon, %(name)s"),
        Hello.EVENING: _("Good evening, %(name)s"),
    }
    return words[hello(localtime(at).time())] % {"name": first_name(name)}


def day(moment: datetime, today: date) -> str:
    """Today, Tomorrow, or the weekday and date."""
    there = localtime(moment).date()
    if there == today:
        return _("Today")
    if there == today + timedelta(days=1):
        return _("Tomorrow")
    return date_format(there, _("l j F"))


def hours(session: Session) -> str:
    """09:30 to 12:30."""
    start, end = localtime(session.starts_at), localtime(session.ends_at)
    return _("%(start)s to %(end)s") % {"start": f"{start:%H:%M}", "end": f"{end:%H:%M}"}


def about(about_type: str, about_id: str, about_title: str) -> str:
    """Where someone is stuck: a lesson's title as they saw it, or one of the general topics."""
    if about_type == GENERAL:
        return str(TOPICS.get(about_id, ""))
    return about_title


def plan(state: PlanState) -> str:
    """Whether someone's plan holds; if not, what would make it hold."""
    days = timedelta(days=state.days)
    names = {
        "hours": _amount(state.hours),
        "needed": _amount(state.needed),
        "day": date_format(state.exam_on, "j F Y") if state.exam_on else "",
        "later": date_format(state.exam_on + days, "j F Y") if state.exam_on else "",
    }
    if state.exam_on is None:
        return _("Plan: %(hours)s h a week, no exam date yet.") % names
    if state.realistic:
        return _("Plan: %(hours)s h a week, and in time for the exam on %(day)s.") % names
    if state.needed:
        told = _("The plan needs %(needed)s h a week, and has %(hours)s. More hours, or an exam on %(later)s or later.")
        return told % names
    return _("The plan does not fit before the exam on %(day)s. An exam on %(later)s or later would do.") % names


def placed(state: PlacementState) -> list[str]:
    """What a placement test showed, a line for each standing that some part of the course has. Never a number."""
    words = {
        Standing.KNOWN: _("Knows already: %(parts)s."),
        Standing.PARTLY: _("Knows a part of: %(parts)s."),
        Standing.NEW: _("New: %(parts)s."),
    }
    lines = []
    for standing, told in words.items():
        parts = [in_language(one.name) for one in state.areas if one.standing is standing]
        lines += [told % {"parts": "; ".join(parts)}] if parts else []
    return lines


def _amount(hours: float) -> str:
    return number_format(hours, 0 if hours == int(hours) else 1)
