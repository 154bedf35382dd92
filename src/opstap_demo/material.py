"""What is taught and asked, as the simulated learners meet it."""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from uuid import UUID

from opstap.curriculum.models import Blueprint, Course, Lesson, Question
from opstap.curriculum.queries.outlines import outlines_of
from opstap.kit.clock import today
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


@dataclass(frozen=True, slots=True)
class Material:
    """The lessons and questions of a track's courses in order, and the outlines of its exams, easiest first."""

    world: World
    course: Course | None
    lessons: Sequence[Lesson]
    taught: Mapping[UUID, tuple[str, ...]]
    asked: Sequence[Asked]
    outlines: Mapping[str, Sequence[Domain]]

    @property
    def exams(self) -> list[str]:
        """Codes of the exams in the order in which people sit them: that with lessons first."""
        return sorted(self.outlines, reverse=True)


def make_material(seed: int, track: Track) -> Material:
    """Read it from what is loaded."""
    courses = [row.course for row in track.track_courses.select_related("course__blueprint").order_by("position")]
    lessons = list(
        Lesson.objects.filter(module__course__in=courses, retired=False, module__retired=False)
        .select_related("module")
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
    asked = [Asked(question, item_of(question), question.module_id) for question in questions]
    names |= {skill for skills in taught.values() for skill in skills}
    names |= {skill for one in asked for skill in one.item.skills}
    return Material(make_world(seed, names), courses[0] if courses else None, lessons, taught, asked, outlines)


def item_of(question: Question) -> Item:
    """A question as a learner meets it."""
    return Item(
        question.code,
        tuple(sorted(skill.code for skill in question.skills.all())),
        question.level,
        tuple(str(option["id"]) for option in question.options),
        frozenset(str(option["id"]) for option in question.options if float(option["weight"]) > 0),
    )


def _outline(blueprint: Blueprint) -> list[Domain]:
    domains = blueprint.domains.prefetch_related("blueprint_skills__skill").order_by("position")
    return [
        Domain(
            tuple(sorted(place.skill.code for place in domain.blueprint_skills.all())),
            ((domain.weight_min or 0) + (domain.weight_max or 0)) / 2 or 1.0,
        )
        for domain in domains
    ]
