"""Answers (facts), what is read and sat, and what is derived from them."""

from opstap.practice.models.answers import Answer, Learner, QuestionState, SkillState
from opstap.practice.models.papers import Paper, PaperChoice
from opstap.practice.models.placement import Placement
from opstap.practice.models.plan import ExtraTime, Plan, PlanWish
from opstap.practice.models.readiness import Readiness
from opstap.practice.models.reading import CourseCompletion, LessonReading, ReadingPlace
from opstap.practice.models.sessions import PracticeSession, ReviewCard

__all__ = [
    "Answer",
    "CourseCompletion",
    "ExtraTime",
    "Learner",
    "LessonReading",
    "Paper",
    "PaperChoice",
    "Placement",
    "Plan",
    "PlanWish",
    "PracticeSession",
    "QuestionState",
    "Readiness",
    "ReadingPlace",
    "ReviewCard",
    "SkillState",
]
