"""When someone sits which exam: planned with a coach, put off after a poor mock exam, tried again after a fail."""

from dataclasses import dataclass, field, replace
from datetime import date, datetime, time, timedelta
from random import Random

from opstap.kit.clock import BRUSSELS
from opstap_demo.lives import Life
from opstap_demo.simulator.exam import Result

FIRST_AFTER = (11, 17)  # weeks of main training before the first exam, and before the next
NEXT_AFTER = (25, 33)
FIRST_EARLY, QUICK = (8, 11), 1.75
EARLY = (14, 18)
MOCKS_BEFORE = (21, 8)  # days; the diligent take both
GOOD_ENOUGH = 0.58
POSTPONED = timedelta(weeks=3)
MOST_POSTPONED = 2
MOST_ATTEMPTS = 3
PROPOSED_BEFORE = timedelta(days=16)
HOURS = (9, 10, 13, 14)
LOWEST_FAIL, HIGHEST_FAIL = 560, 690


@dataclass(frozen=True, slots=True)
class Attempt:
    """One sitting: when, and how it ended, if it is over."""

    exam: str
    starts_at: datetime
    result: Result | None = None


@dataclass(slots=True)
class ExamPlan:
    """Which exam is next for one life, and when."""

    life: Life
    exams: list[str]
    dice: Random
    now: datetime
    attempts: list[Attempt] = field(default_factory=list)
    next: Attempt | None = None
    mocks: list[date] = field(default_factory=list)
    postponed: int = 0

    def __post_init__(self) -> None:
        if self.exams:
            self._plan(self.exams[0], self._first())

    @property
    def practised_enough(self) -> bool:
        """Whether the exam that has questions to practise with was passed."""
        return any(one.exam == self.exams[0] and one.result and one.result.passed for one in self.attempts)

    def mock_on(self, day: date) -> bool:
        """Whether they take a mock exam that day: only the first exam has questions to make one of."""
        return day in self.mocks

    def mock_went(self, day: date, share: float) -> None:
        """After a poor one before the exam, the exam is put off, twice at most."""
        poor = share < GOOD_ENOUGH and self.next is not None and self.postponed < MOST_POSTPONED
        if poor and self.next is not None and day == self.mocks[-1] and not self.life.part:
            self.postponed += 1
            self._plan(self.next.exam, self.next.starts_at + POSTPONED)

    def exam_on(self, day: date) -> Attempt | None:
        """The sitting of that day."""
        due = self.next is not None and self.next.starts_at.astimezone(BRUSSELS).date() == day
        return self.next if due else None

    def sat(self, attempt: Attempt, result: Result) -> None:
        """It is over; what comes next is planned."""
        if self.life.part == "failed":
            result = Result(min(result.score, HIGHEST_FAIL))
        if self.life.part == "learner_job":
            result = Result(max(result.score, 742))
        self.attempts.append(replace(attempt, result=result))
        self.next, self.mocks = None, []
        if result.passed:
            place = self.exams.index(attempt.exam) + 1
            if place < len(self.exams):
                self._plan(self.exams[place], max(self._second(), attempt.starts_at + timedelta(weeks=3)))
        elif sum(one.exam == attempt.exam for one in self.attempts) < MOST_ATTEMPTS and self.life.part != "failed":
            self._plan(attempt.exam, attempt.starts_at + timedelta(days=self.dice.randrange(19, 40)))

    def ahead(self) -> list[Attempt]:
        """The sitting that is proposed already, if any."""
        near = self.next is not None and self.now < self.next.starts_at <= self.now + PROPOSED_BEFORE
        away = self.life.is_away(self.now)
        return [self.next] if near and not away and self.next is not None else []

    def _plan(self, exam: str, moment: datetime) -> None:
        day = _weekday(moment.astimezone(BRUSSELS).date())
        self.next = Attempt(exam, datetime.combine(day, time(self.dice.choice(HOURS), 30), BRUSSELS))
        twice = self.life.mind.diligence > 1 and not (self.attempts or self.postponed)
        ago = MOCKS_BEFORE if twice else MOCKS_BEFORE[-1:]
        before = [day - timedelta(days=days - self.dice.randrange(3)) for days in ago]
        self.mocks = before if exam == self.exams[0] else []

    def _main(self, weeks: tuple[int, int]) -> datetime:
        return self.life.chair.outline.main(self.now) + timedelta(weeks=self.dice.uniform(*weeks))

    def _first(self) -> datetime:
        """Two have their day fixed: whoever fails in the last week, and whoever sits in the next and is not ready."""
        fixed = {"exam_soon": timedelta(days=6), "failed": -timedelta(days=6)}.get(self.life.part)
        if fixed is not None:
            return self.now + fixed
        return self._main(FIRST_EARLY if self._is_quick() else FIRST_AFTER)

    def _second(self) -> datetime:
        """Who learns easily and much is early."""
        return self._main(EARLY if self._is_quick() else NEXT_AFTER)

    def _is_quick(self) -> bool:
        return self.life.mind.ease + self.life.mind.diligence > QUICK


def _weekday(day: date) -> date:
    return day + timedelta(days=max(0, 7 - day.weekday()) if day.weekday() > 4 else 0)
