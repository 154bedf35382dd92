"""Ten groups at different stages: when they began, their week, their coaches, their calendar."""

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import date, datetime, time, timedelta

from opstap.kit.clock import BRUSSELS
from opstap.people.models import Person
from opstap.programme.actions.place_in_group import place_in_group
from opstap.programme.actions.plan_session import plan_session
from opstap.programme.models import Group, Participation
from opstap.programme.rules.slots import slot, weekly
from opstap_demo.days import is_closed
from opstap_demo.past import at
from opstap_demo.school import School

PREPARES = timedelta(weeks=6)
TRAINS = timedelta(weeks=34)
ACTIVE_AFTER = timedelta(weeks=4)  # the funnel's "active in week 4"
AHEAD = timedelta(days=28)
PLACES = ("Lokaal Sluis", "Lokaal Kade", "Lokaal Brug", "Lokaal Haven")
DAY, EVENING = (time(9), time(15)), (time(18), time(21))


@dataclass(frozen=True, slots=True)
class Outline:
    """A group to be: the call that fills it, how many days ago it began, its chairs, its week, its coaches."""

    number: int
    call: int
    language: str
    began: int
    chairs: int
    weekdays: frozenset[int]
    hours: tuple[time, time]
    coaches: tuple[str, ...]

    @property
    def name(self) -> str:
        return f"Trede {self.number}"

    @property
    def evening(self) -> bool:
        return self.hours == EVENING

    def begins(self, now: datetime) -> datetime:
        """The morning of the day on which its preparatory course begins."""
        return datetime.combine((now - timedelta(days=self.began)).astimezone(BRUSSELS).date(), time(8), BRUSSELS)

    def main(self, now: datetime) -> datetime:
        """When its main training begins."""
        return self.begins(now) + PREPARES

    def ends(self, now: datetime) -> datetime:
        """When its track is over."""
        return self.main(now) + TRAINS


def outlines(now: datetime) -> tuple[Outline, ...]:
    """The ten groups, the oldest first. Nine began their main training with 150 people; the tenth has just begun to prepare."""
    early, late = frozenset({0, 1, 3}), frozenset({1, 2, 4})
    return (
        Outline(1, 1, "nl", 385, 17, early, DAY, ("coach_evening",)),
        Outline(2, 1, "fr", 357, 17, late, DAY, ("coach_fr",)),
        Outline(3, 1, "nl", 322, 17, early, EVENING, ("coach_evening",)),
        Outline(4, 2, "fr", 287, 17, early, DAY, ("coach_new",)),
        Outline(5, 2, "nl", 259, 17, late, DAY, ("coach",)),
        Outline(6, 2, "fr", 217, 17, early, DAY, ("coach_fr",)),
        Outline(7, 3, "fr", 182, 16, late, EVENING, ("coach_new",)),
        Outline(8, 3, "nl", 140, 16, late, DAY, ("coach",)),
        Outline(9, 4, "fr", 91, 16, early, DAY, ("coach_fr", "coach_new")),
        _youngest(now),
    )


def _youngest(now: datetime) -> Outline:
    """It has class today, or tomorrow morning when the day is over."""
    local = now.astimezone(BRUSSELS)
    late = local.time() >= time(20, 30)
    hours = (time(8, 30), time(14, 30)) if late else (time(17, 30), time(20, 30)) if local.hour >= 14 else DAY
    near = (local.weekday() + late) % 7
    week = frozenset({near, (near + 2) % 7, (near + 5) % 7})
    return Outline(10, 4, "nl", 18, 16, week, hours, ("coach", "coach_fr"))


def make_group(school: School, outline: Outline, people: Sequence[Person], now: datetime) -> Group:
    """The group with its chairs filled, a week before it begins, and its calendar planned."""
    begins = outline.begins(now)
    group = Group.objects.create(
        edition=school.edition,
        track=school.track,
        name=outline.name,
        places=outline.chairs,
        language=outline.language,
        starts_on=begins.date(),
    )
    group.coaches.set(school.staff[code] for code in outline.coaches)
    with at(begins - timedelta(days=7)):
        seats = Participation.objects.filter(edition=school.edition, person__in=people)
        ours = list(seats.values_list("pk", flat=True))
        place_in_group(group, participations=ours, by=school.staff["manager"])
        _plan(group, outline, school.staff[outline.coaches[0]], now)
    return group


def _plan(group: Group, outline: Outline, coach: Person, now: datetime) -> None:
    last = min(now + AHEAD, outline.ends(now)).date()
    days = weekly(group.starts_on, last, outline.weekdays)
    for place, day in enumerate(day for day in days if not is_closed(day, now.date())):
        plan_session(
            group,
            slot=slot(day, *outline.hours, BRUSSELS),
            by=coach,
            place=PLACES[(outline.number + place // 20) % len(PLACES)],
            preparatory=_prepares(outline, day, now),
        )


def _prepares(outline: Outline, day: date, now: datetime) -> bool:
    return day < outline.main(now).date()
