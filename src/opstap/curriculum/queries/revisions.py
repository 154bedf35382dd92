"""A proposed change beside what it changes: as it was when its author began, as it is now, and what is wrong with it."""

from collections.abc import Mapping
from dataclasses import dataclass
from typing import Any

from opstap.curriculum.models import (
    Course,
    GlossaryTerm,
    Lesson,
    LessonVersion,
    Media,
    Question,
    Revision,
    Skill,
)
from opstap.curriculum.rules.content import Change, changes
from opstap.curriculum.rules.kinds import without_gaps
from opstap.curriculum.rules.lesson_source import TERM
from opstap.curriculum.rules.revision_check import Fault, Known, check_lesson, check_question
from opstap.kit.translated import LANGUAGES, in_language

type Content = dict[str, Any]
ASKED = ("kind", "level", "markup", "stem", "options", "slots", "image", "case_code", "scenario", "pool")


@dataclass(frozen=True, slots=True)
class Version:
    """What stands now, or stood: version 0 with nothing in it for a question that is new."""

    number: int
    content: Content


def lesson_content(lesson: Lesson) -> Content:
    """A lesson as the content of a change."""
    return {
        "title": dict(lesson.title),
        "text": dict(lesson.text),
        "minutes": lesson.minutes,
        "skills": sorted(skill.code for skill in lesson.skills.all()),
    }


def version_content(version: LessonVersion) -> Content:
    """An older version of a lesson as the content of a change."""
    return {
        "title": dict(version.title),
        "text": dict(version.text),
        "minutes": version.minutes,
        "skills": sorted(version.skills),
    }


def question_content(question: Question) -> Content:
    """One version of a question as the content of a change."""
    content: Content = {name: getattr(question, name) for name in ASKED}
    content["module"] = question.module.code if question.module else ""
    content["skills"] = sorted(skill.code for skill in question.skills.all())
    return content | {"source": question.source, "licence": question.licence}


def now_of(revision: Revision) -> Version:
    """What learners have at this moment."""
    if revision.lesson is not None:
        return Version(revision.lesson.version, lesson_content(revision.lesson))
    question = current_question(revision.question_code)
    return Version(question.version, question_content(question)) if question else Version(0, {})


def base_of(revision: Revision) -> Version:
    """What stood when the author began. Where that version is not kept, the first save tells it."""
    number = revision.based_on
    if revision.lesson is not None:
        kept = LessonVersion.objects.filter(lesson=revision.lesson, version=number).first()
        if kept is not None:
            return Version(number, version_content(kept))
    elif number:
        rows = Question.objects.select_related("module").prefetch_related("skills")
        asked = rows.filter(code=revision.question_code, version=number).first()
        return Version(number, question_content(asked) if asked else {})
    if not number:
        return Version(0, {})
    first = revision.saves.order_by("number").first()
    return Version(number, first.content if first else {})


def current_question(code: str) -> Question | None:
    """The newest version of a question, retired or not."""
    rows = Question.objects.select_related("module", "course").prefetch_related("skills")
    return rows.filter(code=code, current=True).first()


def is_behind(revision: Revision) -> bool:
    """Whether something newer stands now than what the author began with."""
    if revision.state not in (Revision.State.DRAFT, Revision.State.REVIEW):
        return False
    return now_number(revision) != revision.based_on


def now_number(revision: Revision) -> int:
    """The number of the version that learners have."""
    if revision.lesson_id is not None:
        return Lesson.objects.values_list("version", flat=True).get(pk=revision.lesson_id)
    versions = Question.objects.filter(code=revision.question_code, current=True).values_list("version", flat=True)
    return versions.first() or 0


def changes_of(revision: Revision) -> list[Change]:
    """What the author changed."""
    return changes(base_of(revision).content, revision.content)


def faults_of(revision: Revision) -> list[Fault]:
    """What is to be mended before the change goes to review."""
    known = known_to(revision)
    if revision.lesson_id is not None:
        return check_lesson(revision.content, known)
    return check_question(revision.content, revision.question_code, known)


def known_to(revision: Revision) -> Known:
    """What the change may refer to."""
    course = revision.course
    texts: Mapping[str, str] = revision.content["text"] if revision.lesson_id is not None else {}
    return known_in(course, texts, module=str(revision.lesson.module_id) if revision.lesson else "")


def known_in(course: Course, texts: Mapping[str, str], *, module: str = "") -> Known:
    """The same for a lesson's texts per language in a module of a course."""
    terms = {match[1] for text in texts.values() for match in TERM.finditer(text)}
    questions = Question.objects.filter(module_id=module, current=True, retired=False) if module else None
    return Known(
        languages=tuple(language for language in LANGUAGES if language in course.languages),
        questions=set(questions.values_list("code", flat=True)) if questions is not None else (),
        terms=set(GlossaryTerm.objects.filter(code__in=terms).values_list("code", flat=True)) if terms else (),
        media=set(Media.objects.filter(course=course, current=True).values_list("path", flat=True)),
        skills=set(Skill.objects.filter(places__domain__blueprint=course.blueprint_id).values_list("code", flat=True)),
    )


def title_of(revision: Revision, language: str | None = None) -> str:
    """What is changed: the lesson's title, or the beginning of the question."""
    if revision.lesson is not None:
        return in_language(revision.lesson.title, language)
    stem = without_gaps(in_language(revision.content.get("stem", {}), language)).strip()
    return stem[:80] + "…" if len(stem) > 80 else stem or revision.question_code


def older_lesson(lesson: Lesson, number: int) -> Content | None:
    """One version of a lesson, or nothing when it is not kept."""
    if number == lesson.version:
        return lesson_content(lesson)
    kept = lesson.versions.filter(version=number).first()
    return version_content(kept) if kept else None


def older_question(question: Question, number: int) -> Content | None:
    """One version of a question, or nothing when there is none."""
    rows = Question.objects.select_related("module").prefetch_related("skills")
    found = rows.filter(code=question.code, version=number).first()
    return question_content(found) if found else None
