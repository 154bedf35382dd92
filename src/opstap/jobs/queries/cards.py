"""The cards that employers may see, and what a match may know of each."""

from collections.abc import Iterable
from dataclasses import dataclass, field
from datetime import datetime
from uuid import UUID

from django.db.models import OuterRef, QuerySet, Subquery
from django.utils.timezone import localtime

from opstap.jobs.models import Profile, Vacancy
from opstap.jobs.queries.roads import Roads, roads_of
from opstap.jobs.rules import matching
from opstap.jobs.rules.card import Line
from opstap.jobs.rules.matching import Candidate, Job, Match, Road
from opstap.people.models import ConsentEvent, NoticeKind, Person


@dataclass(frozen=True, slots=True)
class Card:
    """What an employer sees of one person. `person` is for the action that asks; no page shows it."""

    name: str
    person: UUID = field(repr=False)
    candidate: Candidate
    strengths: str

    @property
    def earned(self) -> list[str]:
        """Codes of the exams that are earned and verified."""
        return sorted(code for code, at in (self.candidate.exams or {}).items() if at.road is Road.EARNED)


@dataclass(frozen=True, slots=True)
class Fit:
    """A card beside a vacancy."""

    card: Card
    match: Match


def profile_of(person: Person) -> Profile | None:
    """What this person saved of themselves, if anything."""
    return Profile.objects.filter(person=person).select_related("person").first()


def shown_profiles() -> QuerySet[Profile]:
    """Profiles that are cards now: the person's last word was yes, and they look for a job."""
    said = ConsentEvent.objects.filter(
        person=OuterRef("person"), notice__kind=NoticeKind.EMPLOYER_CARD, organisation__isnull=True
    ).exclude(what=ConsentEvent.What.READ)
    last = said.order_by("-happened_at", "-pk").values("what")[:1]
    rows = Profile.objects.alias(word=Subquery(last)).filter(word=ConsentEvent.What.GIVEN)
    return rows.filter(looking=True, person__is_active=True)


def cards(*, at: datetime) -> list[Card]:
    """Every card that is shown, in three queries."""
    profiles = list(shown_profiles())
    roads = roads_of([profile.person_id for profile in profiles], at=at)
    return [card_of(profile, roads[profile.person_id]) for profile in profiles]


def card_of(profile: Profile, roads: Roads) -> Card:
    """The card of one profile, whether it is shown or not: a preview is made by the same lines."""
    hidden = set(profile.hidden)
    candidate = Candidate(
        languages=None if Line.LANGUAGES in hidden else dict(profile.languages),
        hours=None if Line.HOURS in hidden else (profile.hours_min, profile.hours_max),
        from_day=None if Line.FROM_DAY in hidden else profile.from_day,
        from_day_shown=Line.FROM_DAY not in hidden,
        remote=None if Line.REMOTE in hidden else profile.remote,
        exams=None if Line.EXAMS in hidden else roads,
    )
    words = profile.strengths if profile.read_at is not None and Line.STRENGTHS not in hidden else ""
    return Card(profile.card, profile.person_id, candidate, words)


def own_card(profile: Profile, *, at: datetime) -> Card:
    """The card of one profile, in two queries."""
    return card_of(profile, roads_of([profile.person_id], at=at)[profile.person_id])


def job_of(vacancy: Vacancy) -> Job:
    """What a match may know of a vacancy; its exams come prefetched from `queries.vacancies`."""
    return Job(
        languages=dict(vacancy.languages),
        hours=(vacancy.hours_min, vacancy.hours_max),
        starts_on=vacancy.starts_on,
        remote=vacancy.remote,
        required=[exam.code for exam in vacancy.required_exams.all()],
        wanted=[exam.code for exam in vacancy.wanted_exams.all()],
    )


def fits_of(vacancy: Vacancy, shown: Iterable[Card], *, at: datetime) -> list[Fit]:
    """Each card beside the vacancy: the best first, then by the draw of this vacancy; who does not fit comes last."""
    job, today = job_of(vacancy), localtime(at).date()
    made = {card.name: Fit(card, matching.match(card.candidate, job, today=today)) for card in shown}
    order = matching.ordered(((name, fit.match.score) for name, fit in made.items()), seed=str(vacancy.pk))
    return sorted((made[name] for name in order), key=lambda fit: not fit.match.fits)
