"""The pages of the curriculum, one file per subject."""

from opstap.curriculum.views.competences import competence, competences, competences_json
from opstap.curriculum.views.editing import revision, revision_preview, revision_undo
from opstap.curriculum.views.editing_courses import course, course_export, course_questions, courses
from opstap.curriculum.views.editing_review import (
    revision_decide,
    revision_newer,
    revision_send,
    revision_take_back,
    revision_withdraw,
)
from opstap.curriculum.views.editing_things import (
    lesson_change,
    lesson_compare,
    lesson_text,
    question_change,
    question_compare,
    question_new,
    question_text,
)
from opstap.curriculum.views.media import figure
from opstap.curriculum.views.questions import questions, report, skills, upload

__all__ = [
    "competence",
    "competences",
    "competences_json",
    "course",
    "course_export",
    "course_questions",
    "courses",
    "figure",
    "lesson_change",
    "lesson_compare",
    "lesson_text",
    "question_change",
    "question_compare",
    "question_new",
    "question_text",
    "questions",
    "report",
    "revision",
    "revision_decide",
    "revision_newer",
    "revision_preview",
    "revision_send",
    "revision_take_back",
    "revision_undo",
    "revision_withdraw",
    "skills",
    "upload",
]
