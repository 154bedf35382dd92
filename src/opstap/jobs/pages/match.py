"""A match in words: what is there, what is not, and how it could be closed. The same text for both sides, naming nobody."""

from collections.abc import Mapping
from dataclasses import dataclass
from datetime import date

from django.utils.formats import date_format
from django.utils.text import capfirst
from django.utils.translation import get_language_info, ngettext
from django.utils.translation import gettext as _

from opstap.jobs.rules.matching import Kind, Line, Match, Road, State


@dataclass(frozen=True, slots=True)
class Item:
    """One line; `close` says how what is missing could be closed."""

    text: str
    close: str = ""


@dataclass(frozen=True, slots=True)
class MatchText:
    """The two lists."""

    fits: bool
    has: list[Item]
    misses: list[Item]


def match_text(match: Match) -> MatchText:
    """In the reader's language."""
    return MatchText(match.fits, [_item(line) for line in match.has], [_item(line) for line in match.misses])


def why_not_texts(counts: Mapping[tuple[Kind, str], int]) -> list[str]:
    """How many cards each hard fact keeps out, in words."""
    return [
        ngettext("%(what)s: %(number)d card", "%(what)s: %(number)d cards", number)
        % {"what": _about(kind, what), "number": number}
        for (kind, what), number in counts.items()
    ]


def language_name(code: str) -> str:
    """A language in the reader's language."""
    try:
        return capfirst(str(get_language_info(code)["name_translated"]))
    except KeyError:
        return code


def _about(kind: Kind, what: str) -> str:
    if kind is Kind.LANGUAGE:
        return language_name(what)
    return {Kind.HOURS: _("Hours"), Kind.START: _("Start"), Kind.REMOTE: _("Work at home"), Kind.EXAM: what}[kind]


def _item(line: Line) -> Item:
    makers = {
        Kind.LANGUAGE: _language,
        Kind.HOURS: _hours,
        Kind.START: _start,
        Kind.REMOTE: _remote,
        Kind.EXAM: _exam,
    }
    if not line.shown:
        text = _("%(what)s: not on the card") % {"what": _about(line.kind, line.what)}
        return Item(text, _("What is kept off the card does not count. Showing it would tell whether it fits."))
    return makers[line.kind](line)


def _language(line: Line) -> Item:
    values = {"language": language_name(line.what), "has": line.has, "need": line.need}
    if line.state is State.HAS:
        return Item(_("%(language)s: %(has)s, the job needs %(need)s") % values)
    if not line.has:
        text = _("%(language)s: not on the card, the job needs %(need)s") % values
        return Item(text, _("Does it grow? Then it can be put on the card."))
    text = _("%(language)s: %(has)s, the job needs %(need)s") % values
    return Item(text, _("Practice at work or a language course raises it; the card follows."))


def _hours(line: Line) -> Item:
    values = {"has": line.has.replace("-", "–"), "need": line.need.replace("-", "–")}
    text = _("Hours a week: %(has)s, the job has %(need)s") % values
    return Item(text, "" if line.state is State.HAS else _("By other hours, on the card or in the job."))


def _start(line: Line) -> Item:
    values = {"has": _day(line.has), "need": _day(line.need)}
    if not line.has:
        return Item(_("Can start at once; the job starts on %(need)s") % values)
    text = _("Can start on %(has)s; the job starts on %(need)s") % values
    return Item(text, "" if line.state is State.HAS else _("By another day, on the card or for the job."))


def _remote(line: Line) -> Item:
    if line.state is State.HAS:
        return Item(_("Can work at home some days"))
    return Item(_("Work at home: not possible now, the job needs it"), _("By a place to work at home, or none needed."))


def _exam(line: Line) -> Item:
    road, __, on = line.has.partition(":")
    required = line.need == "required"
    values = {"exam": line.what, "day": _day(on)}
    if line.state is State.HAS:
        return Item(
            (_("%(exam)s: earned and verified") if required else _("%(exam)s: earned and verified, a plus")) % values
        )
    if line.state is State.HALF:
        return Item(_("%(exam)s: exam on %(day)s") % values, _("It counts half now, and whole once it is passed."))
    text = (_("%(exam)s: not earned yet") if required else _("%(exam)s: not earned yet, would be a plus")) % values
    if road == Road.PLANNED:
        return Item(text, _("The exam is on %(day)s. It counts half from 60 days before.") % values)
    if road == Road.LEARNING:
        return Item(text, _("It is part of the training, and the exam is still to be planned."))
    return Item(text, _("It is not part of the training. It could be learned on the job."))


def _day(iso: str) -> str:
    return date_format(date.fromisoformat(iso), "DATE_FORMAT") if iso else ""
