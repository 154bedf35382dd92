"""What is left before someone's next exam, the plan that follows, and the plans that were kept.

The plan leads to the exam of one course: the one that the person names, else the first of their track that is not done. What
comes before it in the track without an exam of its own comes first in the plan.
"""

from collections.abc import Collection, Iterable, Mapping, Sequence
from dataclasses import dataclass
from datetime import date
from typing import Any
from uuid import UUID

from django.db.models import Exists, OuterRef, Q, QuerySet

from opstap.curriculum.models import Course, Lesson
from opstap.kit.clock import BRUSSELS, brussels_day
from opstap.people.models import Person
from opstap.practice.models import Learner, Plan, PlanWish
from opstap.practice.queries.plan_facts import Facts, facts_of
from opstap.practice.rules import plan as rules
from opstap.practice.rules.mock_form import minutes_of
from opstap.practice.rules.plan import Basis, LessonLeft, Planned, Room, Week, Work, monday_of
from opstap.programme.models import Participation, Session


@dataclass(frozen=True, slots=True)
class Situation:
    """Where someone stands, and the plan that follows from it.

    `unread`: lessons in order; of these `left` are to be read, and `skipped` are those that they chose not to read. `done`:
    codes of lessons read, or known by a short test. `over`: their date has gone by, so the plan knows none.
    `follows`: they follow a track.
    """

    person: Person
    course: Course
    wish: PlanWish | None
    unread: tuple[Lesson, ...]
    left: tuple[Lesson, ...]
    skipped: tuple[Lesson, ...]
    done: frozenset[str]
    work: Work
    room: Room
    factor: float
    over: bool
    follows: bool
    planned: Planned

    @property
    def basis(self) -> Basis:
        return Basis(self.planned.by_lesson(), self.room.hours, self.room.exam_on)


def situation_of(person: Person, *, today: date) -> Situation | None:
    """Where this person stands; None when no course is theirs yet: they follow no track and named none."""
    return situations_of([person], today=today).get(person.pk)


def situations_of(persons: Sequence[Person], *, today: date) -> dict[UUID, Situation]:
    """The same for many, by the person's id: twelve queries."""
    facts = facts_of(persons, monday=monday_of(today))
    found = (_situation(person, facts, today) for person in persons)
    return {one.person.pk: one for one in found if one is not None}


@dataclass(frozen=True, slots=True)
class _Reader:
    """One person among the facts."""

    person: Person
    facts: Facts
    key: UUID | None
    wish: PlanWish | None

    def is_done(self, lesson: Lesson) -> bool:
        if self.key is None:
            return False
        passed = self.facts.passed.get(self.key, frozenset())
        return lesson.pk in self.facts.read.get(self.key, {}) or lesson.module_id in passed

    def skips(self, lesson: Lesson) -> bool:
        return self.wish is not None and lesson.code in self.wish.skipped

    def factor(self, course: Course) -> float:
        """How much of the usual time: what they said, else what staff gave or a second language takes, the larger."""
        if self.wish is not None and self.wish.time_factor is not None:
            return self.wish.time_factor
        extra = self.facts.extra.get(self.key, 1.0) if self.key else 1.0
        return max(extra, 1.0 if self.person.language in course.languages else rules.SECOND_LANGUAGE)

    def skills(self, course: Course) -> Sequence[UUID]:
        """The skills of the course's outline."""
        return self.facts.skills.get(course.blueprint_id, ()) if course.blueprint_id else ()

    def practice(self, course: Course) -> int:
        """Minutes of practice that these still take."""
        states = self.facts.states.get(self.key, {}) if self.key else {}
        return round(sum(rules.skill_minutes(*states.get(skill, (0, ()))) for skill in self.skills(course)))

    def mocks(self, course: Course) -> int:
        """Mock exams still to sit."""
        sat = self.facts.mocks.get(self.key, ()) if self.key else ()
        return max(0, rules.MOCKS - sum(one == course.pk for one, _ in sat)) if course.blueprint_id else 0

    def lessons(self, courses: Iterable[Course]) -> list[Lesson]:
        return [lesson for course in courses for lesson in self.facts.lessons.get(course.pk, ())]


