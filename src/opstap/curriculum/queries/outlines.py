"""Reads of the outlines: which one an exam asks, what changed between two, and what of ours that touches."""

from collections import Counter
from collections.abc import Collection, Iterable, Mapping
from dataclasses import dataclass
from datetime import date
from uuid import UUID

from django.db.models import Count, Prefetch, QuerySet

from opstap.curriculum.models import Blueprint, BlueprintSkill, Course, Domain, Exam, Lesson, MockForm, Question
from opstap.curriculum.rules.outline_change import Cover, Dated, Outline, Outside, Place, asked_on, cover, outside


def outline_of(exam: Exam, *, on: date, language: str = "en") -> Blueprint | None:
    """The outline that the exam asks on that day in that language; see `outlines_of`."""
    return outlines_of([exam], on=on, language=language).get(exam.pk)


def outlines_of(exams: Iterable[Exam], *, on: date, language: str = "en") -> dict[UUID, Blueprint]:
    """By the id of an exam, the outline in force, never an older one, nor one that is only announced; one query.

    It is the English row of that outline, which holds the domains, also when the question is about another language.
    Nothing of an exam whose outline is not known.
    """
    rows = Blueprint.objects.filter(exam__in=[exam.pk for exam in exams]).select_related("exam").order_by("as_of")
    by_exam: dict[UUID, list[Blueprint]] = {}
    for row in rows:
        by_exam.setdefault(row.exam_id, []).append(row)
    asked = {key: asked_on(dated(mine), language=language, day=on) for key, mine in by_exam.items()}
    english = (row for mine in by_exam.values() for row in mine if row.language == "en")
    return {row.exam_id: row for row in english if row.as_of == asked[row.exam_id]}


def dated(rows: Iterable[Blueprint]) -> list[Dated]:
    """The rows of one exam as the rules want them."""
    return [Dated(row.as_of, row.language, row.counts_from) for row in rows]


def exams_with_outlines() -> QuerySet[Exam]:
    """Every exam, by code, with the rows of its outlines, oldest first; two queries."""
    rows = Blueprint.objects.order_by("as_of", "language")
    return Exam.objects.order_by("code").prefetch_related(Prefetch("blueprints", rows))


def exam_with_outlines(code: str) -> Exam | None:
    """One of them."""
    return exams_with_outlines().filter(code=code.upper()).first()


type Texts = Mapping[str, str]


@dataclass(frozen=True, slots=True)
class Told:
    """An outline for the rules, and the names to show it by: of domains and groups by their English name, of skills by code."""

    outline: Outline
    domains: Mapping[str, Texts]
    groups: Mapping[str, Texts]
    skills: Mapping[str, Texts]


def outline_told(blueprint: Blueprint) -> Told:
    """What an outline holds; two queries."""
    domains = list(Domain.objects.filter(blueprint=blueprint).order_by("position"))
    rows = BlueprintSkill.objects.filter(domain__blueprint=blueprint).select_related("skill", "domain")
    places = list(rows.order_by("domain__position", "position"))
    return Told(
        Outline(
            weights={one.name["en"]: _range(one) for one in domains},
            places={one.skill.code: Place(one.domain.name["en"], one.group_name.get("en", "")) for one in places},
        ),
        domains={one.name["en"]: one.name for one in domains},
        groups={one.group_name.get("en", ""): one.group_name for one in places},
        skills={one.skill.code: one.skill.text for one in places},
    )


def _range(domain: Domain) -> tuple[int, int] | None:
    low, high = domain.weight_min, domain.weight_max
    return None if low is None or high is None else (low, high)


@dataclass(frozen=True, slots=True)
class OfSkill:
    """How many lessons and questions there are about a skill."""

    lessons: int = 0
    questions: int = 0


@dataclass(frozen=True, slots=True)
class Material:
    """A lesson or question that is about a dropped skill; `wholly`: about nothing else of the exam."""

    code: str
    title: Texts
    course: str
    wholly: bool


@dataclass(frozen=True, slots=True)
class OfCourse:
    """How much of the new outline a course covers, and the mock forms that weigh otherwise than it."""

    course: Course
    written_for: date | None
    cover: Cover
    forms: tuple[tuple[MockForm, tuple[Outside, ...]], ...]


