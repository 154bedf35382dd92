"""What a plan is made of, read for many learners at once: twelve queries, however many they are."""

from collections import defaultdict
from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass
from datetime import date, datetime
from uuid import UUID

from django.db.models import Count

from opstap.curriculum.models import BlueprintSkill, Course, Lesson
from opstap.kit.clock import brussels_day
from opstap.people.models import Person
from opstap.practice.models import Answer, ExtraTime, Learner, LessonReading, Paper, PlanWish, SkillState
from opstap.programme.models import Participation, Stage, TrackCourse

type Marks = tuple[int, Sequence[float]]  # how many answers, and the last marks


@dataclass(frozen=True, slots=True)
class Facts:
    """What is known of some people, before anything is planned. Courses by person, lessons by course, the rest by learner."""

    learners: Mapping[UUID, Learner]
    wishes: Mapping[UUID, PlanWish]
    tracks: Mapping[UUID, Sequence[Course]]
    lessons: Mapping[UUID, Sequence[Lesson]]
    skills: Mapping[UUID, Sequence[UUID]]
    read: Mapping[UUID, Mapping[UUID, datetime]]
    passed: Mapping[UUID, frozenset[UUID]]
    mocks: Mapping[UUID, Sequence[tuple[UUID, datetime]]]
    states: Mapping[UUID, Mapping[UUID, Marks]]
    answered: Mapping[UUID, int]
    extra: Mapping[UUID, float]


def facts_of(persons: Sequence[Person], *, monday: date) -> Facts:
    """Everything about these people; `answered` counts practice since `monday`."""
    learners = {one.person_id: one for one in Learner.objects.filter(person__in=persons) if one.person_id}
    keys = [learner.pk for learner in learners.values()]
    wishes = newest_wishes(keys)
    tracks = _tracks(persons)
    courses = {course for some in tracks.values() for course in some}
    courses |= {wish.course for wish in wishes.values() if wish.course}
    return Facts(
        learners,
        wishes,
        tracks,
        _lessons(courses),
        _skills(courses),
        _read(keys),
        _passed(keys),
        _mocks(keys),
        _states(keys),
        _answered(keys, monday),
        _extra(keys),
    )


def newest_wishes(learners: Iterable[UUID]) -> dict[UUID, PlanWish]:
    """By learner, the wish that stands."""
    rows = PlanWish.objects.filter(learner__in=list(learners)).select_related("course__blueprint__exam")
    return {row.learner_id: row for row in rows.order_by("recorded_at", "pk")}


def track_of(person: Person) -> list[Course]:
    """The courses that the person follows, in order."""
    return _tracks([person]).get(person.pk, [])


def _tracks(persons: Sequence[Person]) -> dict[UUID, list[Course]]:
    """The courses of the tracks that each person follows, in order, each once."""
    mine = Participation.objects.filter(person__in=persons, group__isnull=False).exclude(stage=Stage.LEFT)
    follows = list(mine.order_by("group__track__slug").values_list("person", "group__track"))
    places = TrackCourse.objects.filter(track__in={track for _, track in follows})
    of_track: dict[UUID, list[Course]] = defaultdict(list)
    for place in places.select_related("course__blueprint__exam").order_by("position"):
        of_track[place.track_id].append(place.course)
    found: dict[UUID, dict[Course, None]] = defaultdict(dict)
    for person, track in follows:
        found[person].update(dict.fromkeys(of_track[track]))
    return {person: list(some) for person, some in found.items()}


def _lessons(courses: Iterable[Course]) -> dict[UUID, list[Lesson]]:
    rows = Lesson.objects.filter(module__course__in=list(courses), retired=False, module__retired=False)
    found: dict[UUID, list[Lesson]] = defaultdict(list)
    for lesson in rows.select_related("module").defer("text").order_by("module__position", "position"):
        found[lesson.module.course_id].append(lesson)
    return dict(found)


def _skills(courses: Iterable[Course]) -> dict[UUID, list[UUID]]:
    """The ids of the skills of each outline."""
    rows = BlueprintSkill.objects.filter(domain__blueprint__in={course.blueprint_id for course in courses} - {None})
    found: dict[UUID, list[UUID]] = defaultdict(list)
    for blueprint, skill in rows.order_by().values_list("domain__blueprint", "skill"):
        found[blueprint].append(skill)
    return dict(found)


def _read(learners: Sequence[UUID]) -> dict[UUID, dict[UUID, datetime]]:
    """By lesson, when it was first read."""
    rows = LessonReading.objects.filter(learner__in=learners).order_by("-happened_at")
    found: dict[UUID, dict[UUID, datetime]] = defaultdict(dict)
    for learner, lesson, at in rows.values_list("learner", "lesson_id", "happened_at"):
        found[learner][lesson] = at
    return dict(found)


def _passed(learners: Sequence[UUID]) -> dict[UUID, frozenset[UUID]]:
    """The modules whose short test was passed."""
    rows = Paper.objects.filter(learner__in=learners, kind=Paper.Kind.MODULE, passed=True, module__isnull=False)
    found: dict[UUID, set[UUID]] = defaultdict(set)
    for learner, module in rows.values_list("learner", "module"):
        if module:
            found[learner].add(module)
    return {learner: frozenset(some) for learner, some in found.items()}


def _mocks(learners: Sequence[UUID]) -> dict[UUID, list[tuple[UUID, datetime]]]:
    """Of each mock exam handed in, its course and when."""
    rows = Paper.objects.filter(learner__in=learners, kind=Paper.Kind.MOCK, handed_in_at__isnull=False)
    found: dict[UUID, list[tuple[UUID, datetime]]] = defaultdict(list)
    for learner, course, at in rows.values_list("learner", "course", "handed_in_at"):
        if at:
            found[learner].append((course, at))
    return dict(found)


def _states(learners: Sequence[UUID]) -> dict[UUID, dict[UUID, Marks]]:
    rows = SkillState.objects.filter(learner__in=learners).values_list("learner", "skill", "answers", "recent")
    found: dict[UUID, dict[UUID, Marks]] = defaultdict(dict)
    for learner, skill, answers, recent in rows:
        found[learner][skill] = (answers, recent)
    return dict(found)


def _answered(learners: Sequence[UUID], monday: date) -> dict[UUID, int]:
    """How many answers outside lessons and papers: those have minutes of their own."""
    since = Answer.objects.filter(learner__in=learners, happened_at__gte=brussels_day(monday)[0], paper=None)
    counted = since.exclude(where=Answer.Where.LESSON).order_by().values_list("learner").annotate(Count("pk"))
    return dict(counted)


def _extra(learners: Sequence[UUID]) -> dict[UUID, float]:
    """The extra time that stands."""
    rows = ExtraTime.objects.filter(learner__in=learners).order_by("recorded_at", "pk")
    return dict(rows.values_list("learner", "factor"))
