"""What practice holds of a person, and how it forgets them."""

from uuid import UUID

from opstap.kit.privacy import Json, PrivacyHooks
from opstap.practice.models import (
    Answer,
    CourseCompletion,
    ExtraTime,
    Learner,
    LessonReading,
    Paper,
    PaperChoice,
    Placement,
    Plan,
    PlanWish,
    PracticeSession,
    Readiness,
    ReadingPlace,
    ReviewCard,
    SkillState,
)


def export(person: UUID) -> Json:
    """Every answer, paper and lesson read, and what is derived from them."""
    learner = Learner.objects.filter(person_id=person).first()
    if learner is None:
        return {}
    return {
        "ability": learner.ability,
        **{name: getattr(learner, name) for name in ("variance", "slow", "fast", "right", "wrong", "row")},
        "answers_counted": learner.answers_counted,
        **_answers(learner),
        **_lessons(learner),
        **_papers(learner),
        "extra_time": [
            {"factor": one.factor, "recorded_at": one.recorded_at.isoformat()}
            for one in ExtraTime.objects.filter(learner=learner).order_by("recorded_at")
        ],
        **_plans(learner),
        **_sessions(learner),
        "placement_tests": _placements(learner),
    }


def _answers(learner: Learner) -> dict[str, Json]:
    """The answers with what they were judged with, and what they show of each skill."""
    answers = Answer.objects.filter(learner=learner).order_by("sequence").select_related("question")
    states = SkillState.objects.filter(learner=learner).order_by("skill__code").select_related("skill")
    return {
        "answers": [
            {
                "question": answer.question.code,
                "version": answer.question.version,
                "chosen": answer.chosen,
                "score": answer.score,
                "expected": answer.expected,
                "difficulty": answer.difficulty,
                "features": answer.features,
                "where": answer.where,
                "language": answer.language,
                "happened_at": answer.happened_at.isoformat(),
            }
            for answer in answers
        ],
        "skills": [
            {
                "skill": state.skill.code,
                "offset": state.offset,
                "variance": state.variance,
                "slow": state.slow,
                "fast": state.fast,
                "answers": state.answers,
                "right": state.right,
                "wrong": state.wrong,
                "recent": state.recent,
                "last_at": state.last_at.isoformat() if state.last_at else None,
            }
            for state in states
        ],
    }


def _lessons(learner: Learner) -> dict[str, Json]:
    """The lessons that were read, and where the person stopped in others."""
    readings = LessonReading.objects.filter(learner=learner).order_by("happened_at")
    places = ReadingPlace.objects.filter(learner=learner).order_by("at").select_related("lesson")
    return {
        "lessons_read": [
            {"lesson": str(one.lesson_id), "version": one.lesson_version, "happened_at": one.happened_at.isoformat()}
            for one in readings
        ],
        "stopped_at": [
            {"lesson": one.lesson.code, "place": one.anchor, "share": one.share, "at": one.at.isoformat()}
            for one in places
        ],
    }


def _placements(learner: Learner) -> Json:
    """Each placement test and what it came to; its answers are among the answers."""
    rows = Placement.objects.filter(learner=learner).order_by("started_at").select_related("course", "asked")
    return [
        {
            "course": one.course.code,
            "asked_now": one.asked.code if one.asked else None,
            "started_at": one.started_at.isoformat(),
            "ended_at": one.ended_at.isoformat() if one.ended_at else None,
            "stop": one.stop,
            "ability": one.ability,
            "spread": one.spread,
            "areas": one.areas,
        }
        for one in rows
    ]


