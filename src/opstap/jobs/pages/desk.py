"""The desk in words."""

from dataclasses import dataclass
from uuid import UUID

from django.utils.translation import gettext as _

from opstap.jobs.models import Introduction, IntroductionEvent
from opstap.jobs.pages.vacancy import KINDS
from opstap.jobs.queries.desk import Seeker
from opstap.jobs.rules.introduction import may_become


@dataclass(frozen=True, slots=True)
class DeskRow:
    """A line of the desk: `certificates` like "2 of 3", `card` in words with its colour."""

    pk: UUID
    name: str
    certificates: str
    certified: bool
    card: str
    kind: str
    introductions: int
    work: str


@dataclass(frozen=True, slots=True)
class IntroductionRow:
    """A line of introductions, with the name: a coach knows their people."""

    one: Introduction
    status: str
    kind: str
    reason: str
    may_meet: bool


def desk_row(one: Seeker) -> DeskRow:
    """One person on the desk."""
    card, kind = _card(one)
    values = {"earned": one.earned, "exams": one.exams}
    return DeskRow(
        one.person.pk,
        one.person.name,
        _("%(earned)d of %(exams)d") % values if one.exams else "",
        one.certified,
        card,
        kind,
        one.introductions,
        _("own words to read") if one.words_wait else "",
    )


def introduction_row(one: Introduction, reason: str = "") -> IntroductionRow:
    """One introduction, with the reason of its last event."""
    label = str(IntroductionEvent.Reason(reason).label) if reason else ""
    return IntroductionRow(
        one, one.get_state_display(), KINDS[one.state], label, may_become(one.state, Introduction.State.INTERVIEWED)
    )


def _card(one: Seeker) -> tuple[str, str]:
    if one.job is not None:
        return _("has a job"), "done"
    if one.profile is None:
        return _("no card yet"), "plain"
    if one.shown:
        return _("card is shown"), "info"
    return (_("said: not now"), "plain") if not one.profile.looking else (_("card is not shown"), "wait")
