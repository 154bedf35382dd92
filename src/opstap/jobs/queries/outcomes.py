"""What became of an edition's people, for steering: met, hired, still employed."""

from dataclasses import dataclass
from datetime import date
from uuid import UUID

from opstap.jobs.models import FollowUp, IntroductionEvent, Placement
from opstap.jobs.rules.follow_up import Lasted, lasted
from opstap.programme.models import Edition, Participation


@dataclass(frozen=True, slots=True)
class Outcomes:
    """Ids of participations. Whoever was hired was met, also outside Opstap: so each step holds the next.

    `employed`, `not_employed` and `unknown` part those whose six months are over; no answer is unknown.
    """

    interviewed: frozenset[UUID]
    hired: frozenset[UUID]
    employed: frozenset[UUID]
    not_employed: frozenset[UUID]
    unknown: frozenset[UUID]


def outcomes_of(edition: Edition, *, today: date) -> Outcomes:
    """The outcomes of one edition on this day, in four queries for any number of people."""
    mine = dict(Participation.objects.filter(edition=edition).values_list("person_id", "pk"))
    met = IntroductionEvent.objects.filter(
        what__in=("interviewed", "hired"), introduction__person__participations__edition=edition
    ).values_list("introduction__person_id", flat=True)
    hired = dict(Placement.objects.filter(participation__edition=edition).values_list("pk", "participation_id"))
    answers: dict[UUID, list[tuple[str, date]]] = {}
    asked = FollowUp.objects.filter(placement__participation__edition=edition)
    for placement, answer, day in asked.values_list("placement_id", "answer", "due_on"):
        if placement in hired:
            answers.setdefault(hired[placement], []).append((answer, day))
    parts = {pk: lasted(rows, today=today) for pk, rows in answers.items()}

    def part(of: Lasted) -> frozenset[UUID]:
        return frozenset(pk for pk, how in parts.items() if how is of)

    jobs = frozenset(hired.values())
    return Outcomes(
        interviewed=frozenset(mine[person] for person in met if person in mine) | jobs,
        hired=jobs,
        employed=part(Lasted.YES),
        not_employed=part(Lasted.NO),
        unknown=part(Lasted.UNKNOWN),
    )
