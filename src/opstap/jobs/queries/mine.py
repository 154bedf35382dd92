"""Everything that is about one person's job."""

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import datetime
from uuid import UUID

from django.core.paginator import Page, Paginator
from django.utils.timezone import localtime

from opstap.jobs.models import Introduction, Placement, Profile, Vacancy
from opstap.jobs.queries.cards import job_of, own_card, profile_of
from opstap.jobs.queries.introductions import has_card, introductions_of, last_reasons, placements_of
from opstap.jobs.queries.vacancies import open_vacancies
from opstap.jobs.rules.matching import Match, match
from opstap.kit.paging import PAGE_SIZE
from opstap.people.models import Person


@dataclass(frozen=True, slots=True)
class Mine:
    """A person's road to a job. `reasons`: introduction -> reason of its last event; `fitting` open vacancies of so many."""

    profile: Profile | None
    shown: bool
    introductions: Sequence[Introduction]
    reasons: dict[UUID, str]
    placements: Sequence[Placement]
    fitting: tuple[int, int]


@dataclass(frozen=True, slots=True)
class Beside:
    """A vacancy beside the person's card."""

    vacancy: Vacancy
    match: Match


def mine_of(person: Person, *, at: datetime) -> Mine:
    """Eleven queries, however much there is."""
    profile = profile_of(person)
    introductions = list(introductions_of(person))
    beside = vacancies_beside(profile, at=at) if profile else []
    return Mine(
        profile,
        has_card(person),
        introductions,
        last_reasons(introductions) if introductions else {},
        list(placements_of(person)),
        (sum(one.match.fits for one in beside), len(beside)),
    )


def vacancies_beside(profile: Profile, *, at: datetime) -> list[Beside]:
    """Every open vacancy: those that fit first, by score, then the newest."""
    today = localtime(at).date()
    candidate = own_card(profile, at=at).candidate
    rows = [Beside(one, match(candidate, job_of(one), today=today)) for one in open_vacancies(today)]
    return sorted(rows, key=lambda one: (not one.match.fits, -one.match.score))


def page_of_list[T](rows: Sequence[T], number: str | None) -> Page[T]:
    """One page of what was worked out in Python; a number out of range gives the nearest page."""
    return Paginator(rows, PAGE_SIZE).get_page(number)
