"""Competences as their pages show them, in the reader's language."""

import re
from collections.abc import Iterable
from dataclasses import dataclass

from opstap.curriculum.doors import Doors
from opstap.curriculum.models import Competence, CompetenceMapping, Lesson
from opstap.curriculum.queries.competences import Area, ExamEvidence, exams_of
from opstap.kit.translated import Texts, in_language, language_of

PIECES = re.compile(r"(?<=[/-])(?=[^/-])")


@dataclass(frozen=True, slots=True)
class Said:
    """A text, and the language that it has."""

    text: str
    lang: str


@dataclass(frozen=True, slots=True)
class ShownCompetence:
    """One line of the list."""

    code: str
    title: str
    description: str
    exams: tuple[str, ...]


@dataclass(frozen=True, slots=True)
class ShownArea:
    """A group of the list; `heading` is its name, and how many it holds."""

    heading: str
    competences: tuple[ShownCompetence, ...]


@dataclass(frozen=True, slots=True)
class ShownMapping:
    """A line of the table: a framework, its concept, how it relates; or why nothing of it fits.

    The id of the concept is in pieces, after each of which a line may break: an address is wider than a phone.
    """

    framework: str
    concept: tuple[str, ...]
    label: Said
    relation: object
    note: str
    is_mapped: bool = True


@dataclass(frozen=True, slots=True)
class ShownLesson:
    """A lesson that teaches a skill; `url` is empty for whom it is closed."""

    title: Said
    url: str


@dataclass(frozen=True, slots=True)
class ShownSkill:
    text: str
    lessons: tuple[ShownLesson, ...]


@dataclass(frozen=True, slots=True)
class ShownEvidence:
    """What one outline of an exam proves."""

    title: str
    earlier: bool
    skills: tuple[ShownSkill, ...]


def said(texts: Texts) -> Said:
    """The text in the reader's language, or in the nearest that there is."""
    return Said(in_language(texts), language_of(texts))


def present_areas(areas: Iterable[Area]) -> list[ShownArea]:
    """The list, with the exams that prove something of each."""
    return [
        ShownArea(
            f"{in_language(area.name)} ({len(area.competences)})",
            tuple(
                ShownCompetence(row.code, in_language(row.title), in_language(row.description), tuple(exams_of(row)))
                for row in area.competences
            ),
        )
        for area in areas
    ]


def present_mappings(row: Competence) -> list[ShownMapping]:
    """Every mapping in the order of the frameworks, and the reasons where there is none."""
    lines = []
    for framework in CompetenceMapping.Framework:
        for one in row.mappings.all():
            if one.framework == framework:
                relation = one.get_relation_display()
                # The id of an ECSF profile is ours, not ENISA's.
                concept = tuple(PIECES.split(one.concept)) if one.framework != "ecsf" else ()
                lines.append(ShownMapping(framework.label, concept, said(one.label), relation, one.note))
        if reason := row.unmapped.get(framework):
            lines.append(ShownMapping(framework.label, (), said(reason), "", "", is_mapped=False))
    return lines


def present_evidence(evidence: Iterable[ExamEvidence], doors: Doors) -> list[ShownEvidence]:
    """What proves it, per exam, with links to the lessons that this reader may open."""
    return [
        ShownEvidence(
            title=f"{one.outline.exam.code} · {one.outline.exam.certification}",
            earlier=one.earlier,
            skills=tuple(
                ShownSkill(in_language(proof.skill.text), tuple(_lesson(lesson, doors) for lesson in proof.lessons))
                for proof in one.skills
            ),
        )
        for one in evidence
    ]


def _lesson(lesson: Lesson, doors: Doors) -> ShownLesson:
    return ShownLesson(said(lesson.title), doors.to(lesson))
