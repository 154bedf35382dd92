"""The reasons of rules/needs.py in words: to a coach about someone, and to that someone about themselves."""

from collections.abc import Callable, Sequence
from datetime import date, datetime
from itertools import zip_longest

from django.utils.formats import date_format
from django.utils.timezone import localtime
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy, ngettext, pgettext

from opstap.guidance.rules.needs import Code, Signal

# What a coach can look for; every reason is of one kind.
KINDS = {
    "classes": (gettext_lazy("Classes missed"), {Code.MISSED_THREE, Code.MISSED_SOME, Code.CANNOT_COME}),
    "help": (gettext_lazy("Asked for help"), {Code.ASKED}),
    "learning": (gettext_lazy("Lessons and practice"), {Code.QUIET, Code.MOCK_LOWER}),
    "exams": (gettext_lazy("Exams"), {Code.EXAM_NEAR, Code.NOT_AGREED, Code.FAILED}),
    "work": (gettext_lazy("Work"), {Code.INTRODUCTION, Code.FOLLOW_UP}),
    "paused": (gettext_lazy("Paused"), {Code.PAUSED}),
}


def to_coach(signal: Signal, at: datetime) -> str:
    """The reason in words, as a line under the person's name."""
    if signal.code in {Code.MISSED_THREE, Code.MISSED_SOME}:
        return _("%(what)s; %(explained)s") % {"what": _missed(signal), "explained": _explained(signal)}
    if signal.code is Code.ASKED:
        return _asked(signal, at)
    return _about(signal)() % _values(signal)


def to_learner(signal: Signal) -> str:
    """The same, to the person themselves; "" where Today asks them already."""
    make = _TO_LEARNER.get(signal.code)
    return make() % _values(signal) if make else ""


def _missed(signal: Signal) -> str:
    missed = len(signal.days)
    values = {"n": missed, "days": dates(signal.days)}
    if signal.code is Code.MISSED_SOME:
        return _("Missed 2 of the last 3 classes: %(days)s") % values
    return ngettext("Missed the last class: %(days)s", "Missed the last %(n)d classes: %(days)s", missed) % values


def _explained(signal: Signal) -> str:
    if not signal.explained:
        return _("said nothing")
    if signal.explained == len(signal.days):
        return _("said why each time")
    return ngettext("said why %(n)d time", "said why %(n)d times", signal.explained) % {"n": signal.explained}


def _asked(signal: Signal, at: datetime) -> str:
    days = (localtime(at).date() - localtime(signal.since).date()).days
    if days < 1:
        return _("Asked for help today, and waits for an answer")
    said = ngettext(
        "Asked for help %(n)d day ago, and waits for an answer",
        "Asked for help %(n)d days ago, and waits for an answer",
        days,
    )
    return said % {"n": days}


def _about(signal: Signal) -> Callable[[], str]:
    if signal.code is Code.EXAM_NEAR and signal.known:
        return lambda: _("Exam %(about)s is on %(moment)s, and practice does not show them ready yet")
    return _ABOUT[signal.code]


_ABOUT: dict[Code, Callable[[], str]] = {
    Code.EXAM_NEAR: lambda: _("Exam %(about)s is on %(moment)s, and too little is known of how ready they are"),
    Code.FAILED: lambda: _("Did not pass exam %(about)s, known since %(since)s; nobody talked with them since"),
    Code.NOT_AGREED: lambda: _("Was offered exam %(about)s of %(moment)s on %(since)s, and did not answer yet"),
    Code.QUIET: lambda: _("No lesson and no practice since %(since)s, while classes go on"),
    Code.MOCK_LOWER: lambda: _("The mock exam of %(since)s went less well than the one before"),
    Code.INTRODUCTION: lambda: _("An employer asked to meet them on %(since)s; no answer yet"),
    Code.FOLLOW_UP: lambda: _("Asked since %(since)s whether the job lasts; no answer yet"),
    Code.PAUSED: lambda: _("Paused; nobody was in touch since %(since)s"),
    Code.CANNOT_COME: lambda: _("Said on %(since)s that they can't come to a class; nobody has seen it yet"),
}
_TO_LEARNER: dict[Code, Callable[[], str]] = {
    Code.MISSED_THREE: lambda: _("You missed the last classes: %(days)s."),
    Code.MISSED_SOME: lambda: _("You missed 2 of the last 3 classes: %(days)s."),
    Code.QUIET: lambda: _("You have not read or practised since %(since)s."),
    Code.EXAM_NEAR: lambda: _("Your exam %(about)s is on %(moment)s."),
    Code.FAILED: lambda: _("It is good to talk about exam %(about)s."),
    Code.MOCK_LOWER: lambda: _("It is good to talk about your mock exam of %(since)s."),
    Code.PAUSED: lambda: _("You paused, and we would like to know how you are."),
}


def _values(signal: Signal) -> dict[str, str]:
    return {
        "about": signal.about,
        "since": day(signal.since),
        "moment": day(signal.moment) if signal.moment else "",
        "days": dates(signal.days),
    }


def day(moment: datetime) -> str:
    """Monday 16 November."""
    return date_format(localtime(moment).date(), _("l j F"))


def dates(moments: Sequence[datetime]) -> str:
    """Mon 16, Tue 17, Thu 19 November: each month once, after its last day."""
    days = [localtime(one).date() for one in moments]
    pairs = zip_longest(days, days[1:])
    return pgettext("between days", ", ").join(_short(one, last=_ends_month(one, after)) for one, after in pairs)


def _ends_month(one: date, after: date | None) -> bool:
    return after is None or (one.year, one.month) != (after.year, after.month)


def _short(one: date, *, last: bool) -> str:
    return date_format(one, _("D j F") if last else _("D j"))
