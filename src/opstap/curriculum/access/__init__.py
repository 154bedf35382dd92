"""Who may bring in, complete, change and publish what is taught and asked. Policies come in pairs: rows, and yes or no."""

from opstap.curriculum.access.questions import (
    WRITES_CONTENT,
    can_complete,
    can_see_import,
    import_for,
    imports_visible_to,
    question_to_complete,
    questions_to_complete,
)

__all__ = [
    "WRITES_CONTENT",
    "can_complete",
    "can_see_import",
    "import_for",
    "imports_visible_to",
    "question_to_complete",
    "questions_to_complete",
]
