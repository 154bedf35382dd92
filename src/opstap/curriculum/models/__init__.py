"""The catalogue, what is taught, what is asked, and what is proposed to change."""

from opstap.curriculum.models.catalogue import Blueprint, BlueprintSkill, Domain, Exam, Skill
from opstap.curriculum.models.competences import Competence, CompetenceMapping
from opstap.curriculum.models.courses import Course, GlossaryTerm, Lesson, LessonVersion, Media, Module, Origin
from opstap.curriculum.models.questions import MockForm, Question, QuestionImport
from opstap.curriculum.models.revisions import Revision, RevisionSave

__all__ = [
    "Blueprint",
    "BlueprintSkill",
    "Competence",
    "CompetenceMapping",
    "Course",
    "Domain",
    "Exam",
    "GlossaryTerm",
    "Lesson",
    "LessonVersion",
    "Media",
    "MockForm",
    "Module",
    "Origin",
    "Question",
    "QuestionImport",
    "Revision",
    "RevisionSave",
    "Skill",
]
