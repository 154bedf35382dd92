"""A candidate's first page: is this for me, and what happens next?"""

from collections.abc import Mapping
from dataclasses import dataclass

from django.urls import reverse
from django.utils.formats import date_format
from django.utils.timezone import localtime
from django.utils.translation import gettext as _

from opstap.admission.models import Call
from opstap.admission.queries import Shown
from opstap.admission.rules.call_state import CallState
from opstap.design.parts import Figure, Step
from opstap.kit.translated import Texts, in_language, language_of
from opstap.programme.models import Programme


@dataclass(frozen=True, slots=True)
class Said:
    """A text with the language it is really in, because a translation may be missing. `plain` when that is the page's."""

    text: str
    lang: str


@dataclass(frozen=True, slots=True)
class Answered:
    """A question of a candidate and its answer."""

    question: str
    answer: Said


def said(texts: Texts) -> Said:
    """The text and its language."""
    return Said(in_language(texts), language_of(texts))


def programme_page(programme: Programme, shown: Shown | None) -> dict[str, object]:
    """Everything that the template needs; `shown` is None when no call is planned."""
    return {
        "programme": programme,
        "name": said(programme.name),
        "promise": said(programme.promise),
        "shown": shown,
        "state": shown.state if shown else "none",
        "tag": _tag(shown),
        "figures": _figures(shown.call) if shown and shown.state in {CallState.OPEN, CallState.SOON} else [],
        "answered": _answered(programme.facts),
        "road": road(shown),
        "action": _action(programme, shown),
    }


def _action(programme: Programme, shown: Shown | None) -> dict[str, str]:
    if shown and shown.state is CallState.OPEN:
        return {"label": _("See if this is for you"), "url": reverse("admission:check", args=[shown.call.slug])}
    soon = shown is not None and shown.state is CallState.SOON
    label = _("Tell me when it opens") if soon else _("Tell me about the next round")
    return {"label": label, "url": reverse("admission:leave_interest", args=[programme.slug])}


def _tag(shown: Shown | None) -> dict[str, str]:
    if shown is None:
        return {"label": _("No round is planned yet"), "kind": "plain"}
    if shown.state is CallState.OPEN:
        return {"label": _("You can apply until %(day)s") % {"day": last_day(shown.call)}, "kind": "wait"}
    if shown.state is CallState.SOON:
        return {"label": _("You can apply from %(day)s") % {"day": day(shown.call.opens_at)}, "kind": "info"}
    full = shown.state is CallState.FULL
    return {"label": _("All places are given") if full else _("This round is closed"), "kind": "plain"}


def _figures(call: Call) -> list[Figure]:
    return [
        Figure(
            date_format(call.edition.starts_on, "j F"), _("it starts"), note=date_format(call.edition.starts_on, "Y")
        ),
        Figure(call.places, _("places")),
    ]


def _answered(facts: Mapping[str, Texts]) -> list[Answered]:
    questions = {
        "what": _("What is it?"),
        "days": _("How many days a week?"),
        "class_language": _("In which language is the class?"),
        "cost": _("What does it cost?"),
        "benefit": _("What does it mean for my benefit?"),
        "who": _("Who can join?"),
        "job": _("Which job can I do afterwards?"),
        "support": _("What if I have no laptop, or nobody to look after my child?"),
    }
    texts = {code: facts.get(code, {}) for code in questions}
    return [Answered(question, said(texts[code])) for code, question in questions.items() if in_language(texts[code])]


def road(shown: Shown | None, *, at: int = 0) -> list[Step]:
    """The steps from here to a job, with their dates; `at` is the step that is next."""
    call = shown.call if shown else None
    session = in_language(call.information_session) if call else ""
    decided = _("At the latest on %(day)s") % {"day": day(call.decided_by)} if call and call.decided_by else ""
    starts = date_format(call.edition.starts_on, "DATE_FORMAT") if call else ""
    steps = [
        (_("You apply"), _("Ten minutes, on your phone")),
        (_("You come and see"), session or _("We write to you when and where")),
        (_("We read what you wrote, and decide"), decided or _("You hear from us, whatever the answer")),
        (_("The training starts"), starts),
        (_("A job"), _("We look for it with you")),
    ]
    return [
        Step(label, "done" if i < at else "next" if i == at else "todo", note=note, door=i == len(steps) - 1)
        for i, (label, note) in enumerate(steps)
    ]


def call_name(call: Call) -> str:
    """What coaches and managers call it: the programme and the edition."""
    return f"{in_language(call.edition.programme.name)}, {call.edition.name}"


def day(moment: object) -> str:
    """A date, or the Brussels date of a moment, in the reader's language."""
    from datetime import datetime

    return date_format(localtime(moment) if isinstance(moment, datetime) else moment, "DATE_FORMAT")  # type: ignore[arg-type]


def last_day(call: Call) -> str:
    """The last day on which one can apply: a call that closes at midnight closes on the day before."""
    from datetime import timedelta

    return day(call.closes_at - timedelta(seconds=1))
