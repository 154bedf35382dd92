"""What a group knows together: per learner and domain, what most get wrong, and what to put on the wall.

About eight queries, whatever the number of people and skills.
"""

from collections.abc import Collection, Mapping, Sequence
from dataclasses import dataclass
from datetime import datetime, timedelta
from uuid import UUID

from opstap.curriculum.models import BlueprintSkill, Course, Domain, Lesson, Question, Skill
from opstap.people.models import Person
from opstap.practice.models import Answer, Learner, SkillState
from opstap.practice.queries.known import known_of, person_of
from opstap.practice.queries.skill_map import lessons_teaching
from opstap.practice.rules.class_hints import FailedQuestion, SkillOfGroup, most_failed, weakest
from opstap.practice.rules.knowledge import NEW_SKILL, SkillKnown, show
from opstap.practice.rules.readout import Shown
from opstap.practice.rules.skill_map import Standing, standing, together
from opstap.programme.models import Group, TrackCourse
from opstap.programme.queries import participants_of

LATELY = timedelta(days=90)  # older answers say little of what the next class needs
ON_THE_WALL = 3
ASKABLE = (Question.Kind.SINGLE, Question.Kind.MULTIPLE, Question.Kind.TRUE_FALSE)


@dataclass(frozen=True, slots=True)
class HeatCell:
    """One learner in one domain: the step, what is shown, and about how many of its skills they answered."""

    standing: Standing
    shown: Shown
    touched: int
    skills: int


@dataclass(frozen=True, slots=True)
class HeatRow:
    """One learner, with a cell per domain by its code."""

    person: Person
    cells: Mapping[str, HeatCell]


@dataclass(frozen=True, slots=True)
class SkillHint:
    """A skill for the next class, its lesson, and questions that few of the group have met."""

    skill: Skill
    of_group: SkillOfGroup
    lesson: Lesson | None
    questions: Sequence[Question]


@dataclass(frozen=True, slots=True)
class GroupHeat:
    """The table, and what follows from it for the next class."""

    domains: Sequence[Domain]
    rows: Sequence[HeatRow]
    failed: Sequence[tuple[Question, FailedQuestion[UUID]]]
    hints: Sequence[SkillHint]


def courses_of_group(group: Group) -> list[Course]:
    """The courses of the group's track that follow an outline, in order."""
    rows = TrackCourse.objects.filter(track=group.track_id, course__blueprint__isnull=False)
    return [row.course for row in rows.select_related("course").order_by("position")]


def course_of_late(group: Group, courses: Sequence[Course]) -> Course | None:
    """Of several courses, the one that somebody of the group answered about last; else the first."""
    if len(courses) > 1:
        people = participants_of(group).order_by().values("person")
        answers = Answer.objects.filter(learner__person__in=people, question__course__in=courses)
        last = answers.order_by("-sequence").values_list("question__course", flat=True).first()
        return next((one for one in courses if one.pk == last), courses[0])
    return courses[0] if courses else None


def group_heat(group: Group, course: Course, *, at: datetime, hints: bool = True) -> GroupHeat:
    """How each person of the group stands in each domain of the course; without `hints` the table alone."""
    people = [one.person for one in participants_of(group)]
    learners = {one.person_id: one for one in Learner.objects.filter(person__in=people)}
    places = BlueprintSkill.objects.filter(domain__blueprint=course.blueprint_id).select_related("domain", "skill")
    by_domain: dict[Domain, list[Skill]] = {}
    for place in places.order_by("domain__position", "position"):
        by_domain.setdefault(place.domain, []).append(place.skill)
    skills = {skill.pk: skill for some in by_domain.values() for skill in some}
    shown = _shown(people, learners, skills, at)
    rows = [
        HeatRow(person, {domain.code: _cell(shown[person.pk], some) for domain, some in by_domain.items()})
        for person in people
    ]
    if not hints:
        return GroupHeat(tuple(by_domain), rows, (), ())
    return GroupHeat(tuple(by_domain), rows, *_hints(course, learners.values(), skills, shown.values(), at))


