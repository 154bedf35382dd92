"""Everything that the page of goals shows of one edition, read once."""

from collections.abc import Mapping
from dataclasses import dataclass
from datetime import date
from uuid import UUID

from django.db.models import Exists, OuterRef, QuerySet
from django.http import Http404

from opstap.people.models import Person
from opstap.practice.models import Readiness
from opstap.practice.rules.readiness import Standing
from opstap.programme.models import Edition, Goal, Participation
from opstap.steering import access
from opstap.steering.queries.records import EditionFacts, facts_of
from opstap.steering.rules.funnel import Road, Step, count, road_of
from opstap.steering.rules.outlook import Known, outlook
from opstap.steering.rules.pace import Gap, gap
from opstap.steering.rules.runners import Outlook

GOAL_STEPS = {
    Goal.Step.STARTED: Step.STARTED,
    Goal.Step.COMPLETED: Step.COMPLETED,
    Goal.Step.FULLY_CERTIFIED: Step.FULLY_CERTIFIED,
    Goal.Step.HIRED: Step.HIRED,
}


@dataclass(frozen=True, slots=True)
class Choice:
    """The edition that is looked at, the others that could be, and whether names may be shown."""

    edition: Edition
    others: list[Edition]
    named: bool


def choice_for(person: Person, pk: UUID | None, *, today: date) -> Choice | None:
    """The edition with this id, else the one that goes on or began last; None when there is none at all.

    Raises Http404 for an edition that the person may not see, as for one that does not exist. One query.
    """
    mine = access.editions_with_names_for(person).filter(pk=OuterRef("pk"))
    rows = access.editions_visible_to(person).select_related("programme").annotate(named=Exists(mine))
    editions = list(rows.order_by("-starts_on", "programme__slug", "pk"))
    if pk is not None and all(edition.pk != pk for edition in editions):
        raise Http404
    if not editions:
        return None
    begun = [edition for edition in editions if edition.starts_on <= today]
    chosen = next((one for one in editions if one.pk == pk), (begun or editions[::-1])[0])
    named: bool = chosen.named
    return Choice(chosen, [one for one in editions if one.pk != chosen.pk], named)


@dataclass(frozen=True, slots=True)
class State:
    """Where an edition stands today."""

    facts: EditionFacts
    roads: list[Road]
    goals: list[Gap]
    outlook: Outlook
    today: date


def goals_of(edition: Edition) -> list[Goal]:
    """The goals of an edition, in the order of the road."""
    order = list(GOAL_STEPS)
    return sorted(Goal.objects.filter(edition=edition), key=lambda goal: order.index(Goal.Step(goal.step)))


def standing_of(edition: Edition, *, today: date) -> State:
    """Every road, every goal and the outlook of an edition; nine queries, whatever its size."""
    facts = facts_of(edition)
    roads = roads_of(facts, today=today)
    goals = [
        gap(goal.step, people=goal.people, by=goal.by, now=count(roads, GOAL_STEPS[Goal.Step(goal.step)]), today=today)
        for goal in goals_of(edition)
    ]
    known = Known(facts.groups, edition.ends_on, facts.booked, readiness_of(edition), today)
    return State(facts, roads, goals, outlook(roads, known), today)


def roads_of(facts: EditionFacts, *, today: date) -> list[Road]:
    """The road of everybody in an edition."""
    return [road_of(record, today=today) for record in facts.records]


def readiness_of(edition: Edition) -> Mapping[tuple[UUID, str], float]:
    """How ready each participant is for each exam, as far as it is not too early to say: (person, exam) -> chance.

    Of several outlines of an exam the newest that they practised counts.
    """
    rows = Readiness.objects.filter(learner__person__participations__edition=edition)
    known = rows.exclude(standing=Standing.TOO_EARLY).order_by("blueprint__as_of")
    return {
        (person, exam): round(chance, 2)
        for person, exam, chance in known.values_list("learner__person_id", "blueprint__exam__code", "chance")
    }


def people_behind(roads: list[Road], step: str) -> QuerySet[Person]:
    """The people who reached a step, by name; those whose record was erased have none, and are not listed."""
    keys = [road.record.person for road in roads if has_reached(road, step)]
    return Person.objects.filter(pk__in=keys, erased_at__isnull=True).order_by("name", "pk")


def has_reached(road: Road, step: str) -> bool:
    """Whether the road has this step: a `Step`, or "passed-" and the code of an exam."""
    if step.startswith("passed-"):
        return step.removeprefix("passed-") in road.passed
    return Step(step) in road.reached


def groups_in(edition: Edition, people: list[Person]) -> Mapping[UUID, Participation]:
    """The participation of each of these people in the edition, with its group."""
    rows = Participation.objects.filter(edition=edition, person__in=people).select_related("group")
    return {row.person_id: row for row in rows}
