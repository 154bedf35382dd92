"""Reads of the curriculum, one file per subject; the names that others use stand here."""

from opstap.curriculum.queries.lessons import Shown, show_lesson
from opstap.curriculum.queries.media import figure_url, figure_urls, media_with
from opstap.curriculum.queries.questions import (
    asked_of,
    check_questions,
    question_text,
    report_of,
    skills_of_course,
)

__all__ = [
    "Shown",
    "asked_of",
    "check_questions",
    "figure_url",
    "figure_urls",
    "media_with",
    "question_text",
    "report_of",
    "show_lesson",
    "skills_of_course",
]
