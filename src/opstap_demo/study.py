"""One learner's road, day by day: what they read and practise, which mock exams they take, when they sit and how it goes.

Pure but for what it reads of rows in memory. What is chosen and what is passed comes from the simulator; which questions stand
on a mock exam comes from the product's rule, as for everybody.
"""

from collections.abc import Sequence
from dataclasses import dataclass, field
from datetime import date, datetime, time, timedelta
from random import Random
from uuid import UUID

from opstap.curriculum.models import Lesson
from opstap.kit.clock import BRUSSELS
from opstap.practice.rules.drawing import Drawable
from opstap.practice.rules.mock_form import DomainShare, mock_form
from opstap_demo.candidates import drawn_id
from opstap_demo.exam_plan import Attempt, ExamPlan
from opstap_demo.groups import PREPARES, TRAINS
from opstap_demo.lives import Life
from opstap_demo.material import Asked, Material
from opstap_demo.simulator.answering import reply
from opstap_demo.simulator.exam import sit
from opstap_demo.simulator.world import day_of

FIRST_LESSON = timedelta(days=9)
READS_OVER = timedelta(weeks=15)
EVERY, AFTER_PASSING = 6.5, 7.5  # days between two times that someone of usual diligence practises
OFTENEST, SELDOMEST = 2, 16
TAUGHT_IN_CLASS = 0.34
TAUGHT_BY_LESSON = 0.5
SKILLS_A_CLASS = 4
READ_ELSEWHERE = 1
SECONDS = 40


@dataclass(frozen=True, slots=True)
class Mock:
    """A mock exam that was handed in: the codes in the order of the form, what was chosen of each."""

    key: UUID
    started_at: datetime
    handed_in_at: datetime
    chosen: dict[str, tuple[str, ...]]
    share: float
    form: UUID | None = None


@dataclass(slots=True)
class Road:
    """Everything that a learner did."""

    read: list[tuple[datetime, Lesson]] = field(default_factory=list)
    answered: list[tuple[datetime, Asked, tuple[str, ...]]] = field(default_factory=list)
    mocks: list[Mock] = field(default_factory=list)
    attempts: list[Attempt] = field(default_factory=list)


