"""A placement test so far, what comes next in it, and what it came to."""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from datetime import datetime
from itertools import groupby
from typing import Any
from uuid import UUID

from django.db.models import Exists, OuterRef, QuerySet

from opstap.curriculum.models import Course, Lesson
from opstap.people.models import Person
from opstap.practice.models import Answer, Learner, LessonReading, Placement
from opstap.practice.queries.known import seed_of
from opstap.practice.queries.placement_ground import (
    LIMITS,
    Ground,
    Names,
    bank_of,
    counted,
    exposure_of,
    ground_of,
    item_of,
)
from opstap.practice.rules.placement import (
    Asked,
    Decision,
    Reason,
    Standing,
    choose_next,
    decide,
    held_of,
    held_of_areas,
    stop_reason,
)
from opstap.practice.rules.placement_clock import may_begin, seconds_used
from opstap.practice.rules.response_model import Outcome, Reply, mean_of, spread_of
from opstap.practice.rules.review import FULL


@dataclass(frozen=True, slots=True)
class SoFar:
    """What was answered, in order, and the seconds that it took."""

    asked: tuple[Asked, ...]
    seconds: float


@dataclass(frozen=True, slots=True)
class Next:
    """The row of the question to ask; or why the test is over."""

    question: UUID | None = None
    reason: Reason | None = None


@dataclass(frozen=True, slots=True)
class Result:
    """What a test came to: the areas in order, and of each the lessons that it proposes to skip and that are not read yet."""

    decision: Decision
    names: Names
    lessons: dict[str, list[Lesson]]


@dataclass(frozen=True, slots=True)
class AreaState:
    """An area as others than the learner read it; `asked`: how many questions it rests on."""

    name: dict[str, str]
    standing: Standing
    asked: int


@dataclass(frozen=True, slots=True)
class PlacementState:
    """A result as others than the learner read it: the areas about which something was asked."""

    ended_at: datetime
    areas: tuple[AreaState, ...]


def newest_of(person: Person) -> Placement | None:
    """The placement test that this person began last."""
    rows = Placement.objects.filter(learner__person=person).select_related("course", "learner")
    return rows.order_by("-started_at").first()


def is_offered(last: Placement | None, *, at: datetime) -> bool:
    """Whether this person may begin a new test now."""
    return may_begin(last.started_at if last else None, at) and not (last and last.ended_at is None)


def fits_now(person: Person, courses: Sequence[Course], *, answered: bool) -> bool:
    """Whether the test is a first step for this person: one goes on; or none was begun, nothing was `answered`, and a course
    has questions enough. One query; who has read a lesson is not asked.
    """
    mine = Placement.objects.filter(learner__person=person)
    rows = counted(courses).annotate(begun=Exists(mine), goes_on=Exists(mine.filter(ended_at=None)))
    found = list(rows.values_list("many", "begun", "goes_on"))
    return any(goes_on or (many >= LIMITS.most and not begun and not answered) for many, begun, goes_on in found)


def next_step(learner: Learner, placement: Placement, *, at: datetime) -> Next:
    """What comes after what was answered: eight queries."""
    ground = ground_of(placement.course)
    so_far = answered_in([placement], ground)[placement.pk]
    bank = bank_of(learner, placement.course, ground, at=at, now_in=placement)
    reason = stop_reason(bank.items, ground.areas, so_far.asked, LIMITS, so_far.seconds)
    if reason is not None:
        return Next(reason=reason)
    exposure = exposure_of(placement.course, at=at)
    seed = f"{seed_of(learner)}/{placement.pk}"
    chosen = choose_next(bank.items, ground.areas, so_far.asked, LIMITS, exposure, seed)
    return Next(bank.rows[chosen.code]) if chosen else Next(reason=Reason.NOTHING_LEFT)


