"""A plan week by week: what is left before an exam, put into the weeks of someone who has so many hours.

One order: the lessons as they stand in the course, with practice between them, then the mock exams. A lesson is read in
one week, unless it is longer than a whole week; practice may be cut anywhere; a mock exam is sat in one go. With a date, the
last mock exam lies in the last week that counts, the one before it a week earlier. Nothing lies before anything that precedes
it, so with more hours nothing comes later (a property test).

Our own figures, not measured yet: reading in a second language takes a quarter more; a skill takes 9 minutes of practice,
which are 6 questions with their explanation; two mock exams, each with 20 minutes to look back.
"""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass, field
from datetime import date, timedelta
from math import ceil, floor

WEEK = timedelta(weeks=1)
DAYS_OF_USE = 3  # a week counts when at least so many of its days lie before the exam
LEAST_HOURS, MOST_HOURS = 1.0, 60.0
USUAL_HOURS = 6.0
SECOND_LANGUAGE = 1.25
SKILL_MINUTES, LEAST_SKILL_MINUTES = 9.0, 3.0
ANSWER_MINUTES = 1.5
MASTERED, MASTERED_FROM = 0.7, 3  # mean of the last marks, and how many there must be
MOCKS = 2
LOOK_BACK_MINUTES = 20

TOO_FEW_HOURS, TOO_SOON = "too_few_hours", "too_soon"


@dataclass(frozen=True, slots=True)
class LessonLeft:
    """A lesson to read, by its code, with the minutes that this person takes. `at`: the share of all lessons before it."""

    code: str
    minutes: int
    at: float = 0.0


@dataclass(frozen=True, slots=True)
class Work:
    """What is left: lessons in order, minutes of practice, and mock exams of `mock_minutes` each. `practice_all`: the practice
    of the whole course, before anything was practised.
    """

    lessons: tuple[LessonLeft, ...] = ()
    practice: int = 0
    practice_all: int = 0
    mocks: int = 0
    mock_minutes: int = 0

    @property
    def is_done(self) -> bool:
        return not (self.lessons or self.practice or self.mocks)

    def practice_before(self, at: float) -> int:
        """The practice that is due before a lesson at that share of the course: all but that of the lessons from there on.

        So what was not practised is due before the next lesson, and reading ahead does not push it away.
        """
        return max(0, self.practice - round(self.practice_all * (1 - at)))


@dataclass(frozen=True, slots=True)
class Room:
    """The time there is: from this Monday on, hours a week, until the exam. `spent`: minutes of this week that are used."""

    monday: date
    hours: float
    exam_on: date | None = None
    spent: int = 0


@dataclass(frozen=True, slots=True)
class Week:
    """What one week holds. `minutes` is all of it together, also a part of a lesson that goes on from the week before."""

    monday: date
    lessons: tuple[str, ...] = ()
    practice: int = 0
    mocks: int = 0
    minutes: int = 0


@dataclass(frozen=True, slots=True)
class Why:
    """Why the date does not hold. `needed`: hours a week that would do, 0 when none would; `days`: how much later would do."""

    code: str
    needed: float
    days: int


@dataclass(frozen=True, slots=True)
class Planned:
    """The weeks in which there is something to do; `why` when they go on past the exam."""

    weeks: tuple[Week, ...] = ()
    why: Why | None = None

    @property
    def realistic(self) -> bool:
        return self.why is None

    def by_lesson(self) -> dict[str, date]:
        """The Monday of the week in which each lesson is planned."""
        return {code: week.monday for week in self.weeks for code in week.lessons}


def monday_of(day: date) -> date:
    """The first day of the week of `day`."""
    return day - timedelta(days=day.weekday())