@dataclass(slots=True)
class Student:
    """A life, walked from its first day to its last."""

    life: Life
    material: Material
    learner: UUID
    dice: Random
    now: datetime
    shares: Sequence[DomainShare]
    domains: dict[str, str]
    road: Road = field(default_factory=Road)
    last: dict[str, int] = field(default_factory=dict)
    wrong: set[str] = field(default_factory=set)
    met: set[str] = field(default_factory=set)
    forms: set[UUID] = field(default_factory=set)
    count: int = 0
    clock: datetime | None = None
    due: date = date.min

    def walk(self) -> Road:
        """All of it, in order of time."""
        life, end = self.life, self.life.until(self.now)
        plan = ExamPlan(life, self.material.exams, self.dice, self.now)
        came = {moment.astimezone(BRUSSELS).date() for moment in life.came}
        lessons = self._lessons()
        day = life.chair.joins.astimezone(BRUSSELS).date()
        while day <= end.astimezone(BRUSSELS).date():
            if day in came:
                self._class(day)
            if not life.is_away(_at(day, 20)):
                self._exam(day, plan)
                while lessons and lessons[0][0] <= day:
                    self._read(day, lessons.pop(0)[1])
                if plan.mock_on(day):
                    self._mock(day, plan)
                elif day >= self.due:
                    self._practise(day, plan)
                    self.due = day + timedelta(days=self._gap(plan))
            day += timedelta(days=1)
        self.road.attempts = [*plan.attempts, *plan.ahead()]
        return self.road

    def _lessons(self) -> list[tuple[date, Lesson]]:
        """When they come to each lesson: the diligent sooner."""
        lessons, pace = self.material.lessons, min(1.5, max(0.75, self.life.mind.diligence**-0.4))
        step = READS_OVER * pace / max(1, len(lessons))
        begins = self.life.chair.joins + FIRST_LESSON * self.dice.uniform(0.5, 1.2)
        return [((begins + place * step).date(), lesson) for place, lesson in enumerate(lessons)]

    def _class(self, day: date) -> None:
        """What is taught that day: first towards the first exam, then towards the next."""
        outline = self.life.chair.outline
        share = (_at(day, 12) - outline.begins(self.now)) / (PREPARES + TRAINS)
        exams = self.material.exams
        exam = exams[0] if share < 0.45 or len(exams) == 1 else exams[1]
        skills = [skill for domain in self.material.outlines[exam] for skill in domain.skills]
        part = share / 0.45 if exam == exams[0] else (share - 0.45) / 0.55
        reached = skills[: max(SKILLS_A_CLASS, round(len(skills) * min(1.0, part + 0.15)))]
        for skill in self.dice.sample(reached, min(SKILLS_A_CLASS, len(reached))):
            self.life.memory.study(skill, day_of(_at(day, 12)), TAUGHT_IN_CLASS)

    def _read(self, day: date, lesson: Lesson) -> None:
        moment = self._later(_at(day, self.dice.randrange(15, 21), self.dice.randrange(60)))
        if moment < self.now:
            self.road.read.append((moment, lesson))
            for skill in self.material.taught[lesson.pk]:
                self.life.memory.study(skill, day_of(moment), TAUGHT_BY_LESSON)

    def _gap(self, plan: ExamPlan) -> int:
        """Days until they practise again: by diligence, longer once the exam with questions is behind or a goodbye is near."""
        usual = AFTER_PASSING if plan.practised_enough else EVERY
        leaves = self.life.story.leaves
        fading = leaves is not None and self.clock is not None and leaves - self.clock < timedelta(weeks=4)
        drawn = usual / self.life.mind.diligence * self.dice.uniform(0.5, 1.4) * (2 if fading else 1)
        return round(min(SELDOMEST, max(OFTENEST, drawn)))

    def _practise(self, day: date, plan: ExamPlan) -> None:
        open_modules = {lesson.module_id for _, lesson in self.road.read}
        pool = [one for one in self.material.asked if one.module in open_modules and self._may_meet(one)]
        moment = self._later(_at(day, self.dice.randrange(7, 22), self.dice.randrange(60)))
        if not pool or moment >= self.now - timedelta(minutes=20):
            return
        fresh = [one for one in pool if one.item.code not in self.last]
        missed = [one for one in pool if one.item.code in self.wrong]
        many = self.dice.randrange(3, 5 if plan.practised_enough else 7)
        first = self.dice.sample(fresh, min(len(fresh), many))
        again = self.dice.sample(missed, min(len(missed), max(0, many - len(first)) // 2))
        taken = {one.item.code for one in (*first, *again)}
        others = [one for one in pool if one.item.code not in taken]
        rest = self.dice.sample(others, min(len(others), many - len(first) - len(again)))
        self._study_elsewhere(moment, plan)
        for place, one in enumerate([*first, *again, *rest]):
            at = moment + timedelta(seconds=SECONDS * place)
            chosen = reply(self.life.memory, one.item, day_of(at), self.dice)
            self._note(one, chosen)
            self.road.answered.append((at, one, chosen))

    def _study_elsewhere(self, moment: datetime, plan: ExamPlan) -> None:
        """For the next exam there are no questions with us yet: they read and try things out, which nobody here sees."""
        if plan.practised_enough and len(self.material.exams) > 1:
            skills = [one for domain in self.material.outlines[self.material.exams[1]] for one in domain.skills]
            for skill in self.dice.sample(skills, min(READ_ELSEWHERE, len(skills))):
                self.life.memory.study(skill, day_of(moment), TAUGHT_IN_CLASS)

    def _note(self, one: Asked, chosen: tuple[str, ...]) -> bool:
        right = set(chosen) == one.item.key
        self.count += 1
        self.last[one.item.code] = self.count
        (self.wrong.discard if right else self.wrong.add)(one.item.code)
        return right

    def _mock(self, day: date, plan: ExamPlan) -> None:
        started = self._later(_at(day, self.dice.randrange(17, 20), self.dice.randrange(60)))
        handed = started + timedelta(minutes=self.dice.randrange(26, 44))
        if handed >= self.now:
            return
        key, by_code = drawn_id(self.dice), {one.item.code: one for one in self.material.asked if one.item.skills}
        form = next((pk for pk, some in self.material.forms.items() if some and pk not in self.forms), None)
        codes = list(self.material.forms[form]) if form else self._drawn(by_code, f"{self.learner}/{key}")
        chosen = {code: reply(self.life.memory, by_code[code].item, day_of(handed), self.dice) for code in codes}
        right = sum(self._note(by_code[code], chosen[code]) for code in codes)
        if form:
            self.forms.add(form)
        self.met.update(codes)
        mock = Mock(key, started, handed, chosen, right / len(codes), form)
        self.road.mocks.append(mock)
        plan.mock_went(day, mock.share)

    def _drawn(self, by_code: dict[str, Asked], seed: str) -> list[str]:
        """Which questions the product draws for them."""
        pool = [
            Drawable(code, _domain(one, self.domains), one.item.skills, self.last.get(code, 0), one.question.case_code)
            for code, one in sorted(by_code.items())
            if self._may_meet(one)
        ]
        return mock_form(self.shares, pool, seed)

    def _may_meet(self, one: Asked) -> bool:
        """Questions of mock exams alone are met there first."""
        return not one.for_mocks or one.item.code in self.met

    def _exam(self, day: date, plan: ExamPlan) -> None:
        attempt = plan.exam_on(day)
        if attempt is not None and attempt.starts_at < self.now - timedelta(hours=3):
            outline = self.material.outlines[attempt.exam]
            result = sit(self.life.memory, outline, day_of(attempt.starts_at), self.dice)
            plan.sat(attempt, result)

    def _later(self, moment: datetime) -> datetime:
        """That moment, or just after the last thing they did: nobody does two things at once."""
        if self.clock is not None and moment <= self.clock:
            moment = self.clock + timedelta(minutes=3)
        self.clock = moment + timedelta(minutes=12)
        return moment


def _domain(one: Asked, domains: dict[str, str]) -> str:
    return next((domains[skill] for skill in one.item.skills if skill in domains), "")


def _at(day: date, hour: int, minute: int = 0) -> datetime:
    return datetime.combine(day, time(hour, minute), BRUSSELS)
