"""The courses as those who write them see them: what there is, in which languages, what waits."""

from collections import Counter
from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass, field
from datetime import datetime
from functools import reduce
from itertools import groupby
from operator import or_

from django.db.models import Count, Max, Q, QuerySet

from opstap.curriculum.access.revisions import courses_visible_to, waiting_for
from opstap.curriculum.models import Course, Lesson, LessonVersion, Module, Question, Revision, Skill
from opstap.curriculum.models.revisions import OPEN
from opstap.curriculum.queries.outlines import domain_names
from opstap.curriculum.rules.kinds import without_gaps
from opstap.kit.translated import LANGUAGES, in_language
from opstap.people.models import Person

OVERSEEN = 7  # modules in one list


@dataclass(frozen=True, slots=True)
class CourseCard:
    """One course with its counts; `waits`: changes that this person may review."""

    course: Course
    lessons: int
    questions: int
    drafts: int
    reviews: int
    waits: int


@dataclass(frozen=True, slots=True)
class LessonRow:
    """A lesson in the list of a module."""

    lesson: Lesson
    languages: tuple[str, ...]
    changed_at: datetime
    open: Revision | None


@dataclass(frozen=True, slots=True)
class ModuleRow:
    """A module, its lessons, and how many questions of each kind it has."""

    module: Module
    lessons: tuple[LessonRow, ...]
    kinds: tuple[tuple[str, int], ...]
    questions: int


@dataclass(frozen=True, slots=True)
class Filter:
    """What a person looks for in the list of questions; empty means everything."""

    text: str = ""
    module: str = ""
    kind: str = ""
    level: str = ""
    skill: str = ""
    state: str = ""


@dataclass(frozen=True, slots=True)
class QuestionRow:
    """A question in the list, with the change that somebody works on."""

    question: Question
    languages: tuple[str, ...]
    open: Revision | None = field(default=None)

    @property
    def title(self) -> str:
        """The question as it reads in a list."""
        return without_gaps(in_language(self.question.stem))


def course_cards(person: Person) -> list[CourseCard]:
    """Every course."""
    lessons = Counter(Lesson.objects.filter(retired=False).values_list("module__course", flat=True))
    asked = Question.objects.filter(current=True, retired=False).order_by()
    questions = dict(asked.values_list("course").annotate(Count("pk")))
    open_ones = Counter(Revision.objects.filter(state__in=OPEN).values_list("course", "state"))
    waits = Counter(waiting_for(person).values_list("course", flat=True))
    return [
        CourseCard(
            course=course,
            lessons=lessons[course.pk],
            questions=questions.get(course.pk, 0),
            drafts=open_ones[course.pk, Revision.State.DRAFT],
            reviews=open_ones[course.pk, Revision.State.REVIEW],
            waits=waits[course.pk],
        )
        for course in courses_visible_to(person)
    ]


def open_in(course: Course) -> dict[str, Revision]:
    """What is being changed in the course, under the id of a lesson or the code of a question."""
    rows = Revision.objects.filter(course=course, state__in=OPEN).select_related("author", "lesson__module", "course")
    return {str(row.lesson_id or row.question_code): row for row in rows}


def module_rows(course: Course, open_ones: Mapping[str, Revision]) -> list[ModuleRow]:
    """The modules that are taught, in order."""
    lessons = Lesson.objects.filter(module__course=course, retired=False).select_related("module")
    asked = Question.objects.filter(course=course, current=True, retired=False).order_by()
    counts = {(module, kind): many for module, kind, many in asked.values_list("module", "kind").annotate(Count("pk"))}
    versions = LessonVersion.objects.filter(lesson__module__course=course).order_by()
    changed = dict(versions.values_list("lesson").annotate(Max("made_at")))
    rows: dict[object, list[LessonRow]] = {}
    for lesson in lessons:
        row = LessonRow(
            lesson=lesson,
            languages=languages_of(lesson.text),
            changed_at=changed.get(lesson.pk, course.loaded_at),
            open=open_ones.get(str(lesson.pk)),
        )
        rows.setdefault(lesson.module_id, []).append(row)
    found = []
    for module in course.modules.filter(retired=False):
        kinds = tuple((kind, counts[module.pk, kind]) for kind in Question.Kind.values if (module.pk, kind) in counts)
        found.append(ModuleRow(module, tuple(rows.get(module.pk, ())), kinds, sum(many for _, many in kinds)))
    return found