def _sessions(learner: Learner) -> dict[str, Json]:
    """Practice sessions, and when each skill comes back."""
    sessions = PracticeSession.objects.filter(learner=learner).order_by("started_at").select_related("course")
    cards = ReviewCard.objects.filter(learner=learner).order_by("skill__code").select_related("skill")
    return {
        "practice_sessions": [
            {
                "course": one.course.code,
                "minutes": one.minutes,
                "questions": one.questions,
                "started_at": one.started_at.isoformat(),
                "ended_at": one.ended_at.isoformat() if one.ended_at else None,
            }
            for one in sessions
        ],
        "review_cards": [
            {
                "skill": one.skill.code,
                "stability": one.stability,
                "difficulty": one.difficulty,
                "reviews": one.reviews,
                "last_at": one.last_at.isoformat(),
                "due_at": one.due_at.isoformat(),
            }
            for one in cards
        ],
    }


def _plans(learner: Learner) -> dict[str, Json]:
    """What the person said about learning, and each plan that was made from it."""
    wishes = PlanWish.objects.filter(learner=learner).order_by("recorded_at").select_related("course")
    plans = Plan.objects.filter(learner=learner).order_by("made_at").select_related("course")
    return {
        "plan_wishes": [
            {
                "course": one.course.code if one.course else None,
                "hours_a_week": one.hours_a_week,
                "time_factor": one.time_factor,
                "skipped": one.skipped,
                "exam_on": one.exam_on.isoformat() if one.exam_on else None,
                "recorded_at": one.recorded_at.isoformat(),
            }
            for one in wishes
        ],
        "plans": [
            {
                "course": one.course.code if one.course else None,
                "hours_a_week": one.hours_a_week,
                "weeks": one.weeks,
                "exam_on": one.exam_on.isoformat() if one.exam_on else None,
                "realistic": one.realistic,
                "why": one.why,
                "made_at": one.made_at.isoformat(),
            }
            for one in plans
        ],
    }


def _papers(learner: Learner) -> dict[str, Json]:
    """Mock exams and short tests, the courses completed, and how ready the person is for which exam."""
    papers = Paper.objects.filter(learner=learner).order_by("started_at").select_related("course", "module")
    ready = Readiness.objects.filter(learner=learner).select_related("blueprint__exam")
    completions = CourseCompletion.objects.filter(learner=learner).select_related("course").order_by("happened_at")
    chosen: dict[UUID, list[Json]] = {}
    for one in PaperChoice.objects.filter(paper__learner=learner).select_related("question"):
        told: Json = {"question": one.question.code, "chosen": one.chosen, "saved_at": one.saved_at.isoformat()}
        chosen.setdefault(one.paper_id, []).append(told)
    return {
        "papers": [
            {
                "kind": paper.kind,
                "language": paper.language,
                "time_factor": paper.time_factor,
                "course": paper.course.code,
                "module": paper.module.code if paper.module else None,
                "questions": paper.questions,
                "started_at": paper.started_at.isoformat(),
                "ends_at": paper.ends_at.isoformat() if paper.ends_at else None,
                "handed_in_at": paper.handed_in_at.isoformat() if paper.handed_in_at else None,
                "by_clock": paper.by_clock,
                "score": paper.score,
                "passed": paper.passed,
                "chosen": chosen.get(paper.pk, []),
            }
            for paper in papers
        ],
        "readiness": [
            {
                "exam": one.blueprint.exam.code,
                "outline_of": one.blueprint.as_of.isoformat(),
                "chance": one.chance,
                "low": one.low,
                "high": one.high,
                "standing": one.standing,
                "domains": one.domains,
                "answers": one.answers,
            }
            for one in ready
        ],
        "courses_completed": [
            {"course": one.course.code, "happened_at": one.happened_at.isoformat()} for one in completions
        ],
    }


def erase(person: UUID) -> int:
    """Cut the link: the answers stay under a pseudonym that nothing maps back, so that difficulties and counts hold.

    Where they stopped reading, and their plans, serve nobody else, and go.
    """
    ReadingPlace.objects.filter(learner__person_id=person).delete()
    ExtraTime.objects.filter(learner__person_id=person).delete()
    Plan.objects.filter(learner__person_id=person).delete()
    PlanWish.objects.filter(learner__person_id=person).delete()
    return Learner.objects.filter(person_id=person).update(person=None)


HOOKS = PrivacyHooks(station="practice", export=export, erase=erase)