def answered_in(placements: Sequence[Placement], ground: Ground) -> dict[UUID, SoFar]:
    """What was answered in each of these tests of one course: one query."""
    began = {one.pk: one.started_at for one in placements}
    rows = Answer.objects.filter(placement__in=placements).order_by("sequence", "question__skills__code")
    fields = (
        "question__code",
        "question__kind",
        "question__level",
        "question__module__code",
        "question__module__domain",
        "chosen",
        "score",
        "happened_at",
        "placement",
        "sequence",
        "question__skills__code",
    )
    asked: dict[UUID, list[Asked]] = {pk: [] for pk in began}
    moments: dict[UUID, list[datetime]] = {pk: [] for pk in began}
    for _, group in groupby(rows.values_list(*fields), key=lambda row: row[9]):
        some = list(group)
        code, kind, level, module, domain, chosen, score, at, placement, *_ = some[0]
        area = ground.area_of(module, domain, [row[10] for row in some])
        asked[placement].append(Asked(item_of(code, area, kind, level), _reply(chosen, score)))
        moments[placement].append(at)
    return {pk: SoFar(tuple(asked[pk]), seconds_used(at, moments[pk])) for pk, at in began.items()}


def _reply(chosen: Sequence[str], score: float) -> Reply:
    """A part of the mark is not right: the chance that the rules work with is that of the whole."""
    if not chosen:
        return Reply(Outcome.UNKNOWN)
    if score >= FULL:
        return Reply(Outcome.RIGHT)
    return Reply(Outcome.WRONG, chosen[0] if len(chosen) == 1 else "")


def write_outcomes(placements: Sequence[Placement]) -> None:
    """Put into these rows, in memory, what their answers came to. Four queries per course."""
    by_course: dict[UUID, list[Placement]] = {}
    for one in placements:
        by_course.setdefault(one.course_id, []).append(one)
    for some in by_course.values():
        ground = ground_of(some[0].course)
        so_far = answered_in(some, ground)
        for one in some:
            _write(one, ground, so_far[one.pk].asked)


def _write(placement: Placement, ground: Ground, asked: Sequence[Asked]) -> None:
    held, by_area = held_of(asked), held_of_areas(ground.areas, asked)
    placement.ability, placement.spread = mean_of(held), spread_of(held)
    placement.areas = [
        {
            "code": one.code,
            "name": dict(ground.names[one.code]),
            "asked": one.answers,
            "ability": mean_of(by_area[one.code]),
            "spread": spread_of(by_area[one.code]),
            "decision": one.standing.value,
        }
        for one in decide(ground.areas, asked, LIMITS).areas
    ]


def result_of(placement: Placement) -> Result:
    """What a test came to, from its answers: six queries."""
    ground = ground_of(placement.course)
    decision = decide(ground.areas, answered_in([placement], ground)[placement.pk].asked, LIMITS)
    codes = [code for area in decision.areas for code in area.skip]
    read = LessonReading.objects.filter(learner=placement.learner_id).values("lesson_id")
    rows = Lesson.objects.filter(module__course=placement.course_id, retired=False, code__in=codes)
    by_code = {one.code: one for one in rows.exclude(pk__in=read).defer("text")}
    lessons = {area.code: [by_code[code] for code in area.skip if code in by_code] for area in decision.areas}
    return Result(decision, ground.names, lessons)


def newest_results(person: str) -> QuerySet[Placement]:
    """To annotate a query of others with: the tests that ended of whom `person` leads to, the newest first."""
    return Placement.objects.filter(learner__person=OuterRef(person), ended_at__isnull=False).order_by("-ended_at")


def state_of(ended_at: datetime | None, areas: Sequence[Mapping[str, Any]] | None) -> PlacementState | None:
    """The state that these columns of a test hold; None without any answer."""
    told = tuple(
        AreaState(one["name"], Standing(one["decision"]), one["asked"]) for one in areas or () if one["asked"] > 0
    )
    return PlacementState(ended_at, told) if ended_at and told else None


def number_asked(placement: Placement) -> int:
    """How many questions of it were answered."""
    return Answer.objects.filter(placement=placement).count()
