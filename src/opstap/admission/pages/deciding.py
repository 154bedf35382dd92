"""The manager's decision: the order with its reasons, the places, and the message before it leaves."""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass

from django.core.paginator import Page, Paginator
from django.utils import translation
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy, ngettext

from opstap.admission.models import Application, Call
from opstap.admission.pages.application import KINDS, OUTCOMES
from opstap.admission.rules.ranking import Ranked, Why
from opstap.admission.rules.reasons import reason
from opstap.admission.rules.rubric import BEST_TOTAL
from opstap.admission.rules.status import open_outcomes
from opstap.design.parts import Figure
from opstap.people.models import Person

_WHY = {
    Why.SENT_EARLIER: gettext_lazy("same score as another: who sent earlier comes first"),
    Why.NOT_READ: gettext_lazy("not read yet"),
}


def order_page(ranked: Sequence[Ranked], number: str | None, *, size: int) -> Page[Ranked]:
    """One page of the order; a number out of range gives the nearest page."""
    return Paginator(ranked, size).get_page(number)


@dataclass(frozen=True, slots=True)
class OrderRow:
    """A line of the proposed order."""

    rank: Ranked
    application: Application
    why: str
    kind: str
    decidable: bool


def order_row(rank: Ranked, application: Application, manager: Person) -> OrderRow:
    """One application in its place; it cannot be decided before someone read it, nor by the applicant."""
    decidable = bool(open_outcomes(application.status)) and application.person_id != manager.pk
    return OrderRow(rank, application, why_text(rank), KINDS[application.status], decidable)


def why_text(ranked: Ranked) -> str:
    """Why an application stands where it stands."""
    parts = [str(_WHY[why]) for why in ranked.why if why in _WHY]
    if ranked.total is not None:
        readers = ngettext("%(number)d reader", "%(number)d readers", ranked.readers) % {"number": ranked.readers}
        parts.insert(
            0,
            _("%(total)s of %(best)s, %(readers)s")
            % {"total": f"{ranked.total:g}", "best": BEST_TOTAL, "readers": readers},
        )
    return "; ".join(parts)


def places_figures(call: Call, admitted: int, counts: Mapping[str, int]) -> list[Figure]:
    """How many places are given, and what still waits."""
    full = admitted >= call.places
    figures = [Figure(admitted, _("places given"), of=call.places, kind="wait" if full else "plain")]
    if counts:
        figures += [
            Figure(counts.get("sent", 0), _("not read yet")),
            Figure(counts.get("assessed", 0), _("read, not decided")),
            Figure(counts.get("waitlisted", 0), _("on the waiting list")),
        ]
    return figures


def message_preview(application: Application, outcome: str, code: str, words: str) -> dict[str, str]:
    """What the person will read, in their language."""
    with translation.override(application.language):
        return {
            "language": application.language,
            "title": str(OUTCOMES[outcome]()),
            "told": translation.gettext(reason(outcome, code).told),
            "words": words,
        }
