"""A vacancy and its introductions, as its employer sees them."""

from dataclasses import dataclass
from uuid import UUID

from django.utils.formats import date_format
from django.utils.translation import gettext as _
from django.utils.translation import pgettext

from opstap.design.parts import Row
from opstap.jobs.models import Introduction, Vacancy
from opstap.jobs.pages.match import MatchText, language_name, match_text
from opstap.jobs.pages.told import told_employer
from opstap.jobs.reasons import card_name, read
from opstap.people.rules.address import shown

KINDS = {
    "asked": "wait",
    "accepted": "next",
    "declined": "plain",
    "interviewed": "info",
    "hired": "done",
    "ended": "plain",
}


@dataclass(frozen=True, slots=True)
class AskRow:
    """An introduction in the employer's eyes. Without a yes, `name` is empty and the card stands for the person."""

    pk: UUID
    card: str
    name: str
    state: str
    status: str
    kind: str
    next: str
    asked_at: object


def ask_row(one: Introduction, reason: str) -> AskRow:
    """One introduction of the employer's own; `reason` of its last event."""
    name = one.person.name if one.named else ""
    return AskRow(
        one.pk,
        card_name(one.reasons),
        name,
        one.state,
        status(one),
        KINDS[one.state],
        next_step(one, reason),
        one.asked_at,
    )


def status(one: Introduction) -> str:
    """Where it stands, in the employer's words."""
    return {
        "asked": _("You asked"),
        "accepted": _("Said yes"),
        "declined": _("Said no"),
        "interviewed": _("You met"),
        "hired": _("Hired"),
        "ended": _("Not this time"),
    }[one.state]


def next_step(one: Introduction, reason: str) -> str:
    """What happens now, and who does it."""
    state = one.state
    if state == Introduction.State.ASKED:
        return _("They answer yes or no. You hear from us.")
    if state == Introduction.State.ACCEPTED:
        return _("Write or call within five working days, and meet.")
    if state == Introduction.State.INTERVIEWED:
        return _("Decide, and say so: they wait for it.")
    if state == Introduction.State.HIRED:
        return _("In six months we ask them how it goes.")
    return told_employer(reason) if state == Introduction.State.DECLINED else _ended(reason)


def _ended(reason: str) -> str:
    """By whichever side it ended."""
    labels = {
        "other_person": _("You chose someone else."),
        "skills": _("You missed a skill that you need."),
        "no_answer": _("You got no answer."),
        "closed": _("You closed the vacancy."),
    }
    return labels.get(reason) or told_employer(reason)


def contact_rows(one: Introduction) -> list[Row]:
    """How to reach the person, after a yes and as long as it goes on; nothing otherwise."""
    person = one.person
    if not one.named or one.state not in Introduction.REACHABLE or person.erased_at is not None:
        return []
    rows = [Row(_("Name"), person.name)]
    rows += [Row(_("Phone number"), shown(person.phone))] if person.phone else []
    rows += [Row(_("Mail address"), person.email)] if person.email else []
    return [*rows, Row(_("Speaks and reads"), person.get_language_display())]


def kept_match(one: Introduction) -> MatchText:
    """Why it fitted on the day it was asked."""
    return match_text(read(one.reasons))


def vacancy_rows(vacancy: Vacancy) -> list[Row]:
    """What the job is and needs; both sides read the same."""
    comma = pgettext("between the parts of a list", ", ")
    least, most = vacancy.hours_min, vacancy.hours_max
    rows = [
        Row(_("Where"), vacancy.place),
        Row(_("Hours a week"), f"{least}" if least == most else f"{least}–{most}"),
        Row(_("Start"), date_format(vacancy.starts_on, "DATE_FORMAT") if vacancy.starts_on else _("open")),
    ]
    if vacancy.remote:
        rows.append(Row(_("Work at home"), _("part of it is done at home")))
    if vacancy.languages:
        floors = (f"{language_name(code)} {level}" for code, level in sorted(vacancy.languages.items()))
        rows.append(Row(_("Languages, at least"), comma.join(floors)))
    for label, exams in ((_("Needs"), vacancy.required_exams.all()), (_("A plus"), vacancy.wanted_exams.all())):
        if codes := sorted(exam.code for exam in exams):
            rows.append(Row(label, comma.join(codes)))
    return [*rows, Row(_("Open until"), date_format(vacancy.closes_on, "DATE_FORMAT"))]