type ShownSkills = Mapping[UUID, tuple[Shown, SkillKnown]]


def _shown(
    people: Sequence[Person], learners: Mapping[UUID | None, Learner], skills: Collection[UUID], at: datetime
) -> dict[UUID, ShownSkills]:
    """Per person and skill, what is shown and what stands behind it."""
    states = SkillState.objects.filter(learner__in=[one.pk for one in learners.values()], skill__in=skills)
    known: dict[UUID, dict[UUID, SkillKnown]] = {}
    for state in states:
        known.setdefault(state.learner_id, {})[state.skill_id] = known_of(state)
    nothing = Learner()
    found: dict[UUID, ShownSkills] = {}
    for person in people:
        learner = learners.get(person.pk, nothing)
        trace, held = person_of(learner), known.get(learner.pk, {})
        ones = ((skill, held.get(skill, NEW_SKILL)) for skill in skills)
        found[person.pk] = {skill: (show(trace, one, at), one) for skill, one in ones}
    return found


def _cell(shown: ShownSkills, skills: Sequence[Skill]) -> HeatCell:
    held = [shown[skill.pk] for skill in skills]
    whole = together([one for one, _ in held])
    answers, right = sum(one.answers for _, one in held), sum(one.right for _, one in held)
    return HeatCell(standing(whole, answers, right), whole, sum(one.answers > 0 for _, one in held), len(skills))


def _hints(
    course: Course,
    learners: Collection[Learner],
    skills: Mapping[UUID, Skill],
    shown: Collection[ShownSkills],
    at: datetime,
) -> tuple[list[tuple[Question, FailedQuestion[UUID]]], list[SkillHint]]:
    """What most get wrong, and the skills to work at with questions for the wall."""
    rows = Answer.objects.filter(
        learner__in=[one.pk for one in learners],
        question__course=course,
        question__current=True,
        question__retired=False,
        happened_at__gte=at - LATELY,
    ).order_by("sequence")
    newest = {
        (learner, question): (question, score, chosen)
        for learner, question, score, chosen in rows.values_list("learner", "question", "score", "chosen")
    }
    failed = most_failed(newest.values())
    met = [question for _, question in newest]
    steps = {
        skill.code: [
            (standing(one, known.answers, known.right), one.value) for one, known in (each[pk] for each in shown)
        ]
        for pk, skill in skills.items()
    }
    weak = {one.code: one for one in weakest(steps)}
    wall = _wall(course, weak, met, {one.question for one in failed})
    wanted = [one.question for one in failed] + [pk for some in wall.values() for pk in some]
    questions = Question.objects.in_bulk(wanted)
    lessons = lessons_teaching(course, weak)
    codes = {skill.code: skill for skill in skills.values()}
    hints = [
        SkillHint(codes[code], one, lessons.get(code), [questions[pk] for pk in wall.get(code, ())])
        for code, one in weak.items()
    ]
    return [(questions[one.question], one) for one in failed], hints


def _wall(
    course: Course, weak: Collection[str], met: Sequence[UUID], failed: Collection[UUID]
) -> dict[str, list[UUID]]:
    """Per skill, questions with options to choose from; those that fewest of the group met first, each once.

    None of mock exams, which would then measure nothing, and none of a case study, whose situation fills a wall.
    """
    rows = Question.objects.filter(
        course=course,
        current=True,
        retired=False,
        pool=Question.Pool.PRACTICE,
        case_code="",
        kind__in=ASKABLE,
        skills__code__in=weak,
    )
    candidates = sorted(rows.values_list("pk", "code", "skills__code"), key=lambda row: (met.count(row[0]), row[1]))
    taken: set[UUID] = set(failed)
    wall: dict[str, list[UUID]] = {}
    for pk, _, skill in candidates:
        if pk not in taken and len(wall.get(skill, ())) < ON_THE_WALL:
            wall.setdefault(skill, []).append(pk)
            taken.add(pk)
    return wall
