"""What practice holds of a person, and how it forgets them."""

from uuid import UUID

from opstap.kit.privacy import Json, PrivacyHooks
from opstap.practice.models import Answer, Learner, LessonReading, SkillState


def export(person: UUID) -> Json:
    """Every answer, what is derived from them, and the lessons that were read."""
    learner = Learner.objects.filter(person_id=person).first()
    if learner is None:
        return {}
    answers = Answer.objects.filter(learner=learner).order_by("sequence").select_related("question")
    states = SkillState.objects.filter(learner=learner).order_by("skill__code").select_related("skill")
    readings = LessonReading.objects.filter(learner=learner).order_by("happened_at")
    return {
        "ability": learner.ability,
        "answers_counted": learner.answers_counted,
        "answers": [
            {
                "question": answer.question.code,
                "version": answer.question.version,
                "chosen": answer.chosen,
                "score": answer.score,
                "expected": answer.expected,
                "difficulty": answer.difficulty,
                "where": answer.where,
                "happened_at": answer.happened_at.isoformat(),
            }
            for answer in answers
        ],
        "skills": [
            {
                "skill": state.skill.code,
                "offset": state.offset,
                "answers": state.answers,
                "right": state.right,
                "recent": state.recent,
                "last_at": state.last_at.isoformat() if state.last_at else None,
            }
            for state in states
        ],
        "lessons_read": [
            {"lesson": str(one.lesson_id), "version": one.lesson_version, "happened_at": one.happened_at.isoformat()}
            for one in readings
        ],
    }


def erase(person: UUID) -> int:
    """Cut the link: the answers stay under a pseudonym that nothing maps back, so that difficulties and counts hold."""
    return Learner.objects.filter(person_id=person).update(person=None)


HOOKS = PrivacyHooks(station="practice", export=export, erase=erase)