@dataclass(frozen=True, slots=True)
class Touched:
    """What of ours a change of outline touches."""

    by_skill: Mapping[str, OfSkill]
    lessons: tuple[Material, ...]
    questions: tuple[Material, ...]
    courses: tuple[OfCourse, ...]


def touched_by(exam: Exam, *, dropped: Collection[str], new: Outline) -> Touched:
    """Lessons, questions and mock forms that go with the skills of the exam; seven queries, whatever their number."""
    lessons, questions = _lessons(), _questions()
    skills = {*dropped, *new.places}
    taught = _counted(lessons.filter(skills__code__in=skills), "module__course")
    asked = _counted(questions.filter(skills__code__in=skills), "course")
    by_skill: dict[str, OfSkill] = {}
    for code in skills:
        numbers = (sum(one.get(code, 0) for one in counts.values()) for counts in (taught, asked))
        by_skill[code] = OfSkill(*numbers)
    courses = Course.objects.filter(blueprint__exam=exam).select_related("blueprint").order_by("code")
    forms = _forms(courses, new)
    return Touched(
        by_skill,
        _about(lessons, dropped, "title", "module__course__code"),
        _about(questions, dropped, "stem", "course__code"),
        tuple(
            OfCourse(
                course,
                course.blueprint.as_of if course.blueprint else None,
                cover(new.places, lessons=taught.get(course.pk, {}), questions=asked.get(course.pk, {})),
                tuple(forms.get(course.pk, ())),
            )
            for course in courses
        ),
    )


def _lessons() -> QuerySet[Lesson]:
    return Lesson.objects.filter(retired=False, module__retired=False)


def _questions() -> QuerySet[Question]:
    return Question.objects.filter(current=True, retired=False)


def _counted(rows: QuerySet[Lesson] | QuerySet[Question], course: str) -> dict[UUID | None, Counter[str]]:
    """Per course and skill, how many."""
    found: dict[UUID | None, Counter[str]] = {}
    counted = rows.order_by().values_list(course, "skills__code").annotate(number=Count("pk", distinct=True))
    for key, code, number in counted:
        found.setdefault(key, Counter())[code] = number
    return found


def _about[M: (Lesson, Question)](
    rows: QuerySet[M], dropped: Collection[str], title: str, course: str
) -> tuple[Material, ...]:
    """Those about a dropped skill; one about other skills too stays, and is only to be looked at."""
    ids = rows.filter(skills__code__in=dropped).values("pk")
    found: dict[str, tuple[Texts, str, set[str]]] = {}
    listed = rows.filter(pk__in=ids).order_by("code").values_list("code", title, course, "skills__code")
    for code, name, where, skill in listed:
        found.setdefault(code, (name, where or "", set()))[2].add(skill)
    return tuple(
        Material(code, name, where, wholly=skills <= set(dropped)) for code, (name, where, skills) in found.items()
    )


def _forms(courses: QuerySet[Course], new: Outline) -> dict[UUID, list[tuple[MockForm, tuple[Outside, ...]]]]:
    """Per course, the written forms that have too many or too few questions of a domain."""
    forms = list(MockForm.objects.filter(course__in=courses.values("pk"), retired=False).order_by("position", "code"))
    codes = {code for form in forms for code in form.questions}
    skills: dict[str, list[str]] = {}
    rows = _questions().filter(code__in=codes).order_by("code", "skills__code")
    for code, skill in rows.values_list("code", "skills__code"):
        skills.setdefault(code, []).append(skill)
    found: dict[UUID, list[tuple[MockForm, tuple[Outside, ...]]]] = {}
    for form in forms:
        # As in practice: a question about several domains counts for that of its first skill.
        domains = [
            next((new.places[one].domain for one in skills.get(code, ()) if one in new.places), "")
            for code in form.questions
        ]
        if wrong := outside(domains, new.weights):
            found.setdefault(form.course_id, []).append((form, tuple(wrong)))
    return found


def domain_names(course: Course) -> dict[str, dict[str, str]]:
    """The names, per language, of the parts of the outline that the course follows, by their code; none without an outline."""
    rows = Domain.objects.filter(blueprint=course.blueprint_id) if course.blueprint_id else Domain.objects.none()
    return dict(rows.order_by("position").values_list("code", "name"))
