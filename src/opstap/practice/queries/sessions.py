"""A practice session: which one is open, and how far it is."""

from opstap.curriculum.models import Question
from opstap.practice.models import Learner, PracticeSession


def open_session(learner: Learner) -> PracticeSession | None:
    """The session that the learner began and did not end."""
    return PracticeSession.objects.filter(learner_id=learner.pk, ended_at=None).select_related("course").first()


def open_session_with(learner: Learner, question: Question) -> PracticeSession | None:
    """The open session, when it had proposed this version of the question."""
    session = PracticeSession.objects.filter(learner_id=learner.pk, ended_at=None).first()
    return session if session and str(question.pk) in session.questions else None
