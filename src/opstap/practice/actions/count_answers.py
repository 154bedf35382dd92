"""Replies become answers: each is marked, judged and learned from, in order, in one go. Shared by one answer and a paper."""

from collections.abc import Collection, Sequence
from dataclasses import dataclass
from datetime import datetime
from uuid import UUID

from opstap.curriculum.models import Question
from opstap.curriculum.queries import asked_of
from opstap.curriculum.rules.marking import guess_level, mark
from opstap.kit.clock import now
from opstap.practice.actions.refresh_readiness import refresh_readiness
from opstap.practice.models import (
    Answer,
    Learner,
    Paper,
    Placement,
    PracticeSession,
    QuestionState,
    ReviewCard,
    SkillState,
)
from opstap.practice.queries.known import STATE_FIELDS, known_of, write_known
from opstap.practice.queries.memories import CARD_FIELDS, card_of, memory_of
from opstap.practice.rules.knowledge import General, judge, learn, prior_difficulty
from opstap.practice.rules.review import Memory, review


@dataclass(frozen=True, slots=True)
class Reply:
    """What was chosen of a question, whose skills are prefetched; `key` becomes the answer's.

    `language`: in which it was asked, where that is known.
    """

    key: UUID
    question: Question
    chosen: Collection[str]
    language: str = ""

    @property
    def skills(self) -> list[UUID]:
        return [skill.pk for skill in sorted(self.question.skills.all(), key=lambda skill: skill.code)]


@dataclass(slots=True)
class _Held:
    """What is held of the learner and the questions, and moves with each reply."""

    general: General
    states: dict[UUID, SkillState]
    memories: dict[UUID, Memory]
    difficulties: dict[str, float]
    tried: set[str]


def count_answers(
    learner: Learner,
    replies: Sequence[Reply],
    *,
    where: str,
    at: datetime,
    within: Paper | PracticeSession | Placement | None = None,
) -> list[Answer]:
    """Save the replies as answers, in order, and move what the learner is shown to know, and when each skill is due again;
    their readiness follows. `within`: what they are part of.

    The caller holds the answering lock and the learner's row. A dozen queries, however many replies. Raises NotAnOptionError.
    """
    held = _held(learner, replies)
    recorded_at = now()
    answers = []
    for reply in replies:
        answer = _count(learner, reply, held, at)
        answer.where, answer.happened_at, answer.recorded_at = where, at, recorded_at
        answer.paper = within if isinstance(within, Paper) else None
        answer.session = within if isinstance(within, PracticeSession) else None
        answer.placement = within if isinstance(within, Placement) else None
        answers.append(answer)
    kept = Answer.objects.bulk_create(answers)
    _save(learner, held)
    refresh_readiness(learner)
    return kept


def _held(learner: Learner, replies: Sequence[Reply]) -> _Held:
    codes = [reply.question.code for reply in replies]
    skills = {skill for reply in replies for skill in reply.skills}
    states = SkillState.objects.filter(learner=learner, skill__in=skills)
    cards = ReviewCard.objects.filter(learner=learner, skill__in=skills)
    learned = QuestionState.objects.filter(code__in=codes).values_list("code", "difficulty")
    tried = Answer.objects.filter(learner=learner, question__code__in=codes).values_list("question__code", flat=True)
    return _Held(
        General(learner.ability, learner.answers_counted),
        {state.skill_id: state for state in states},
        {card.skill_id: memory_of(card) for card in cards},
        dict(learned),
        set(tried),
    )


def _count(learner: Learner, reply: Reply, held: _Held, at: datetime) -> Answer:
    """Mark, judge and learn in memory; gives the unsaved answer."""
    question = reply.question
    asked = asked_of(question)
    score = mark(asked, reply.chosen).score
    difficulty = held.difficulties.get(question.code, prior_difficulty(question.level))
    states = [held.states.setdefault(skill, SkillState(learner=learner, skill_id=skill)) for skill in reply.skills]
    before = [known_of(state) for state in states]
    judged = judge(held.general, before, difficulty, guess_level(asked))
    again = question.code in held.tried
    held.tried.add(question.code)
    held.general, after = learn(held.general, before, judged, score, at, again=again)
    for state, known in zip(states, after, strict=True):
        write_known(state, known)
        held.memories[state.skill_id] = review(held.memories.get(state.skill_id), score, at)
    return Answer(
        key=reply.key,
        learner=learner,
        question=question,
        chosen=sorted(reply.chosen),
        score=score,
        expected=judged.expected,
        difficulty=difficulty,
        strength=judged.strength,
        first_try=not again,
        language=reply.language,
    )


def _save(learner: Learner, held: _Held) -> None:
    learner.ability, learner.answers_counted = held.general.ability, held.general.answers
    learner.save(update_fields=["ability", "answers_counted"])
    states = list(held.states.values())
    new = [state for state in states if state._state.adding]
    SkillState.objects.bulk_update([state for state in states if not state._state.adding], STATE_FIELDS)
    SkillState.objects.bulk_create(new)
    cards = [card_of(learner.pk, skill, memory) for skill, memory in held.memories.items()]
    ReviewCard.objects.bulk_create(
        cards, update_conflicts=True, unique_fields=["learner", "skill"], update_fields=CARD_FIELDS
    )