def _situation(person: Person, facts: Facts, today: date) -> Situation | None:
    learner = facts.learners.get(person.pk)
    key = learner.pk if learner else None
    reader = _Reader(person, facts, key, facts.wishes.get(key) if key else None)
    courses = _covered(reader)
    if not courses:
        return None
    course, lessons = courses[-1], reader.lessons(courses)
    factor = reader.factor(course)
    ahead = [lesson for lesson in lessons if not reader.is_done(lesson)]
    left = tuple(lesson for lesson in ahead if not reader.skips(lesson))
    work = Work(
        _to_read(lessons, left, factor),
        reader.practice(course),
        round(rules.SKILL_MINUTES * len(reader.skills(course))),
        reader.mocks(course),
        _mock_minutes(course, factor),
    )
    wished = reader.wish.exam_on if reader.wish else None
    over = wished is not None and wished < today
    hours = max(rules.LEAST_HOURS, reader.wish.hours_a_week) if reader.wish else rules.USUAL_HOURS
    room = Room(monday_of(today), hours, None if over else wished, _spent(reader, courses, factor, today))
    return Situation(
        person,
        course,
        reader.wish,
        tuple(ahead),
        left,
        tuple(lesson for lesson in ahead if reader.skips(lesson)),
        frozenset(lesson.code for lesson in lessons if reader.is_done(lesson)),
        work,
        room,
        factor,
        over,
        bool(facts.tracks.get(person.pk)),
        rules.plan(work, room),
    )


def _covered(reader: _Reader) -> list[Course]:
    """The courses of the plan in order; the last is the one whose exam it leads to."""
    track = list(reader.facts.tracks.get(reader.person.pk, ()))
    named = reader.wish.course if reader.wish else None
    if named is not None and named not in track:
        return [named]
    with_exam = [course for course in track if course.blueprint_id]
    if not with_exam:
        return track
    goal = named or next((course for course in with_exam if _has_work(reader, course)), with_exam[-1])
    before = track[: track.index(goal)]
    return [*(course for course in before if not course.blueprint_id), goal]


def _has_work(reader: _Reader, course: Course) -> bool:
    lessons = reader.lessons([course])
    to_read = any(not reader.is_done(lesson) and not reader.skips(lesson) for lesson in lessons)
    return to_read or reader.mocks(course) > 0 or reader.practice(course) > 0


def _to_read(lessons: Sequence[Lesson], left: Sequence[Lesson], factor: float) -> tuple[LessonLeft, ...]:
    places = {lesson.pk: number / len(lessons) for number, lesson in enumerate(lessons)}
    return tuple(
        LessonLeft(lesson.code, rules.lesson_minutes(lesson.minutes, factor), places[lesson.pk]) for lesson in left
    )


def _mock_minutes(course: Course, factor: float) -> int:
    """A mock exam with its extra time, and a look back at it."""
    level = course.blueprint.exam.level if course.blueprint else ""
    return rules.lesson_minutes(minutes_of(level), factor) + rules.LOOK_BACK_MINUTES


def _spent(reader: _Reader, courses: Iterable[Course], factor: float, today: date) -> int:
    """Minutes of this week that went into the plan, as the plan counts them."""
    if reader.key is None:
        return 0
    since = brussels_day(monday_of(today))[0]
    read = reader.facts.read.get(reader.key, {})
    lessons = [lesson for lesson in reader.lessons(courses) if lesson.pk in read and read[lesson.pk] >= since]
    mocks = {course.pk: _mock_minutes(course, factor) for course in courses}
    sat = [mocks[one] for one, at in reader.facts.mocks.get(reader.key, ()) if at >= since and one in mocks]
    practised = round(reader.facts.answered.get(reader.key, 0) * rules.ANSWER_MINUTES)
    return sum(rules.lesson_minutes(lesson.minutes, factor) for lesson in lessons) + sum(sat) + practised


