"""Who is in class: a person's own steadiness, the rhythm of the week, illness, strikes, and a slow goodbye."""

from collections.abc import Collection
from dataclasses import dataclass, field
from datetime import date, datetime, timedelta
from math import log
from random import Random

from opstap_demo.simulator.mind import Mind, sigmoid

MONDAY, FRIDAY = 0, 4
# Logits that a day costs.
WEEKDAY_COSTS = {MONDAY: 0.25, FRIDAY: 0.4}
EVENING_COSTS = 0.2
HARD_DAY_COSTS = 0.9
STRIKE_COSTS = 1.8
GOODBYE_WEEKS = 5
GOODBYE_COSTS = 2.6
WINTER = frozenset({11, 12, 1, 2})


@dataclass(frozen=True, slots=True)
class Rhythm:
    """How someone comes: in logits, their hard weekday, the weeks in which they lie ill (ISO year and week)."""

    base: float
    hard_day: int
    ill_weeks: frozenset[tuple[int, int]]
    says_so: float
    late: float


@dataclass(slots=True)
class School:
    """Days on which trams stand still for everybody, as (ISO year, week, weekday)."""

    strikes: Collection[date] = field(default_factory=frozenset)


def draw_rhythm(mind: Mind, first: date, last: date, dice: Random) -> Rhythm:
    """The rhythm of one person between two days."""
    weeks = [first + timedelta(days=7 * number) for number in range((last - first).days // 7 + 1)]
    ill = {week_of(day) for day in weeks if dice.random() < (0.045 if day.month in WINTER else 0.02)}
    share = min(0.985, mind.steadiness)
    return Rhythm(
        base=log(share / (1 - share)) + 0.45,
        hard_day=dice.randrange(5),
        ill_weeks=frozenset(ill),
        says_so=dice.betavariate(5, 2),
        late=dice.betavariate(1.5, 16),
    )


def draw_strikes(first: date, last: date, dice: Random, number: int = 5) -> frozenset[date]:
    """Some days between two days on which hardly anything drives."""
    days = (last - first).days
    return frozenset(first + timedelta(days=dice.randrange(1, days)) for _ in range(number if days > 1 else 0))


def week_of(day: date) -> tuple[int, int]:
    """ISO year and week."""
    return day.isocalendar()[:2]


def mark(
    rhythm: Rhythm, starts: datetime, school: School, dice: Random, *, evening: bool, leaves: datetime | None
) -> str:
    """present, late, excused or absent; `starts` in local time. Who will leave comes less and less, and says less."""
    day = starts.date()
    if week_of(day) in rhythm.ill_weeks:
        return "excused" if dice.random() < 0.5 + rhythm.says_so / 2 else "absent"
    logit = rhythm.base - WEEKDAY_COSTS.get(day.weekday(), 0.0) - EVENING_COSTS * evening
    logit -= HARD_DAY_COSTS * (day.weekday() == rhythm.hard_day)
    logit -= STRIKE_COSTS * (day in school.strikes)
    going = _goodbye(starts, leaves)
    if dice.random() < sigmoid(logit - GOODBYE_COSTS * going):
        return "late" if dice.random() < rhythm.late * (2 if day in school.strikes else 1) else "present"
    return "excused" if dice.random() < rhythm.says_so * (1 - 0.6 * going) else "absent"


def _goodbye(starts: datetime, leaves: datetime | None) -> float:
    """0 as long as nothing is the matter, 1 on the day of leaving."""
    if leaves is None:
        return 0.0
    weeks = (leaves - starts) / timedelta(weeks=1)
    return min(1.0, max(0.0, 1 - weeks / GOODBYE_WEEKS))
