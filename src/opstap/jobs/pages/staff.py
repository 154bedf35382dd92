"""From rows to what the pages about courses for staff are given."""

from dataclasses import dataclass
from datetime import date
from urllib.parse import quote

from django.conf import settings
from django.template.loader import render_to_string
from django.urls import reverse
from django.utils import translation
from django.utils.formats import date_format
from django.utils.translation import get_language, gettext, ngettext, pgettext

from opstap.design.parts import Figure
from opstap.jobs.models import StaffCourse
from opstap.jobs.queries.staff import Size, door_from
from opstap.jobs.rules.staff import FEWEST_SHOWN, Door, shown_taken
from opstap.kit.translated import LANGUAGES, in_language
from opstap.people.models import Language, Organisation

# From here on hours say more than minutes.
HOURS_FROM = 100
# Isolated, so that a page from right to left does not turn it round.
FEW = f"\u2066< {FEWEST_SHOWN}\u2069"


@dataclass(frozen=True, slots=True)
class Invitation:
    """What page one says: who invites, to what, how long, in which languages."""

    employer: str
    school: str
    title: str
    summary: str
    parts: int
    long: str
    languages: str
    other_language: bool
    door: Door
    closes_on: date


def invitation(offered: StaffCourse, school: Organisation | None, size: Size, door: Door) -> Invitation:
    """The offer behind a link, in the reader's language."""
    course = offered.course
    spoken = [code for code in LANGUAGES if code in course.languages]
    return Invitation(
        employer=offered.employer.name,
        school=school.name if school else "Opstap",
        title=in_language(course.title),
        summary=in_language(course.summary),
        parts=size.lessons,
        long=how_long(size.minutes),
        languages=", ".join(Language(code).label for code in spoken),
        other_language=(get_language() or "en").split("-")[0] not in spoken,
        door=door,
        closes_on=offered.closes_on,
    )


def how_long(minutes: int) -> str:
    """ "About 5 hours", "About 35 minutes"."""
    if minutes >= HOURS_FROM:
        hours = round(minutes / 60)
        return ngettext("About %(n)s hour", "About %(n)s hours", hours) % {"n": hours}
    return ngettext("About %(n)s minute", "About %(n)s minutes", minutes) % {"n": minutes}


@dataclass(frozen=True, slots=True)
class Offered:
    """One offer as its employer sees it: counts, never who has not completed."""

    row: StaffCourse
    title: str
    door: Door
    figures: list[Figure]

    @property
    def state(self) -> str:
        """In a word or three."""
        return {
            Door.OPEN: pgettext("offer", "open"),
            Door.FULL: pgettext("offer", "all seats taken"),
            Door.CLOSED: pgettext("offer", "closed"),
        }[self.door]

    @property
    def kind(self) -> str:
        """Which tag the state has."""
        return {Door.OPEN: "info", Door.FULL: "wait", Door.CLOSED: "plain"}[self.door]


def offered(row: StaffCourse, today: date) -> Offered:
    """An offer from `with_counts`."""
    many, done = row.n_taken, row.n_completed  # type: ignore[attr-defined]
    shown = shown_taken(many)
    figures = [
        Figure(
            str(shown) if shown is not None else FEW,
            pgettext("people", "take part"),
            of=str(row.seats),
            note="" if shown is not None else pgettext("people", "a few: the number would say who"),
        ),
        Figure(str(done), pgettext("people", "completed"), kind="done" if done else "plain"),
    ]
    return Offered(row, in_language(row.course.title), door_from(row, many, today), figures)


def link_of(row: StaffCourse) -> str:
    """The invitation link, whole."""
    return settings.OPSTAP_URL + reverse("jobs:join", args=[row.token])


@dataclass(frozen=True, slots=True)
class Letter:
    """The words to send along with the link, in one language, and the same as a mail that waits to be addressed."""

    language: str
    text: str
    mail: str

    @property
    def direction(self) -> str:
        return "rtl" if self.language == "ar" else "ltr"


def letter(row: StaffCourse, language: str, minutes: int) -> Letter:
    """Words for a mail or the intranet; a mail program takes them over by the address (RFC 6068)."""
    with translation.override(language):
        title = in_language(row.course.title)
        text = render_to_string(
            "jobs/staff/letter.txt",
            {
                "employer": row.employer.name,
                "title": title,
                "link": link_of(row),
                "long": how_long(minutes),
                "day": date_format(row.closes_on, "DATE_FORMAT"),
            },
            using="text",
        ).strip()
        subject = gettext("A course for you: %(title)s") % {"title": title}
    return Letter(language, text, f"mailto:?subject={quote(subject)}&body={quote(text)}")
