"""One card per role: what waits there, and the one place to go. `queries.work` chooses which of them someone sees."""

from collections.abc import Callable
from dataclasses import dataclass

from django.db.models import F
from django.urls import NoReverseMatch, reverse
from django.utils.translation import gettext as _
from django.utils.translation import ngettext

from opstap.admission.access import calls_visible_to
from opstap.admission.models import Application
from opstap.admission.queries import status_counts
from opstap.certification.access import sittings_visible_to
from opstap.certification.queries import work_counts
from opstap.guidance.access import open_help_visible_to
from opstap.jobs.access.hiring import vacancies_visible_to
from opstap.jobs.access.staff import seats_visible_to
from opstap.jobs.queries.vacancies import listed, open_vacancies, with_counts
from opstap.kit.clock import now, today
from opstap.kit.translated import in_language
from opstap.people.models import Person, Role
from opstap.programme.access import notices_visible_to


@dataclass(frozen=True, slots=True)
class Work:
    """A card of someone's own work: what waits, and the one place to go."""

    title: str
    words: str
    url: str
    action: str
    icon: str
    waits: bool = False


def link(name: str) -> str:
    """The address of a page of a later station, or "" while that is not installed."""
    try:
        return reverse(name)
    except NoReverseMatch:
        return ""


def asked(person: Person) -> Work:
    asked = open_help_visible_to(person).count()
    absent = notices_visible_to(person).filter(seen_at=None, withdrawn_at=None).count()
    words = [_("Nobody waits for an answer.")]
    if asked:
        words = [
            ngettext("%(n)d person waits for an answer.", "%(n)d people wait for an answer.", asked) % {"n": asked}
        ]
    if absent:
        unseen = ngettext("%(n)d absence is new.", "%(n)d absences are new.", absent)
        words.append(unseen % {"n": absent})
    return Work(
        title=_("Who needs me"),
        words=" ".join(words),
        url=reverse("guidance:coach"),
        action=_("See who"),
        icon="help",
        waits=bool(asked or absent),
    )


def applications(person: Person) -> Work:
    counts = status_counts(calls_visible_to(person))
    to_read, to_decide = counts.get(Application.Status.SENT, 0), counts.get(Application.Status.ASSESSED, 0)
    words = [_("Every application is read.")]
    if to_read:
        words = [ngettext("%(n)d application to read.", "%(n)d applications to read.", to_read) % {"n": to_read}]
    if to_decide and person.has_role(Role.MANAGER):
        decide = ngettext("%(n)d application to decide.", "%(n)d applications to decide.", to_decide)
        words.append(decide % {"n": to_decide})
    return Work(
        title=_("Applications"),
        words=" ".join(words),
        url=reverse("admission:applications"),
        action=_("Read on"),
        icon="file",
        waits=bool(to_read or to_decide),
    )


def outbox(person: Person) -> Work:
    return Work(
        title=_("The house"),
        words=_("Who may do what, and every message that left."),
        url=reverse("messages:outbox"),
        action=_("Open the outbox"),
        icon="gear",
    )


def seat(person: Person) -> Work | None:
    """The course that an employer offers: one that goes on before one that is done."""
    mine = seats_visible_to(person).select_related("staff_course__course")
    found = mine.order_by(F("completed_at").desc(nulls_first=True), "-taken_at").first()
    if found is None:
        return None
    course, done = in_language(found.staff_course.course.title), found.completed_at is not None
    words = _("%(course)s: completed. It stays open.") if done else _("%(course)s: ten minutes at a time.")
    return Work(
        title=_("Your course"),
        words=words % {"course": course},
        url=reverse("jobs:seat"),
        action=_("Open your course") if done else _("Go on"),
        icon="book",
        waits=not done,
    )


def hiring(person: Person) -> Work:
    """Who said yes and waits to hear from the employer; which cards fit an open vacancy."""
    day = today()
    rows = with_counts(vacancies_visible_to(person).filter(pk__in=open_vacancies(day).values("pk")))
    vacancies = listed(list(rows), at=now(), today=day)
    to_meet, fitting = sum(one.to_meet for one in vacancies), sum(one.fitting for one in vacancies)
    words = [_("No vacancy is open. Say whom you look for, and see who fits.")] if not vacancies else []
    if to_meet:
        said = ngettext("%(n)d person would like to meet you.", "%(n)d people would like to meet you.", to_meet)
        words.append(said % {"n": to_meet})
    if vacancies:
        fits = ngettext("%(n)d card fits your vacancies.", "%(n)d cards fit your vacancies.", fitting)
        words.append(fits % {"n": fitting})
    return Work(
        title=_("Future colleagues"),
        words=" ".join(words),
        url=link("jobs:employer") or reverse("admission:home"),
        action=_("Open your vacancies"),
        icon="briefcase",
        waits=bool(to_meet),
    )


def exams(person: Person) -> Work:
    """Results to record and to look up at the vendor, days to plan again."""
    counts = work_counts(sittings_visible_to(person), at=now())
    words = []
    if record := counts["record"]:
        words.append(ngettext("%(n)d result to record.", "%(n)d results to record.", record) % {"n": record})
    if verify := counts["verify"]:
        words.append(ngettext("%(n)d result to verify.", "%(n)d results to verify.", verify) % {"n": verify})
    if again := counts["again"]:
        words.append(
            ngettext("%(n)d person asks for another day.", "%(n)d people ask for another day.", again) % {"n": again}
        )
    return Work(
        title=_("Exams"),
        words=" ".join(words) or _("No exam waits for you today."),
        url=reverse("certification:sittings"),
        action=_("Open the exams"),
        icon="star",
        waits=bool(words),
    )


def goals(person: Person) -> Work | None:
    """Whether the goals will be reached: a page of a later station."""
    url = link("steering:goals")
    words = _("How many people started, are certified and work, and how many there will be.")
    return Work(title=_("Goals"), words=words, url=url, action=_("See the goals"), icon="flag") if url else None


type Maker = Callable[[Person], Work | None]
