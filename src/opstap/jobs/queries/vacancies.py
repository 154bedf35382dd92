"""Vacancies, and what an employer finds in them."""

from collections.abc import Collection, Mapping, Sequence
from dataclasses import dataclass
from datetime import date, datetime
from uuid import UUID

from django.db.models import Count, Q, QuerySet

from opstap.jobs.models import Introduction, Vacancy
from opstap.jobs.queries.cards import Fit, cards, fits_of
from opstap.jobs.rules.matching import Kind, why_not


@dataclass(frozen=True, slots=True)
class Listed:
    """A vacancy in its employer's list: how many cards fit, how many introductions stand where."""

    vacancy: Vacancy
    is_open: bool
    fitting: int
    asked: int
    to_meet: int
    to_decide: int
    hired: int


def with_exams(rows: QuerySet[Vacancy]) -> QuerySet[Vacancy]:
    """With employer and exams, as a match needs them."""
    return rows.select_related("employer").prefetch_related("required_exams", "wanted_exams")


def open_vacancies(today: date) -> QuerySet[Vacancy]:
    """Vacancies that take people on this day, newest first."""
    rows = Vacancy.objects.filter(closed_at__isnull=True, closes_on__gte=today)
    return with_exams(rows).order_by("-opened_at", "-pk")


def is_open(vacancy: Vacancy, today: date) -> bool:
    """Agrees with `open_vacancies`."""
    return vacancy.closed_at is None and vacancy.closes_on >= today


def with_counts(rows: QuerySet[Vacancy]) -> QuerySet[Vacancy]:
    """With the number of introductions in each state that asks something of the employer."""
    state = Introduction.State

    def number(*states: str) -> Count:
        return Count("introductions", filter=Q(introductions__state__in=states))

    return (
        with_exams(rows)
        .annotate(
            asked=number(state.ASKED),
            to_meet=number(state.ACCEPTED),
            to_decide=number(state.INTERVIEWED),
            hired=number(state.HIRED),
        )
        .order_by("-opened_at", "-pk")
    )


def listed(rows: Sequence[Vacancy], *, at: datetime, today: date) -> list[Listed]:
    """Rows of `with_counts`, each with the number of cards that fit it now."""
    shown = cards(at=at)
    made = []
    for vacancy in rows:
        opened = is_open(vacancy, today)
        fitting = sum(fit.match.fits for fit in fits_of(vacancy, shown, at=at)) if opened else 0
        counts = (getattr(vacancy, name) for name in ("asked", "to_meet", "to_decide", "hired"))
        made.append(Listed(vacancy, opened, fitting, *counts))
    return made


def cards_for(
    vacancy: Vacancy, *, without: Collection[UUID], at: datetime
) -> tuple[list[Fit], Mapping[tuple[Kind, str], int]]:
    """The cards that fit, in order, `without` those of people who were asked; and what keeps how many others out."""
    made = [fit for fit in fits_of(vacancy, cards(at=at), at=at) if fit.card.person not in without]
    return [fit for fit in made if fit.match.fits], why_not(fit.match for fit in made)
