"""A card as employers see it, and as its person previews it: the same lines."""

from dataclasses import dataclass

from django.utils.formats import date_format
from django.utils.translation import gettext as _
from django.utils.translation import pgettext

from opstap.design.parts import Row
from opstap.jobs.models import Profile
from opstap.jobs.pages.match import MatchText, language_name, match_text
from opstap.jobs.queries.cards import Card, Fit
from opstap.jobs.rules.card import Line


@dataclass(frozen=True, slots=True)
class CardText:
    """A card, and beside a vacancy why it fits. There is no field for who it is."""

    name: str
    rows: list[Row]
    strengths: str
    match: MatchText | None = None


def card_text(card: Card, fit: Fit | None = None) -> CardText:
    """In the reader's language. A line that is kept off the card is not there, and nothing says that it was."""
    return CardText(card.name, _rows(card), card.strengths, match_text(fit.match) if fit else None)


def fit_text(fit: Fit) -> CardText:
    """A card beside a vacancy."""
    return card_text(fit.card, fit)


def preview_notes(profile: Profile) -> list[str]:
    """What only its person is told under the preview."""
    notes = []
    if profile.strengths and profile.read_at is None and Line.STRENGTHS not in profile.hidden:
        notes.append(_("Your own words are not there yet: your coach reads them first."))
    if profile.hidden:
        notes.append(_("What you keep off your card does not count when vacancies and cards are compared."))
    return notes


def _rows(card: Card) -> list[Row]:
    comma = pgettext("between the parts of a list", ", ")
    candidate, rows = card.candidate, []
    if earned := card.earned:
        rows.append(Row(_("Earned and verified"), comma.join(earned)))
    if candidate.languages:
        spoken = (f"{language_name(code)} {level}" for code, level in sorted(candidate.languages.items()))
        rows.append(Row(_("Languages"), comma.join(spoken)))
    if candidate.hours:
        least, most = candidate.hours
        rows.append(Row(_("Hours a week"), f"{least}" if least == most else f"{least}–{most}"))
    if candidate.from_day_shown:
        day = candidate.from_day
        rows.append(Row(_("Can start"), date_format(day, "DATE_FORMAT") if day else _("at once")))
    if candidate.remote is not None:
        rows.append(Row(_("Work at home"), _("possible some days") if candidate.remote else _("not possible")))
    return rows
