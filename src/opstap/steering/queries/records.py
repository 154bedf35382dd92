"""What is recorded of everybody in one edition, read in seven queries whatever its size.

Applications, stage changes, attendance, sittings, introductions, placements and follow-ups are facts; each is read once, as
plain values, and laid together per person. Rows of people whose record was erased are among them: they count, without a name.
"""

from collections import defaultdict
from collections.abc import Mapping
from dataclasses import dataclass, field
from datetime import date, datetime
from uuid import UUID

from opstap.admission.models import Application
from opstap.admission.rules import eligibility
from opstap.certification.models import Sitting
from opstap.jobs.models import FollowUp, IntroductionEvent, Placement
from opstap.kit.clock import BRUSSELS
from opstap.programme.models import Edition, Group, Participation
from opstap.programme.queries import newest_attendance
from opstap.programme.rules.stages import CAME
from opstap.steering.rules.funnel import FOLLOW_UP_MONTHS, Asked, Record, Sat
from opstap.steering.rules.outlook import GroupFacts


@dataclass
class Person:
    """One person while their facts are laid together."""

    applied: date | None = None
    eligible: date | None = None
    participation: UUID | None = None
    group: UUID | None = None
    stage: str = ""
    became: dict[str, date] = field(default_factory=dict)
    came: list[date] = field(default_factory=list)
    sat: list[Sat] = field(default_factory=list)
    booked: set[str] = field(default_factory=set)
    met: date | None = None
    hired: date | None = None
    asked: list[Asked] = field(default_factory=list)


@dataclass(frozen=True, slots=True)
class EditionFacts:
    """All of an edition: its groups in order, its people, and the exams for which a person has a sitting ahead."""

    edition: Edition
    groups: Mapping[UUID, GroupFacts]
    records: list[Record]
    booked: Mapping[UUID, frozenset[str]]


def facts_of(edition: Edition) -> EditionFacts:
    """Read it all."""
    groups = groups_of(edition)
    people: dict[UUID, Person] = defaultdict(Person)
    _applications(edition, people)
    by_participation = _participations(edition, people)
    _attendance(edition, by_participation)
    _sittings(edition, people)
    _meetings(edition, people)
    _placements(edition, people)
    records = [_record(pk, person, groups) for pk, person in people.items()]
    booked = {pk: frozenset(person.booked) for pk, person in people.items() if person.booked}
    return EditionFacts(edition, groups, records, booked)


def groups_of(edition: Edition) -> dict[UUID, GroupFacts]:
    """The groups of an edition, in the order in which they begin."""
    rows = Group.objects.filter(edition=edition).order_by("starts_on", "name", "pk")
    found: dict[UUID, GroupFacts] = {}
    for pk, name, places, starts_on, exam in rows.values_list(
        "pk", "name", "places", "starts_on", "track__exams__code"
    ):
        before = found[pk].required if pk in found else frozenset()
        found[pk] = GroupFacts(pk, name, places, starts_on, before | ({exam} if exam else frozenset()))
    return found


def _applications(edition: Edition, people: dict[UUID, Person]) -> None:
    rules: dict[UUID, tuple[eligibility.Rule, ...]] = {}
    rows = Application.objects.filter(call__edition=edition).order_by("sent_at")
    # The conditions come with each row: a query less, for some kilobytes.
    for person, call, raw, answers, sent_at in rows.values_list(
        "person_id", "call_id", "call__rules", "eligibility", "sent_at"
    ):
        if call not in rules:
            rules[call] = eligibility.read(raw)
        one, day = people[person], _day(sent_at)
        one.applied = one.applied or day
        # The answers of someone who had their record erased are gone. It was sent, and only what fits can be sent.
        if one.eligible is None and (not answers or eligibility.check(rules[call], answers, today=day).fits):
            one.eligible = day


def _participations(edition: Edition, people: dict[UUID, Person]) -> dict[UUID, Person]:
    rows = Participation.objects.filter(edition=edition).order_by("pk", "changes__happened_at", "changes__recorded_at")
    found: dict[UUID, Person] = {}
    for pk, person, group, stage, to, at in rows.values_list(
        "pk", "person_id", "group_id", "stage", "changes__stage", "changes__happened_at"
    ):
        one = found[pk] = people[person]
        one.participation, one.group, one.stage = pk, group, stage
        if to is not None:
            one.became.setdefault(to, _day(at))
    for one in found.values():
        # Whoever takes part was offered a place, also when an old list says nothing of the day.
        one.became.setdefault("offered", min(one.became.values(), default=edition.starts_on))
    return found


def _attendance(edition: Edition, by_participation: Mapping[UUID, Person]) -> None:
    rows = newest_attendance().filter(participation__edition=edition, session__preparatory=False, status__in=list(CAME))
    days: dict[datetime, date] = {}
    for participation, starts_at in rows.values_list("participation_id", "session__starts_at"):
        if (day := days.get(starts_at)) is None:
            day = days[starts_at] = _day(starts_at)
        by_participation[participation].came.append(day)


def _sittings(edition: Edition, people: dict[UUID, Person]) -> None:
    rows = Sitting.objects.filter(person__participations__edition=edition).order_by("starts_at")
    for person, exam, state, starts_at, verified_at in rows.values_list(
        "person_id", "exam__code", "state", "starts_at", "verified_at"
    ):
        if state in Sitting.SAT:
            verified = _day(verified_at) if verified_at else None
            people[person].sat.append(Sat(exam, _day(starts_at), state == Sitting.State.PASSED, verified))
        elif state in Sitting.AHEAD:
            people[person].booked.add(exam)


def _meetings(edition: Edition, people: dict[UUID, Person]) -> None:
    rows = IntroductionEvent.objects.filter(introduction__person__participations__edition=edition, what="interviewed")
    for person, at in rows.order_by("happened_at").values_list("introduction__person_id", "happened_at"):
        people[person].met = people[person].met or _day(at)


def _placements(edition: Edition, people: dict[UUID, Person]) -> None:
    """A job that belongs to another edition counts there, so that nobody is hired twice."""
    rows = Placement.objects.filter(person__participations__edition=edition).order_by("starts_on")
    for person, participation, starts_on, months, due, answer in rows.values_list(
        "person_id", "participation_id", "starts_on", "follow_ups__months", "follow_ups__due_on", "follow_ups__answer"
    ):
        one = people[person]
        if participation not in {None, one.participation}:
            continue
        one.hired = one.hired or starts_on
        if months == FOLLOW_UP_MONTHS:
            one.asked.append(Asked(due, answer in FollowUp.WORKS if answer else None))


def _record(pk: UUID, one: Person, groups: Mapping[UUID, GroupFacts]) -> Record:
    group = groups.get(one.group) if one.group else None
    return Record(
        person=pk,
        group=one.group,
        applied=one.applied,
        eligible=one.eligible,
        offered=one.became.get("offered") if one.participation else None,
        came=tuple(one.came),
        became=one.became,
        stage=one.stage,
        required=group.required if group else frozenset(),
        sat=tuple(one.sat),
        met=one.met,
        hired=one.hired,
        asked=tuple(one.asked),
    )


def _day(moment: datetime) -> date:
    return moment.astimezone(BRUSSELS).date()
