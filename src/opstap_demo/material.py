"""What is taught and asked, as the simulated learners meet it."""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass, field
from uuid import UUID

from opstap.curriculum.models import Blueprint, Course, Lesson, MockForm, Question
from opstap.curriculum.queries import asked_of
from opstap.curriculum.queries.outlines import outlines_of
from opstap.curriculum.rules.kinds import NUMERIC, ORDER, TYPED
from opstap.curriculum.rules.kinds import Asked as Marking
from opstap.curriculum.rules.marking import best_response
from opstap.kit.clock import today
from opstap.practice.rules.drawing import cases_together
from opstap.programme.models import Track
from opstap_demo.simulator.answering import Item
from opstap_demo.simulator.exam import Domain
from opstap_demo.simulator.world import World, make_world


@dataclass(frozen=True, slots=True)
class Asked:
    """A question with what the simulator sees of it."""

    question: Question
    item: Item
    module: UUID | None
    for_mocks: bool = False  # only mock exams ask it


@dataclass(frozen=True, slots=True)
class Material:
    """The lessons and questions of a track's courses in order, and the outlines of its exams, easiest first."""

    world: World
    course: Course | None
    lessons: Sequence[Lesson]
    taught: Mapping[UUID, tuple[str, ...]]
    asked: Sequence[Asked]
    outlines: Mapping[str, Sequence[Domain]]
    forms: Mapping[UUID, tuple[str, ...]] = field(default_factory=dict)

    @property
    def exams(self) -> list[str]:
        """Codes of the exams in the order in which people sit them: that with lessons first."""
        return sorted(self.outlines, reverse=True)


def make_material(seed: int, track: Track) -> Material:
    """Read it from what is loaded."""
    courses = [row.course for row in track.track_courses.select_related("course__blueprint").order_by("position")]
    lessons = list(
        Lesson.objects.filter(module__course__in=courses, retired=False, module__retired=False)
        .select_related("module__course")
        .prefetch_related("skills")
        .order_by("module__course__code", "module__position", "position")
    )
    questions = (
        Question.objects.filter(course__in=courses, current=True, retired=False, module__isnull=False)
        .prefetch_related("skills")
        .order_by("code")
    )
    in_force = outlines_of(track.exams.all(), on=today())
    outlines = {row.exam.code: _outline(row) for row in sorted(in_force.values(), key=lambda row: row.exam.code)}
    names = {skill for outline in outlines.values() for domain in outline for skill in domain.skills}
    taught = {lesson.pk: tuple(sorted(skill.code for skill in lesson.skills.all())) for lesson in lessons}
    mock = Question.Pool.MOCK
    asked = [Asked(one, item_of(one), one.module_id, for_mocks=one.pool == mock) for one in questions]
    names |= {skill for skills in taught.values() for skill in skills}
    names |= {skill for one in asked for skill in one.item.skills}
    course = courses[0] if courses else None
    return Material(make_world(seed, names), course, lessons, taught, asked, outlines, _forms(course, asked))


def _forms(course: Course | None, asked: Sequence[Asked]) -> dict[UUID, tuple[str, ...]]:
    """The codes on each form of a mock exam that the authors put together, in order."""
    cases = {one.item.code: one.question.case_code for one in asked if one.item.skills}
    return {
        form.pk: tuple(cases_together([str(code) for code in form.questions if code in cases], cases))
        for form in MockForm.objects.filter(course=course, retired=False).order_by("position", "code")
    }


def item_of(question: Question) -> Item:
    """A question as a learner meets it."""
    skills = tuple(sorted(skill.code for skill in question.skills.all()))
    asked = asked_of(question)
    if asked.kind in TYPED:
        right = best_response(asked)
        return Item(question.code, skills, question.level, (), right, typed=_usual(asked))
    if asked.slots:
        slots = tuple((slot.id, slot.choices) for slot in asked.slots)
        key = best_response(asked)
        return Item(question.code, skills, question.level, (), key, slots, each_once=asked.kind == ORDER)
    return Item(
        question.code,
        skills,
        question.level,
        tuple(one.id for one in asked.options),
        frozenset(one.id for one in asked.options if one.weight > 0),
    )


def _usual(asked: Marking) -> tuple[str, ...]:
    """The usual wrong answers that the author names, and one that nobody names."""
    if asked.kind == NUMERIC:
        named = [str(one.value) for one in asked.options if one.weight <= 0]
        return (*named, str(sum((one.value or 0) + one.tolerance + 1 for one in asked.options)))
    return (*(one.spellings[0] for one in asked.options if one.weight <= 0 and one.spellings), "?")


def _outline(blueprint: Blueprint) -> list[Domain]:
    domains = blueprint.domains.prefetch_related("blueprint_skills__skill").order_by("position")
    return [
        Domain(
            tuple(sorted(place.skill.code for place in domain.blueprint_skills.all())),
            ((domain.weight_min or 0) + (domain.weight_max or 0)) / 2 or 1.0,
        )
        for domain in domains
    ]