def as_json(weeks: Iterable[Week]) -> list[dict[str, Any]]:
    """The weeks as a `Plan` keeps them."""
    return [
        {
            "monday": week.monday.isoformat(),
            "lessons": list(week.lessons),
            "practice": week.practice,
            "mocks": week.mocks,
            "minutes": week.minutes,
        }
        for week in weeks
    ]


def basis_of(plan: Plan) -> Basis:
    """What a kept plan was made for."""
    by_lesson = {str(code): date.fromisoformat(week["monday"]) for week in plan.weeks for code in week["lessons"]}
    return Basis(by_lesson, plan.hours_a_week, plan.exam_on)


def newest_plans(learners: Iterable[Learner]) -> dict[UUID, Plan]:
    """By learner, the plan that stands. One query."""
    rows = _newest().filter(learner__in=list(learners))
    return {row.learner_id: row for row in rows}


def plan_before_this_week(person: Person, course: Course, *, today: date) -> Plan | None:
    """The plan for this course with which the week began, else the first of this week: what moves is told against it."""
    mine = Plan.objects.filter(learner__person=person, course=course)
    monday = brussels_day(monday_of(today))[0]
    return mine.filter(made_at__lt=monday).order_by("-made_at").first() or mine.order_by("made_at").first()


@dataclass(frozen=True, slots=True)
class PlanState:
    """What others than the learner read of a plan. `needed` 0: no number of hours would do; `days`: how much later would."""

    realistic: bool
    exam_on: date | None
    hours: float
    needed: float
    days: int


def plan_state_of(person: Person, *, today: date) -> PlanState | None:
    """Whether the plan of this person holds; None without one, or once its date has gone by. One query."""
    row = _newest().filter(_ahead(today), learner__person=person).first()
    if row is None:
        return None
    why = row.why
    return PlanState(row.realistic, row.exam_on, row.hours_a_week, why.get("needed", 0.0), why.get("days", 0))


def plans_that_do_not_hold(persons: QuerySet[Person] | Collection[UUID], *, today: date) -> int:
    """Of how many of these people the date is not realistic. One query."""
    rows = _newest().filter(_ahead(today), learner__person__in=persons, realistic=False)
    return rows.count()


def classes_by_week(person: Person, *, start: date, end: date) -> Mapping[date, int]:
    """By Monday, how many classes the person's groups have from `start` up to `end`, both Mondays. One query."""
    mine = Participation.objects.filter(person=person, stage__in=Participation.TAKING_PART, group__isnull=False)
    rows = Session.objects.filter(
        group__in=mine.values("group"),
        cancelled_at__isnull=True,
        starts_at__gte=brussels_day(start)[0],
        starts_at__lt=brussels_day(end)[0],
    )
    counted: dict[date, int] = {}
    for at in rows.values_list("starts_at", flat=True):
        monday = monday_of(at.astimezone(BRUSSELS).date())
        counted[monday] = counted.get(monday, 0) + 1
    return counted


def learners_to_plan() -> QuerySet[Learner]:
    """Who has a plan: whoever said something about it, or takes part in a group."""
    taking_part = Participation.objects.filter(
        person=OuterRef("person"), stage__in=Participation.TAKING_PART, group__isnull=False
    )
    said = PlanWish.objects.filter(learner=OuterRef("pk"))
    found = Learner.objects.filter(Exists(taking_part) | Exists(said), person__is_active=True)
    return found.select_related("person").order_by("pk")


def _newest() -> QuerySet[Plan]:
    newer = Plan.objects.filter(learner=OuterRef("learner")).filter(
        Q(made_at__gt=OuterRef("made_at")) | Q(made_at=OuterRef("made_at"), pk__gt=OuterRef("pk"))
    )
    return Plan.objects.filter(~Exists(newer))


def _ahead(today: date) -> Q:
    return Q(exam_on__isnull=True) | Q(exam_on__gte=today)
