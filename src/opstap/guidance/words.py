"""Days, hours and help in words, in the reader's language and on the clock of Brussels."""

from datetime import date, datetime, timedelta

from django.utils.formats import date_format
from django.utils.timezone import localtime
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy

from opstap.guidance.rules.hello import Hello, hello
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
