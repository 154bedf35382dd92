"""What would help most, and what the forecast goes by."""

from collections.abc import Mapping

from django.urls import NoReverseMatch, reverse
from django.utils.translation import gettext as _
from django.utils.translation import ngettext

from opstap.design.parts import Row, Task
from opstap.steering.pages.outlook import Outcome
from opstap.steering.rules import levers
from opstap.steering.rules.forecast import Worlds
from opstap.steering.rules.rates import PRIORS, Evidence, Tally, shared


def help_most(worlds: Worlds, found: Mapping[str, Outcome], *, named: bool) -> list[Task]:
    """What would help most, the best first, with what it gains and the page where one does it."""
    one = found.get("fully_certified")
    if one is None or one.expected is None:
        return []
    return [
        Task(
            _lever(lever),
            url=_page(lever.code) if named else "",
            tag=_gain(lever),
            kind="next" if place == 0 else "plain",
        )
        for place, lever in enumerate(levers.ranked(worlds, one.goal.days))
    ]


def _lever(lever: levers.Lever) -> str:
    number = lever.people or 0
    texts = {
        "second_attempt": _("Pay a second attempt for everybody who fails the first"),
        "complete": _("Keep 5 more in 100 until the end of the training"),
        "fill_chairs": ngettext(
            "Fill the %(n)d free chair of groups that are still to begin",
            "Fill the %(n)d free chairs of groups that are still to begin",
            number,
        ),
        "book_ready": ngettext(
            "Book the exam of the %(n)d person who is ready now",
            "Book the exams of the %(n)d people who are ready now",
            number,
        ),
    }
    text = texts[lever.code]
    return text % {"n": number} if "%(n)d" in text else text


def _gain(lever: levers.Lever) -> str:
    number = round(lever.certified)
    if number < 1:
        return _("less than 1 more fully certified")
    return ngettext("%(n)d more fully certified", "%(n)d more fully certified", number) % {"n": number}


_PAGES = {
    "second_attempt": "certification:vouchers",
    "complete": "guidance:coach",
    "fill_chairs": "admission:applications",
    "book_ready": "certification:sittings",
}


def _page(code: str) -> str:
    """Where one does it, or "" while no installed station has such a page."""
    try:
        return reverse(_PAGES[code])
    except NoReverseMatch:
        return ""


def rates(evidence: Evidence) -> list[Row]:
    """What the forecast goes by: what we saw here, and what we assumed before we saw anything."""
    passed = Tally()
    for tally in evidence.passed.values():
        passed += tally
    seen = {
        "fill": (_("A free chair is taken"), evidence.fill),
        "start": (_("Who has a place starts"), evidence.start),
        "complete": (_("Who starts completes"), shared(evidence.complete)),
        "sit": (_("Who completes sits an exam"), evidence.sit),
        "pass": (_("An attempt is passed, where we know nothing of the person"), passed),
        "again": (_("Who fails tries again"), evidence.again),
        "job": (_("Who looks for a job finds one within half a year"), evidence.job),
    }
    return [Row(label, _rate(kind, tally)) for kind, (label, tally) in seen.items()]


def _rate(kind: str, tally: Tally) -> str:
    prior = PRIORS[kind]
    assumed = _("we assumed %(share)d %%, worth %(weight)d people") % {
        "share": round(100 * prior.share),
        "weight": round(prior.weight),
    }
    if not tally.people:
        return assumed
    saw = _("we saw %(share)d %%, of %(people)d") % {
        "share": round(100 * tally.yes / tally.people),
        "people": round(tally.people),
    }
    return f"{saw}; {assumed}"
