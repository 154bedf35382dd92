"""The pages of the curriculum, one file per subject."""

from opstap.curriculum.views.questions import questions, report, skills, upload

__all__ = ["questions", "report", "skills", "upload"]