def weeks_until(monday: date, exam_on: date) -> int:
    """How many weeks from this Monday on count before the exam."""
    return max(0, ((exam_on - monday).days - DAYS_OF_USE) // 7 + 1)


def lesson_minutes(minutes: int, factor: float) -> int:
    """The minutes that a lesson takes for someone who needs `factor` of the usual time."""
    return max(1, ceil(minutes * factor))


def skill_minutes(answers: int, recent: Sequence[float]) -> float:
    """Minutes of practice that a skill still takes: none once mastered, and never less than two questions before."""
    if answers >= MASTERED_FROM and recent and sum(recent) / len(recent) >= MASTERED:
        return 0.0
    return max(LEAST_SKILL_MINUTES, SKILL_MINUTES - ANSWER_MINUTES * answers)


def plan(work: Work, room: Room) -> Planned:
    """The weeks of this work, and whether they end before the exam. Raises ValueError below one hour a week."""
    if room.hours < LEAST_HOURS:
        raise ValueError("a plan needs an hour a week")
    if work.is_done:
        return Planned()
    if room.exam_on is None:
        return Planned(tuple(_poured(work, room, None)))
    count = weeks_until(room.monday, room.exam_on)
    weeks = tuple(_poured(work, room, count))
    if _fits(weeks, room.monday, count):
        return Planned(weeks)
    needed = _hours_needed(work, room, count)
    return Planned(weeks, Why(TOO_FEW_HOURS if needed else TOO_SOON, needed, _days_later(work, room, room.exam_on)))


def _fits(weeks: Sequence[Week], monday: date, count: int) -> bool:
    return not weeks or weeks[-1].monday < monday + count * WEEK


def _hours_needed(work: Work, room: Room, count: int) -> float:
    """The fewest half hours a week with which it fits, more than there are; 0 when none do."""
    low, high = floor(room.hours * 2) + 1, int(MOST_HOURS * 2)
    if low > high or not _would_fit(work, room, high / 2, count):
        return 0.0
    while low < high:
        middle = (low + high) // 2
        if _would_fit(work, room, middle / 2, count):
            high = middle
        else:
            low = middle + 1
    return low / 2


def _would_fit(work: Work, room: Room, hours: float, count: int) -> bool:
    more = Room(room.monday, hours, room.exam_on, room.spent)
    return _fits(list(_poured(work, more, count)), room.monday, count)


def _days_later(work: Work, room: Room, exam_on: date) -> int:
    """By how many days a later exam would do with the hours there are: until the Monday after the first count that fits.

    Some count does: once the mock exams lie behind all lessons, each in a week of its own.
    """
    count = weeks_until(room.monday, exam_on) + 1
    while not _would_fit(work, room, room.hours, count):
        count += 1
    return (room.monday + count * WEEK - exam_on).days


@dataclass(slots=True)
class _Pouring:
    """Where the next thing goes: the week (by number) and the minutes that are used of it."""

    capacity: int
    at: int = 0
    used: int = 0
    lessons: dict[int, list[str]] = field(default_factory=dict)
    practice: dict[int, int] = field(default_factory=dict)
    mocks: dict[int, int] = field(default_factory=dict)
    minutes: dict[int, int] = field(default_factory=dict)

    def _next(self) -> None:
        self.at, self.used = self.at + 1, 0

    def _use(self, minutes: int) -> None:
        self.used += minutes
        self.minutes[self.at] = self.minutes.get(self.at, 0) + minutes

    def _flow(self, minutes: int) -> list[tuple[int, int]]:
        """Use minutes over as many weeks as it takes; gives each week with its part."""
        parts = []
        while minutes > 0:
            if self.used >= self.capacity:
                self._next()
            part = min(minutes, self.capacity - self.used)
            self._use(part)
            parts.append((self.at, part))
            minutes -= part
        return parts

    def lesson(self, one: LessonLeft) -> None:
        """In the first week where it is read whole; one that is longer than a week begins a week, and goes on."""
        whole = one.minutes <= self.capacity
        if self.used and (not whole or self.used + one.minutes > self.capacity):
            self._next()
        self.lessons.setdefault(self.at, []).append(one.code)
        self._flow(one.minutes)

    def practise(self, minutes: int) -> None:
        for week, part in self._flow(minutes):
            self.practice[week] = self.practice.get(week, 0) + part

    def mock(self, minutes: int, earliest: int) -> None:
        """In one go, in no week before `earliest`; where a week is too small for it, it is all of that week."""
        if self.at < earliest:
            self.at, self.used = earliest, 0
        if self.used and self.used + minutes > self.capacity:
            self._next()
        self.mocks[self.at] = self.mocks.get(self.at, 0) + 1
        self._use(minutes)

    def weeks(self, monday: date) -> list[Week]:
        return [
            Week(
                monday + number * WEEK,
                tuple(self.lessons.get(number, ())),
                self.practice.get(number, 0),
                self.mocks.get(number, 0),
                self.minutes[number],
            )
            for number in sorted(self.minutes)
        ]


def _poured(work: Work, room: Room, count: int | None) -> list[Week]:
    """The weeks with something in them. `count`: how many weeks count before the exam; None without a date."""
    pouring = _Pouring(int(room.hours * 60), used=room.spent)
    practised = 0
    for lesson in work.lessons:
        due = max(practised, work.practice_before(lesson.at))
        pouring.practise(due - practised)
        pouring.lesson(lesson)
        practised = due
    pouring.practise(work.practice - practised)
    mocks = work.mocks if count is None else min(work.mocks, count)
    for number in range(mocks):
        earliest = pouring.at + bool(number) if count is None else count - mocks + number
        pouring.mock(work.mock_minutes, earliest)
    return pouring.weeks(room.monday)


EARLIER, LATER, DATE, HOURS, FEWER, MORE = "faster", "not_done", "date", "hours", "fewer", "more"


@dataclass(frozen=True, slots=True)
class Basis:
    """What a plan was made for, and the week of each lesson in it."""

    by_lesson: Mapping[str, date]
    hours: float
    exam_on: date | None


@dataclass(frozen=True, slots=True)
class Moved:
    """A lesson that lies in another week than before."""

    code: str
    was: date
    now: date


@dataclass(frozen=True, slots=True)
class Moves:
    """Which lessons moved, in order, and why: faster, not_done, date, hours, fewer (skipped), more (added); "" for none."""

    lessons: tuple[Moved, ...] = ()
    why: str = ""


def moved(old: Basis, new: Basis, done: frozenset[str] = frozenset()) -> Moves:
    """What lies in another week in `new` than in `old`. What is `done` did not move, nor what is skipped or new."""
    lessons = tuple(
        Moved(code, old.by_lesson[code], monday)
        for code, monday in new.by_lesson.items()
        if code in old.by_lesson and old.by_lesson[code] != monday
    )
    return Moves(lessons, _why(lessons, old, new, done)) if lessons else Moves()


def _why(lessons: tuple[Moved, ...], old: Basis, new: Basis, done: frozenset[str]) -> str:
    later = lessons[0].now > lessons[0].was
    if old.hours != new.hours:
        return HOURS
    if later:
        return MORE if any(code not in old.by_lesson for code in new.by_lesson) else LATER
    if any(code not in new.by_lesson and code not in done for code in old.by_lesson):
        return FEWER
    return DATE if old.exam_on != new.exam_on else EARLIER
