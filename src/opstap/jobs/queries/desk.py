"""The desk of coach and manager: who looks for a job, how near they are, and what waits."""

from collections import Counter
from dataclasses import dataclass
from datetime import datetime
from uuid import UUID

from django.db.models import Exists, OuterRef, QuerySet

from opstap.jobs.models import Introduction, Placement, Profile
from opstap.jobs.queries.cards import shown_profiles
from opstap.jobs.queries.roads import roads_of, track_exams
from opstap.jobs.rules.matching import Road
from opstap.people.models import Person

# Whoever misses at most so many exams is near enough to look for a job with.
NEAR = 1
FINDS = ("ready", "words", "card", "hired", "all")


@dataclass(frozen=True, slots=True)
class Seeker:
    """One person on the desk. `profile` has `shown`: whether it is a card now."""

    person: Person
    earned: int
    exams: int
    profile: Profile | None
    introductions: int
    job: Placement | None

    @property
    def missing(self) -> int:
        """How many exams of the track are not earned and verified yet."""
        return self.exams - self.earned

    @property
    def certified(self) -> bool:
        """Every exam of the track."""
        return self.exams > 0 and self.missing == 0

    @property
    def shown(self) -> bool:
        """Whether employers see a card."""
        return self.profile is not None and bool(self.profile.shown)  # type: ignore[attr-defined]

    @property
    def words_wait(self) -> bool:
        """Whether own words wait to be read by a coach."""
        return self.profile is not None and self.profile.strengths != "" and self.profile.read_at is None

    def is_found(self, show: str) -> bool:
        """Whether the filter of the desk finds them."""
        if show == "words":
            return self.words_wait
        if show == "card":
            return self.shown
        if show == "hired":
            return self.job is not None
        return show == "all" or (self.job is None and self.exams > 0 and self.missing <= NEAR)


def seekers(people: QuerySet[Person], *, name: str = "", at: datetime) -> list[Seeker]:
    """The people of the desk, nearest to their last exam first, then by name. Seven queries for any number of people."""
    rows = list((people.filter(name__icontains=name) if name else people).order_by("name", "pk"))
    ids = [person.pk for person in rows]
    roads, exams = roads_of(ids, at=at), track_exams(ids)
    shown = Exists(shown_profiles().filter(pk=OuterRef("pk")))
    profiles = {one.person_id: one for one in Profile.objects.filter(person__in=ids).annotate(shown=shown)}
    open_ones = Introduction.objects.filter(person__in=ids, state__in=Introduction.OPEN)
    counts = Counter[UUID](open_ones.values_list("person_id", flat=True))
    jobs = {one.person_id: one for one in Placement.objects.filter(person__in=ids).order_by("starts_on", "pk")}
    found = [
        Seeker(
            person,
            sum(code in roads[person.pk] and roads[person.pk][code].road is Road.EARNED for code in exams[person.pk]),
            len(exams[person.pk]),
            profiles.get(person.pk),
            counts[person.pk],
            jobs.get(person.pk),
        )
        for person in rows
    ]
    return sorted(found, key=lambda one: (one.exams == 0, one.missing))


def narrowed(rows: QuerySet[Introduction], *, name: str = "", state: str = "") -> QuerySet[Introduction]:
    """Introductions by a part of the name and by state, newest first."""
    if name:
        rows = rows.filter(person__name__icontains=name)
    if state:
        rows = rows.filter(state=state)
    return rows.order_by("-asked_at", "-pk")
