"""Introductions, placements and follow-ups of one person, or of many."""

from datetime import date, datetime
from uuid import UUID

from django.db.models import Exists, OuterRef, Q, QuerySet
from django.utils.timezone import localtime

from opstap.jobs.models import FollowUp, Introduction, IntroductionEvent, Placement, Vacancy
from opstap.kit.clock import now
from opstap.people.models import NoticeKind, Person, Role
from opstap.people.queries.consents import has_consent


def has_card(person: Person) -> bool:
    """Whether this person's last word on the anonymous card was yes."""
    return has_consent(person, NoticeKind.EMPLOYER_CARD)


def introductions_waiting(person: Person) -> QuerySet[Introduction]:
    """Employers who asked to meet this person and wait for a yes or no, oldest first; with vacancy and employer.

    Empty as soon as the person took their yes to the card back.
    """
    rows = Introduction.objects.filter(person=person, state=Introduction.State.ASKED)
    rows = rows.select_related("vacancy__employer").order_by("asked_at", "pk")
    return rows if has_card(person) else rows.none()


def follow_ups_waiting(person: Person, *, at: datetime | None = None) -> QuerySet[FollowUp]:
    """Questions whether the job lasts that are due and not answered, oldest first; with the placement."""
    return follow_ups_due(localtime(at or now()).date()).filter(placement__person=person)


def follow_ups_due(today: date) -> QuerySet[FollowUp]:
    """Everybody's questions that are due and not answered, oldest first."""
    rows = FollowUp.objects.filter(answer="", due_on__lte=today)
    return rows.select_related("placement__person").order_by("due_on", "pk")


def introductions_of(person: Person) -> QuerySet[Introduction]:
    """Everything that employers asked of this person, newest first."""
    rows = Introduction.objects.filter(person=person).select_related("vacancy__employer", "asked_by")
    return rows.order_by("-asked_at", "-pk")


def placements_of(person: Person) -> QuerySet[Placement]:
    """The jobs this person found, newest first, with their follow-ups."""
    return Placement.objects.filter(person=person).prefetch_related("follow_ups").order_by("-starts_on", "-pk")


def of_vacancy(vacancy: Vacancy) -> QuerySet[Introduction]:
    """Those of one vacancy: what asks something of the employer first, the newest first among equals."""
    open_first = Introduction.objects.filter(pk=OuterRef("pk"), state__in=("accepted", "interviewed"))
    rows = (
        Introduction.objects.filter(vacancy=vacancy).select_related("person", "vacancy").alias(works=Exists(open_first))
    )
    return rows.order_by("-works", "-asked_at", "-pk")


def last_reasons(introductions: QuerySet[Introduction] | list[Introduction]) -> dict[UUID, str]:
    """Introduction -> the reason of its last event, "" when none was given."""
    rows = IntroductionEvent.objects.filter(introduction__in=introductions).order_by("recorded_at", "pk")
    return dict(rows.values_list("introduction_id", "reason"))


def contact_of(introduction: Introduction) -> Person | None:
    """Who of the employer hears of it: whoever asked, as long as they work there, else a colleague; or nobody."""
    there = Person.objects.filter(
        is_active=True,
        grants__role=Role.EMPLOYER,
        grants__ended_at__isnull=True,
        grants__organisation=introduction.vacancy.employer_id,
    )
    # Whoever asked comes first.
    return there.alias(asked=Q(pk=introduction.asked_by_id)).order_by("-asked", "pk").first()
