"""The funnel, defined once: which steps of the road one person has reached, and when first.

| step            | a person counts when                                                                            |
| --------------- | ----------------------------------------------------------------------------------------------- |
| applied         | they sent an application to a call of the edition; withdrawn and sent anew counts once           |
| eligible        | such an application met the conditions of its call                                               |
| offered         | a place in the edition was offered                                                               |
| started         | they came (present or late) to a session of the main training, not of the preparatory course     |
| active_week_4   | they came again 21 to 27 days after that first day, or a coach made them "active"                |
| completed       | they finished the track                                                                          |
| sat             | they sat at least one exam that their track requires                                             |
| passed          | of one exam: a sitting was passed, and seen on the vendor's record                               |
| fully_certified | every exam that the track requires was passed, and each was seen on the vendor's record          |
| interviewed     | they met an employer through an introduction, or were hired (who was hired has met one)          |
| hired           | paid work was found and recorded, through us or not                                              |
| employed        | at 6 months they said that they work, in that job or another; no answer is unknown, never yes    |

Not every step needs the one before: who finds a job halfway counts as hired and not as completed. A person counts once in
a step, whatever happened twice. Who had their record erased still counts, without a name.
"""

from collections.abc import Iterable, Mapping
from dataclasses import dataclass, field
from datetime import date
from enum import StrEnum
from uuid import UUID

# The fourth week after the first day, that day being number 0.
WEEK_4 = range(21, 28)
FOLLOW_UP_MONTHS = 6


class Step(StrEnum):
    """The steps that everybody is counted in; `passed` stands apart, once per exam."""

    APPLIED = "applied"
    ELIGIBLE = "eligible"
    OFFERED = "offered"
    STARTED = "started"
    ACTIVE_WEEK_4 = "active_week_4"
    COMPLETED = "completed"
    SAT = "sat"
    FULLY_CERTIFIED = "fully_certified"
    INTERVIEWED = "interviewed"
    HIRED = "hired"


class Work(StrEnum):
    """What is known of someone's work six months after they were hired."""

    YES = "yes"
    NO = "no"
    UNKNOWN = "unknown"
    NOT_DUE = "not_due"


@dataclass(frozen=True, slots=True)
class Sat:
    """One attempt at an exam that took place. `verified`: the day on which someone saw it on the vendor's record."""

    exam: str
    day: date
    passed: bool
    verified: date | None = None


@dataclass(frozen=True, slots=True)
class Asked:
    """The question at six months: when it was due, and whether the person works; None as long as there is no answer."""

    due: date
    works: bool | None = None


@dataclass(frozen=True, slots=True)
class Record:
    """What is recorded of one person in one edition, as far as the funnel counts it. Days are days in Brussels."""

    person: UUID
    group: UUID | None = None
    applied: date | None = None
    eligible: date | None = None
    offered: date | None = None
    came: tuple[date, ...] = ()
    became: Mapping[str, date] = field(default_factory=dict)
    stage: str = ""
    required: frozenset[str] = frozenset()
    sat: tuple[Sat, ...] = ()
    met: date | None = None
    hired: date | None = None
    asked: tuple[Asked, ...] = ()


@dataclass(frozen=True, slots=True)
class Road:
    """One person's road: each step reached with its first day, the exams passed, and what is known of their work."""

    record: Record
    reached: Mapping[Step, date]
    passed: Mapping[str, date]
    work: Work | None


def road_of(record: Record, *, today: date) -> Road:
    """Which steps this person has reached."""
    passed = first_passes(record.sat, record.required)
    days = {
        Step.APPLIED: record.applied,
        Step.ELIGIBLE: record.eligible,
        Step.OFFERED: record.offered,
        Step.STARTED: min(record.came, default=None),
        Step.ACTIVE_WEEK_4: active_in_week_4(record),
        Step.COMPLETED: record.became.get("completed"),
        Step.SAT: min((one.day for one in record.sat if one.exam in record.required), default=None),
        Step.FULLY_CERTIFIED: fully_certified_on(passed, record.required),
        Step.INTERVIEWED: min(filter(None, (record.met, record.hired)), default=None),
        Step.HIRED: record.hired,
    }
    reached = {step: day for step, day in days.items() if day is not None}
    return Road(record, reached, passed, work_of(record, today=today))


def active_in_week_4(record: Record) -> date | None:
    """The first day on which someone was there in their fourth week, or was made "active" by a coach."""
    start = min(record.came, default=None)
    if start is None:
        return None
    seen = [day for day in record.came if (day - start).days in WEEK_4]
    made = record.became.get("active")
    return min([*seen, *([made] if made else [])], default=None)


def first_passes(sat: Iterable[Sat], required: frozenset[str]) -> dict[str, date]:
    """Each required exam that was passed and seen on the vendor's record, with the first day on which it was seen."""
    days: dict[str, date] = {}
    for one in sat:
        if one.passed and one.verified is not None and one.exam in required:
            days[one.exam] = min(one.verified, days.get(one.exam, one.verified))
    return days


def fully_certified_on(passed: Mapping[str, date], required: frozenset[str]) -> date | None:
    """The day on which the last required exam was seen as passed; None when one is missing. No exam certifies nobody."""
    return max(passed.values()) if required and passed.keys() == required else None


def work_of(record: Record, *, today: date) -> Work | None:
    """Whether someone who was hired still works; None for who was not. Of several jobs the best that is known counts."""
    if record.hired is None:
        return None
    answers = [one.works for one in record.asked]
    if True in answers:
        return Work.YES
    if False in answers:
        return Work.NO
    due = [one.due for one in record.asked]
    return Work.UNKNOWN if not due or min(due) <= today else Work.NOT_DUE


def count(roads: Iterable[Road], step: Step) -> int:
    """How many have reached the step."""
    return sum(step in road.reached for road in roads)


def by_month(days: Iterable[date], months: Iterable[date]) -> list[int]:
    """How many had come so far before each of these days: cumulative."""
    ordered = sorted(days)
    return [sum(day < month for day in ordered) for month in months]