def parts_of(course: Course, rows: Sequence[ModuleRow]) -> list[tuple[dict[str, str], list[ModuleRow]]]:
    """The modules of a long course by part of its outline, each with its name per language.

    Nothing when they are few enough to be overseen, or when one is in no part.
    """
    names = domain_names(course) if len(rows) > OVERSEEN else {}
    if not {row.module.domain for row in rows} <= set(names):
        return []
    return [(names[code], list(some)) for code, some in groupby(rows, lambda row: str(row.module.domain))]


def questions_of(course: Course, wanted: Filter) -> QuerySet[Question]:
    """The questions that fit, in the order of the modules."""
    rows = Question.objects.filter(course=course, current=True, retired=wanted.state == "retired")
    if wanted.text:
        rows = rows.filter(_holds(wanted.text))
    if wanted.module:
        rows = rows.filter(module__code=wanted.module)
    if wanted.kind:
        rows = rows.filter(kind=wanted.kind)
    if wanted.level.isdecimal():
        rows = rows.filter(level=int(wanted.level))
    if wanted.skill:
        rows = rows.filter(skills__code=wanted.skill)
    if wanted.state in {"open", "review"}:
        states = OPEN if wanted.state == "open" else [Revision.State.REVIEW]
        changing = Revision.objects.filter(course=course, state__in=states, lesson=None)
        rows = rows.filter(code__in=changing.values("question_code"))
    if wanted.state == "mock":
        rows = rows.filter(pool=Question.Pool.MOCK)
    if wanted.state == "unskilled":
        rows = rows.filter(skills=None)
    if wanted.state == "browser":
        rows = rows.filter(origin="browser")
    return rows.select_related("module").order_by("module__position", "code")


def _holds(text: str) -> Q:
    """The words in the question as asked, in any language, or in its code."""
    asked = [Q(**{f"stem__{language}__icontains": text}) for language in LANGUAGES]
    return reduce(or_, asked, Q(code__icontains=text))


def question_rows(questions: Iterable[Question], open_ones: Mapping[str, Revision]) -> list[QuestionRow]:
    """The questions with their languages and who works on them."""
    return [QuestionRow(one, languages_of(one.stem), open_ones.get(one.code)) for one in questions]


def skills_to_name(course: Course) -> QuerySet[Skill]:
    """The skills of the course's outline, in order."""
    places = Skill.objects.filter(places__domain__blueprint=course.blueprint_id)
    return places.select_related("domain").order_by("domain__position", "position").distinct()


def languages_of(texts: Mapping[str, str]) -> tuple[str, ...]:
    """The languages that have a text, in our order."""
    return tuple(language for language in LANGUAGES if texts.get(language, "").strip())


@dataclass(frozen=True, slots=True)
class Past:
    """One version in the history: when, from where, and who wrote and reviewed it here."""

    number: int
    at: datetime
    origin: str
    revision: Revision | None
    current: bool


def lesson_history(lesson: Lesson) -> list[Past]:
    """The versions of a lesson, newest first."""
    here = _published({"lesson": lesson})
    kept = list(lesson.versions.order_by("-version").values_list("version", "made_at", "origin"))
    if not kept or kept[0][0] != lesson.version:
        kept.insert(0, (lesson.version, lesson.module.course.loaded_at, "pack"))
    return [Past(number, at, origin, here.get(number), number == lesson.version) for number, at, origin in kept]


def question_history(question: Question) -> list[Past]:
    """The versions of a question, newest first."""
    here = _published({"question_code": question.code})
    rows = Question.objects.filter(code=question.code).order_by("-version")
    return [Past(one.version, one.loaded_at, one.origin, here.get(one.version), one.current) for one in rows]


def _published(thing: Mapping[str, object]) -> dict[int, Revision]:
    rows = Revision.objects.filter(**thing, state=Revision.State.PUBLISHED).select_related("author", "reviewer")
    return {row.published_as: row for row in rows if row.published_as}
