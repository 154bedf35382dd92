"""Three groups at different stages: their calendar, who came, who stopped and who came back."""

from dataclasses import dataclass
from datetime import date, datetime, time, timedelta
from random import Random
from uuid import UUID

from opstap.kit.clock import BRUSSELS
from opstap.kit.ids import new_id
from opstap.people.models import Person
from opstap.programme.actions.change_stage import change_stage
from opstap.programme.actions.place_in_group import place_in_group
from opstap.programme.actions.plan_session import plan_session
from opstap.programme.actions.record_attendance import record_attendance
from opstap.programme.models import Group, Participation, Session, Stage
from opstap.programme.rules.slots import slot, weekly
from opstap_demo.past import at
from opstap_demo.school import School

AHEAD = timedelta(days=28)
ACTIVE_AFTER = timedelta(weeks=4)  # the funnel's "active in week 4"
PLACES = ("Lokaal Sluis", "Lokaal Kade", "Lokaal Brug")


@dataclass(frozen=True, slots=True)
class Outline:
    """A group to be: when it began, when its main training did (None: not yet), its week, its coaches."""

    name: str
    language: str
    began: int
    main: int | None
    weekdays: frozenset[int]
    hours: tuple[time, time]
    coaches: tuple[str, ...]


def outlines(now: datetime) -> tuple[Outline, ...]:
    """The three groups. The youngest has class today, or tomorrow morning when the day is over."""
    local = now.astimezone(BRUSSELS)
    today, tomorrow = local.weekday(), (local.weekday() + 1) % 7
    evening = local.time() >= time(14)
    late = local.time() >= time(20, 30)
    hours = (time(17, 30), time(20, 30)) if evening and not late else (time(9), time(15))
    if late:
        hours = (time(8, 30), time(14, 30))
    near = tomorrow if late else today
    return (
        Outline("Trede 1", "nl", 112, 70, frozenset({0, 1, 3}), (time(9), time(15)), ("coach",)),
        Outline("Trede 2", "fr", 63, 14, frozenset({1, 2, 4}), (time(9, 30), time(15, 30)), ("coach_fr",)),
        Outline(
            "Trede 3", "nl", 18, None, frozenset({near, (near + 2) % 7, (near + 5) % 7}), hours, ("coach", "coach_fr")
        ),
    )


def make_groups(school: School, people: list[Person], now: datetime) -> list[Group]:
    """The groups with their chairs filled and their calendar planned."""
    groups = []
    places = {one.person_id: one.pk for one in Participation.objects.filter(edition=school.edition)}
    for number, outline in enumerate(outlines(now)):
        began = now - timedelta(days=outline.began)
        group = Group.objects.create(
            edition=school.edition,
            track=school.track,
            name=outline.name,
            language=outline.language,
            starts_on=began.date(),
        )
        group.coaches.set(school.staff[code] for code in outline.coaches)
        with at(began - timedelta(days=7)):
            ours = [places[person.pk] for person in people[15 * number : 15 * (number + 1)]]
            place_in_group(group, participations=ours, by=school.staff["manager"])
            _plan(group, outline, school.staff[outline.coaches[0]], began.date(), now)
        groups.append(group)
    return groups


def _plan(group: Group, outline: Outline, coach: Person, first: date, now: datetime) -> None:
    main = None if outline.main is None else (now - timedelta(days=outline.main)).date()
    for number, day in enumerate(weekly(first, (now + AHEAD).date(), outline.weekdays)):
        plan_session(
            group,
            slot=slot(day, *outline.hours, BRUSSELS),
            by=coach,
            place=PLACES[number % len(PLACES)],
            preparatory=main is None or day < main,
        )


def live_through(group: Group, outline: Outline, school: School, dice: Random, now: datetime) -> None:
    """Every class until now, with who came; then the stages that coaches gave."""
    coach = school.staff[outline.coaches[0]]
    members = list(Participation.objects.filter(group=group).select_related("person").order_by("pk"))
    leaves = _stories(members, outline, now) if outline.main else {}
    steady = {one.pk: dice.betavariate(12, 1.6) for one in members}
    for session in Session.objects.filter(group=group, ends_at__lt=now).order_by("starts_at"):
        here = [one.pk for one in members if session.starts_at < leaves.get(one.pk, now)]
        marks = {pk: _mark(dice, steady[pk]) for pk in here}
        with at(session.ends_at):
            record_attendance(session, marks=marks, by=coach, key=new_id())
    _change_stages(members, leaves, outline, coach, now)


def _stories(members: list[Participation], outline: Outline, now: datetime) -> dict[UUID, datetime]:
    """Who stopped coming, and since when: the last four of the group, never somebody of the cast."""
    half, pause = _pace(outline)
    return {one.pk: now - half + number * pause for number, one in enumerate(members[-4:])}


def _pace(outline: Outline) -> tuple[timedelta, timedelta]:
    """Half of the main training, and the days between two such stories."""
    half = timedelta(days=(outline.main or 0) / 2)
    return half, half / 6


def _mark(dice: Random, steady: float) -> str:
    if dice.random() < steady:
        return "late" if dice.random() < 0.07 else "present"
    return "excused" if dice.random() < 0.6 else "absent"


def _change_stages(
    members: list[Participation], leaves: dict[UUID, datetime], outline: Outline, coach: Person, now: datetime
) -> None:
    for one in members:
        one.refresh_from_db()
    if outline.main and timedelta(days=outline.main) > ACTIVE_AFTER:
        with at(now - timedelta(days=outline.main) + ACTIVE_AFTER):
            for one in members:
                if one.stage == Stage.STARTED and one.pk not in leaves:
                    change_stage(one, to=Stage.ACTIVE, by=coach, reason="began")
    ends = ((Stage.LEFT, "found_job"), (Stage.LEFT, "family"), (Stage.PAUSED, "health"), (Stage.PAUSED, "papers"))
    for (stage, reason), one in zip(ends, members[-4:] if leaves else [], strict=False):
        with at(leaves[one.pk] + _pace(outline)[1]):
            change_stage(one, to=stage, by=coach, reason=reason)
    if leaves:
        returned = members[-1]
        with at(now - timedelta(days=1)):
            change_stage(returned, to=Stage.STARTED, by=coach, reason="returned")
