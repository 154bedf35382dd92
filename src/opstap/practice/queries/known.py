"""What a learner is shown to know, and what a question is held to be."""

from dataclasses import dataclass
from uuid import UUID

from django.db.models import Exists, OuterRef, Q, QuerySet

from opstap.curriculum.models import Course, Domain, Question, Skill
from opstap.curriculum.queries import asked_of
from opstap.curriculum.rules.marking import guess_level
from opstap.people.models import Person
from opstap.practice.models import Answer, Learner, QuestionState, SkillState
from opstap.practice.rules.knowledge import General, Shown, SkillKnown, prior_difficulty, show

STATE_FIELDS = ("offset", "answers", "right", "recent", "last_at")
NOBODY = UUID(int=0)


def known_of(state: SkillState) -> SkillKnown:
    """The stored state as a value for the rules."""
    return SkillKnown(state.offset, state.answers, state.right, tuple(state.recent), state.last_at)


def write_known(state: SkillState, known: SkillKnown) -> None:
    """Put a value of the rules into the row, in memory."""
    state.offset, state.answers, state.right = known.offset, known.answers, known.right
    state.recent, state.last_at = list(known.recent), known.last_at


def difficulty_of(question: Question) -> float:
    """What the question is held to be now, in logits: learned, or else the author's level."""
    learned = QuestionState.objects.filter(code=question.code).values_list("difficulty", flat=True).first()
    return prior_difficulty(question.level) if learned is None else learned


def guess_of(question: Question) -> float:
    """The chance that someone who knows nothing answers the question right."""
    return guess_level(asked_of(question))


def learner_of(person: Person) -> Learner:
    """The person's learner row; an unsaved one, with nothing known, when they never answered."""
    return Learner.objects.filter(person=person).first() or Learner(pk=NOBODY, person=person)


def open_to(learner: Learner, questions: QuerySet[Question]) -> QuerySet[Question]:
    """Without those of mock exams alone, until the learner handed in a paper that held them (in any version)."""
    met = Answer.objects.filter(learner_id=learner.pk, paper__isnull=False, question__code=OuterRef("code"))
    return questions.filter(~Q(pool=Question.Pool.MOCK) | Exists(met))


def may_practise(person: Person, question: Question) -> bool:
    """Whether practice, a lesson or a short test may ask this person the question."""
    if question.pool != Question.Pool.MOCK:
        return True
    return open_to(learner_of(person), Question.objects.filter(pk=question.pk)).exists()


def seed_of(learner: Learner) -> str:
    """What makes this learner's choices theirs, from before the first answer on."""
    return str(learner.person_id or learner.pk)


@dataclass(frozen=True, slots=True)
class SkillLine:
    """One skill as shown to its learner."""

    skill: Skill
    known: SkillKnown
    shown: Shown


def skill_lines(person: Person, course: Course) -> list[tuple[Domain, list[SkillLine]]]:
    """Per domain of the course's outline, what the person is shown to know of each skill."""
    learner = learner_of(person)
    general = General(learner.ability, learner.answers_counted)
    states = {state.skill_id: known_of(state) for state in SkillState.objects.filter(learner_id=learner.pk)}
    if course.blueprint_id is None:
        return []
    domains = Domain.objects.filter(blueprint_id=course.blueprint_id).prefetch_related("blueprint_skills__skill")
    lines = []
    for domain in domains:
        skills = [place.skill for place in domain.blueprint_skills.all()]
        known = [states.get(skill.pk, SkillKnown()) for skill in skills]
        lines.append((domain, [SkillLine(*pair, show(general, pair[1])) for pair in zip(skills, known, strict=True)]))
    return lines


def skills_of_answer(answer: Answer) -> list[SkillLine]:
    """The skills of the answered question, as they are shown now."""
    general = General(answer.learner.ability, answer.learner.answers_counted)
    skills = sorted(answer.question.skills.all(), key=lambda skill: skill.code)
    states = {
        state.skill_id: known_of(state) for state in SkillState.objects.filter(learner=answer.learner, skill__in=skills)
    }
    known = [states.get(skill.pk, SkillKnown()) for skill in skills]
    return [SkillLine(skill, one, show(general, one)) for skill, one in zip(skills, known, strict=True)]
