"""What a course is to the placement test: its areas, and what may be asked in them."""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from datetime import datetime, timedelta
from functools import lru_cache
from uuid import UUID

from django.db.models import Count, Exists, OuterRef, QuerySet, Subquery
from django.db.models.functions import Coalesce

from opstap.curriculum.models import Course, Domain, Lesson, Module, Question
from opstap.curriculum.rules.marking import GUESS_SHARE
from opstap.practice.models import Answer, Learner, Placement
from opstap.practice.queries.choosing import TYPICAL_GUESS
from opstap.practice.queries.known import open_to
from opstap.practice.queries.papers import domains_of_skills
from opstap.practice.rules import placement as rules
from opstap.practice.rules.placement import Area, Exposure, Limits
from opstap.practice.rules.placement_clock import AGAIN_AFTER
from opstap.practice.rules.response_model import Item, new_item

LIMITS = Limits()
# A few taps each, and nothing to read first: twenty of them fit in a quarter of an hour.
KINDS = (Question.Kind.SINGLE, Question.Kind.TRUE_FALSE, Question.Kind.MULTIPLE)
EXPOSED_FOR = timedelta(days=90)
# The one bridge there is so far, for whom an area is new; the page says what it is.
BASICS = "basics"

type Names = Mapping[str, Mapping[str, str]]


@dataclass(frozen=True, slots=True)
class Ground:
    """The areas of a course with their names per language; `by_skill`: in which area a skill is.

    Areas are the domains of the exam's outline; of a course without one, its modules.
    """

    areas: tuple[Area, ...]
    names: Names
    by_skill: Mapping[str, str]
    has_outline: bool

    def area_of(self, module: str | None, domain: str | None, skills: Sequence[str | None]) -> str:
        """The area of a question: of its first skill that is in one, else of its module; "" in none."""
        if not self.has_outline:
            return module or ""
        found = (self.by_skill[skill] for skill in skills if skill and skill in self.by_skill)
        return next(found, domain or "")


@dataclass(frozen=True, slots=True)
class Bank:
    """What may be asked: the items, and the row of each by its code."""

    items: tuple[Item, ...]
    rows: Mapping[str, UUID]


def ground_of(course: Course) -> Ground:
    """The areas of the course: three queries."""
    lessons = Lesson.objects.filter(module__course=course, retired=False, module__retired=False)
    place = "module__domain" if course.blueprint_id else "module__code"
    taught: dict[str, list[rules.Lesson]] = {}
    for area, code in lessons.values_list(place, "code"):
        taught.setdefault(area, []).append(rules.Lesson(code))
    if course.blueprint_id:
        rows = [
            (one.code, one.name, ((one.weight_min or 0) + (one.weight_max or 0)) / 2 or 1.0)
            for one in Domain.objects.filter(blueprint=course.blueprint_id).order_by("position")
        ]
    else:
        rows = [(one.code, one.title, 1.0) for one in Module.objects.filter(course=course, retired=False)]
    return Ground(
        tuple(Area(code, share, tuple(taught.get(code, ())), BASICS) for code, _, share in rows),
        {code: name for code, name, _ in rows},
        domains_of_skills(course) if course.blueprint_id else {},
        course.blueprint_id is not None,
    )


def counted(courses: Sequence[Course]) -> QuerySet[Course]:
    """These courses as far as they are complete, each with how `many` questions the test may ask anybody."""
    open_ones = _askable().filter(course=OuterRef("pk")).exclude(pool=Question.Pool.MOCK).order_by().values("course")
    many = Subquery(open_ones.annotate(many=Count("pk")).values("many"))
    found = Course.objects.filter(pk__in=[one.pk for one in courses], draft=False)
    return found.annotate(many=Coalesce(many, 0))


def course_to_place(courses: Sequence[Course]) -> Course | None:
    """The first of these courses, in their order, that has questions enough for a test. One query."""
    many: dict[UUID, int] = {one.pk: one.many for one in counted(courses)}  # type: ignore[attr-defined]
    return next((one for one in courses if many.get(one.pk, 0) >= LIMITS.most), None)


def bank_of(learner: Learner, course: Course, ground: Ground, *, at: datetime, now_in: Placement | None = None) -> Bank:
    """Every question that the test may ask this learner; not what they answered lately, outside this test. One query."""
    lately = Answer.objects.filter(
        learner_id=learner.pk, happened_at__gt=at - AGAIN_AFTER, question__code=OuterRef("code")
    )
    if now_in is not None:
        lately = lately.exclude(placement=now_in)
    asked = open_to(learner, _askable().filter(course=course)).exclude(Exists(lately))
    fields = ("code", "pk", "kind", "level", "module__code", "module__domain", "skills__code")
    found: dict[str, tuple[UUID, str, int, str | None, str | None]] = {}
    skills: dict[str, list[str | None]] = {}
    for code, pk, kind, level, module, domain, skill in asked.order_by("code", "skills__code").values_list(*fields):
        found[code] = (pk, kind, level, module, domain)
        skills.setdefault(code, []).append(skill)
    items = tuple(
        item_of(code, ground.area_of(module, domain, skills[code]), kind, level)
        for code, (_, kind, level, module, domain) in found.items()
    )
    return Bank(items, {code: row[0] for code, row in found.items()})


def item_of(code: str, area: str, kind: str, level: int) -> Item:
    """The item of a question. All are as new: their own curves come once each has about 200 answers."""
    guess = TYPICAL_GUESS.get(kind, 0.0)
    return _item(code, area, level, round(GUESS_SHARE / guess) if guess else 0)


def exposure_of(course: Course, *, at: datetime) -> Exposure:
    """How often each question was shown in the tests of the last 90 days, and how many tests began: two queries."""
    since = at - EXPOSED_FOR
    recent = Placement.objects.filter(course=course, started_at__gte=since)
    shown = Answer.objects.filter(placement__course=course, placement__started_at__gte=since).order_by()
    counts = shown.values_list("question__code").annotate(Count("pk"))
    return Exposure(dict(counts), recent.count())


def _askable() -> QuerySet[Question]:
    return Question.objects.filter(current=True, retired=False, kind__in=KINDS, case_code="")


@lru_cache(maxsize=4096)
def _item(code: str, area: str, level: int, options: int) -> Item:
    """Kept in the process: its curves take 0.3 ms to work out and 5 KB."""
    return new_item(code, area, level, options)
