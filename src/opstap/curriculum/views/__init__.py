"""The pages of the curriculum, one file per subject."""

from opstap.curriculum.views.competences import competence, competences, competences_json
from opstap.curriculum.views.media import figure
from opstap.curriculum.views.questions import questions, report, skills, upload

__all__ = ["competence", "competences", "competences_json", "figure", "questions", "report", "skills", "upload"]
