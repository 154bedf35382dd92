"""Reads of the curriculum, one file per subject; the names that others use stand here."""

from opstap.curriculum.queries.lessons import Shown, show_lesson
from opstap.curriculum.queries.questions import (
    asked_of,
    check_question,
    question_text,
    report_of,
    skills_of_course,
)

__all__ = [
    "Shown",
    "asked_of",
    "check_question",
    "question_text",
    "report_of",
    "show_lesson",
    "skills_of_course",
]
