"""Reads of the competences: the list, one of them, what proves it, and which ones a set of skills proves.

For the stations that come after: `competences_of_skills` says what somebody's skills (or the skills of a lab) add up to,
`evidence_of` what a competence asks for. Neither knows who learns.
"""

from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from functools import cache
from itertools import groupby
from pathlib import Path
from uuid import UUID

from django.db.models import Prefetch, QuerySet

from opstap.curriculum.models import Blueprint, Competence, CompetenceMapping, Lesson, Skill
from opstap.curriculum.queries.outlines import outlines_of
from opstap.curriculum.rules.competences import FRAMEWORKS_FILE, Framework, read_frameworks
from opstap.curriculum.rules.marking import normal_form
from opstap.kit.clock import today
from opstap.kit.translated import Texts, in_language

DATA = Path(__file__).resolve().parent.parent / "data"


@dataclass(frozen=True, slots=True)
class Area:
    """A group of competences."""

    code: str
    name: Texts
    competences: tuple[Competence, ...]


@dataclass(frozen=True, slots=True)
class ProvingSkill:
    """A skill that proves a competence, and the lessons that teach it."""

    skill: Skill
    lessons: tuple[Lesson, ...]


@dataclass(frozen=True, slots=True)
class ExamEvidence:
    """What one outline of an exam proves; `earlier`: of an outline that is not asked any more."""

    outline: Blueprint
    earlier: bool
    skills: tuple[ProvingSkill, ...]


@dataclass(frozen=True, slots=True)
class Supported:
    """A competence beside skills: those of them that prove it, and what else today's exams know of it."""

    competence: Competence
    given: tuple[Skill, ...]
    missing: tuple[Skill, ...]

    @property
    def share(self) -> float:
        """How much of the evidence is given, from 0 to 1."""
        return len(self.given) / (len(self.given) + len(self.missing))


def competences() -> QuerySet[Competence]:
    """Those in use, in order, with mappings and skills (each with its exam); three queries."""
    skills = Skill.objects.select_related("domain__blueprint__exam")
    return Competence.objects.filter(retired=False).prefetch_related("mappings", Prefetch("skills", skills))


def competence_at(code: str) -> Competence | None:
    """One of them, also when it is retired: a badge or a vacancy may still name it."""
    return Competence.objects.filter(code=code).prefetch_related("mappings").first()


def areas(rows: Iterable[Competence], *, words: str = "", concept: str = "", exam: str = "") -> list[Area]:
    """The competences that were asked for, by area.

    `words` are looked for in the reader's language and in English, without accents or case; `concept` is `framework:id`.
    """
    sought = normal_form(words).split()
    found = [
        row
        for row in rows
        if _names(row, concept)
        and (not exam or exam in exams_of(row))
        and all(word in _all_words(row) for word in sought)
    ]
    grouped = [(code, tuple(group)) for code, group in groupby(found, key=lambda row: row.area)]
    return [Area(code, group[0].area_name, group) for code, group in grouped]


def exams_of(row: Competence) -> list[str]:
    """The codes of the exams whose skills prove it; the skills should be loaded."""
    return sorted({skill.domain.blueprint.exam.code for skill in row.skills.all()})


def _names(row: Competence, concept: str) -> bool:
    return not concept or any(f"{one.framework}:{one.concept}" == concept for one in row.mappings.all())


def _all_words(row: Competence) -> str:
    mappings = list(row.mappings.all())
    texts = [row.title, row.description, row.area_name, *(one.label for one in mappings)]
    words = [words for text in texts for words in (in_language(text), text.get("en", ""))]
    return normal_form(" ".join([*words, *(one.concept for one in mappings), *exams_of(row)]))


def concepts_in(rows: Iterable[Competence]) -> list[tuple[str, list[CompetenceMapping]]]:
    """Each framework with the concepts that are mapped to, once each, by their name in the reader's language."""
    once = {(one.framework, one.concept): one for row in rows for one in row.mappings.all()}
    return [
        (name, sorted((one for one in once.values() if one.framework == name), key=lambda one: in_language(one.label)))
        for name in CompetenceMapping.Framework.values
    ]


def evidence_of(competence: Competence) -> list[ExamEvidence]:
    """The skills that prove it, per exam, today's outline before an earlier one, each with its lessons. Four queries.

    Empty when nothing proves it yet. Labs will be added here.
    """
    lessons = Lesson.objects.filter(retired=False, module__retired=False).select_related("module__course")
    skills = (
        Skill.objects.filter(competences=competence)
        .select_related("domain__blueprint__exam")
        .prefetch_related(Prefetch("lessons", lessons.order_by("module__course__code", "module__position", "position")))
        .order_by("domain__blueprint__exam__code", "-domain__blueprint__as_of", "domain__position", "position")
    )
    rows = list(skills)
    earlier = _earlier(rows)
    return [
        ExamEvidence(
            outline=group[0].domain.blueprint,
            earlier=group[0].pk in earlier,
            skills=tuple(ProvingSkill(skill, tuple(skill.lessons.all())) for skill in group),
        )
        for group in (list(found) for _, found in groupby(rows, key=lambda skill: skill.domain.blueprint_id))
    ]


def competences_of_skills(skills: Iterable[Skill | UUID]) -> list[Supported]:
    """Which competences these skills (or their ids) prove, in the order of the list. Four queries, however many.

    `missing` holds no skill of an outline that is not asked any more, so `share` can become 1 for whoever learns today.
    """
    given = {one.pk if isinstance(one, Skill) else one for one in skills}
    rows = list(competences().filter(skills__in=given).distinct())
    earlier = _earlier([skill for row in rows for skill in row.skills.all()])
    return [
        Supported(
            competence=row,
            given=tuple(skill for skill in row.skills.all() if skill.pk in given),
            missing=tuple(skill for skill in row.skills.all() if skill.pk not in given | earlier),
        )
        for row in rows
    ]


def _earlier(skills: Sequence[Skill]) -> set[UUID]:
    """The ids of those that no outline of today asks; one query."""
    outlines = {skill.domain.blueprint for skill in skills}
    asked = outlines_of({outline.exam for outline in outlines}, on=today()) if outlines else {}
    return {
        skill.pk
        for skill in skills
        if (now := asked.get(skill.domain.blueprint.exam_id)) and skill.domain.blueprint.as_of < now.as_of
    }


@cache
def frameworks() -> dict[str, Framework]:
    """What the files say of each framework: its name, edition, licence and the notice that it wants to be shown."""
    return read_frameworks((DATA / FRAMEWORKS_FILE).read_text(encoding="utf-8"))
