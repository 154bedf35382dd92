"""What a learner is shown to know, and what a question is held to be."""

from collections.abc import Mapping
from dataclasses import dataclass
from datetime import datetime
from uuid import UUID

from django.db.models import Exists, OuterRef, Q, QuerySet

from opstap.curriculum.models import Course, Domain, Question, Skill
from opstap.curriculum.queries import asked_of
from opstap.curriculum.rules.marking import guess_level
from opstap.kit.clock import now
from opstap.people.models import Person
from opstap.practice.models import Answer, Learner, QuestionState, SkillState
from opstap.practice.rules.features import PersonTrace, SkillTrace
from opstap.practice.rules.knowledge import NEW_SKILL, SkillKnown, day_of, prior_difficulty, show
from opstap.practice.rules.readout import Shown
from opstap.practice.rules.skill_filter import Belief

PERSON_FIELDS = ("ability", "variance", "slow", "fast", "right", "wrong", "row", "answers_counted")
STATE_FIELDS = ("offset", "variance", "slow", "fast", "answers", "right", "wrong", "recent", "last_at")
NOBODY = UUID(int=0)


def person_of(learner: Learner) -> PersonTrace:
    """What is stored of the person over everything, as a value for the rules."""
    return PersonTrace(
        Belief(learner.ability, learner.variance),
        learner.slow,
        learner.fast,
        learner.right,
        learner.wrong,
        learner.row,
        learner.answers_counted,
    )


def write_person(learner: Learner, person: PersonTrace) -> None:
    """Put that value into the row, in memory."""
    (learner.ability, learner.variance), *rest = person
    learner.slow, learner.fast, learner.right, learner.wrong, learner.row, learner.answers_counted = rest


def known_of(state: SkillState) -> SkillKnown:
    """The stored state as a value for the rules."""
    day = None if state.last_at is None else day_of(state.last_at)
    offset = Belief(state.offset, state.variance)
    trace = SkillTrace(offset, state.slow, state.fast, state.right, state.wrong, day)
    return SkillKnown(trace, state.answers, tuple(state.recent), state.last_at)


def write_known(state: SkillState, known: SkillKnown) -> None:
    """Put a value of the rules into the row, in memory."""
    (state.offset, state.variance), state.slow, state.fast, state.right, state.wrong, _ = known.trace
    state.answers, state.recent, state.last_at = known.answers, list(known.recent), known.last_at


def is_behind() -> bool:
    """Whether somebody's state is of before right and wrong answers were summed: a rebuild makes it as it should be."""
    return Learner.objects.filter(answers_counted__gt=0, right=0, wrong=0).exists()


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
    states = {state.skill_id: known_of(state) for state in SkillState.objects.filter(learner_id=learner.pk)}
    if course.blueprint_id is None:
        return []
    domains = Domain.objects.filter(blueprint_id=course.blueprint_id).prefetch_related("blueprint_skills__skill")
    at = now()
    return [
        (domain, [_line(learner, place.skill, states, at) for place in domain.blueprint_skills.all()])
        for domain in domains
    ]


def skills_of_answer(answer: Answer) -> list[SkillLine]:
    """The skills of the answered question, as they are shown now."""
    skills = sorted(answer.question.skills.all(), key=lambda skill: skill.code)
    states = {
        state.skill_id: known_of(state) for state in SkillState.objects.filter(learner=answer.learner, skill__in=skills)
    }
    at = now()
    return [_line(answer.learner, skill, states, at) for skill in skills]


def _line(learner: Learner, skill: Skill, states: Mapping[UUID, SkillKnown], at: datetime) -> SkillLine:
    known = states.get(skill.pk, NEW_SKILL)
    return SkillLine(skill, known, show(person_of(learner), known, at))
