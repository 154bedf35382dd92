"""Replies become answers: each is marked, judged and learned from, in order, in one go. Shared by one answer and a paper."""

from collections.abc import Collection, Sequence
from dataclasses import dataclass
from datetime import datetime
from uuid import UUID

from django.db.models import Count, OuterRef, Subquery
from django.db.models.functions import Coalesce

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
from opstap.practice.queries.known import (
    PERSON_FIELDS,
    STATE_FIELDS,
    known_of,
    person_of,
    write_known,
    write_person,
)
from opstap.practice.queries.memories import CARD_FIELDS, card_of, memory_of
from opstap.practice.rules.features import Hard, Seen
from opstap.practice.rules.knowledge import Held, judge, new_question
from opstap.practice.rules.review import Memory, review
from opstap.practice.rules.skill_filter import Belief


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
class _Rows:
    """What is held of the learner and the questions, and moves with each reply. `states`: the rows that are there already."""

    held: Held[UUID]
    states: dict[UUID, SkillState]
    memories: dict[UUID, Memory]
    questions: dict[str, Belief]


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
    rows = _rows(learner, replies)
    recorded_at = now()
    answers = []
    for reply in replies:
        answer = _count(learner, reply, rows, at)
        answer.where, answer.happened_at, answer.recorded_at = where, at, recorded_at
        answer.paper = within if isinstance(within, Paper) else None
        answer.session = within if isinstance(within, PracticeSession) else None
        answer.placement = within if isinstance(within, Placement) else None
        answers.append(answer)
    kept = Answer.objects.bulk_create(answers)
    _save(learner, rows)
    refresh_readiness(learner)
    return kept


def _rows(learner: Learner, replies: Sequence[Reply]) -> _Rows:
    codes = {reply.question.code for reply in replies}
    skills = {skill for reply in replies for skill in reply.skills}
    states = {state.skill_id: state for state in SkillState.objects.filter(learner=learner, skill__in=skills)}
    cards = ReviewCard.objects.filter(learner=learner, skill__in=skills)
    learned = QuestionState.objects.filter(code__in=codes).values_list("code", "difficulty", "variance")
    known = {skill: known_of(state) for skill, state in states.items()}
    return _Rows(
        Held(person_of(learner), known, _seen(learner, codes)),
        states,
        {card.skill_id: memory_of(card) for card in cards},
        {code: Belief(difficulty, variance) for code, difficulty, variance in learned},
    )


def _seen(learner: Learner, codes: Collection[str]) -> dict[str, Seen]:
    """What the learner did with these questions before, in any version: one query."""
    earlier = Answer.objects.filter(learner=OuterRef("learner"), sequence__lt=OuterRef("sequence")).order_by()
    before = earlier.values("learner").annotate(many=Count("pk")).values("many")
    tried = Answer.objects.filter(learner=learner, question__code__in=codes).order_by("sequence")
    seen: dict[str, Seen] = {}
    for code, score, many in tried.values_list("question__code", "score", Coalesce(Subquery(before), 0)):
        seen[code] = Seen(seen.get(code, Seen()).times + 1, score, many)
    return seen


def _count(learner: Learner, reply: Reply, rows: _Rows, at: datetime) -> Answer:
    """Mark, judge and learn in memory; gives the unsaved answer."""
    question, skills, held = reply.question, reply.skills, rows.held
    asked = asked_of(question)
    score = mark(asked, reply.chosen).score
    own = rows.questions.get(question.code) or new_question(question.level)
    first_try = question.code not in held.seen
    meeting = held.meet(skills, question.code, Hard(own, (), guess_level(asked)), at)
    judged = judge(meeting)
    held.learn(meeting, skills, question.code, score, at)
    for skill in skills:
        rows.memories[skill] = review(rows.memories.get(skill), score, at)
    return Answer(
        key=reply.key,
        learner=learner,
        question=question,
        chosen=sorted(reply.chosen),
        score=score,
        expected=judged.expected,
        difficulty=own.mean,
        strength=judged.strength,
        spread=judged.spread,
        features=list(judged.features),
        first_try=first_try,
        language=reply.language,
    )


def _save(learner: Learner, rows: _Rows) -> None:
    write_person(learner, rows.held.person)
    learner.save(update_fields=PERSON_FIELDS)
    new = []
    for skill, known in rows.held.skills.items():
        if skill not in rows.states:
            new.append(SkillState(learner=learner, skill_id=skill))
        write_known(rows.states.get(skill) or new[-1], known)
    SkillState.objects.bulk_update(rows.states.values(), STATE_FIELDS)
    SkillState.objects.bulk_create(new)
    cards = [card_of(learner.pk, skill, memory) for skill, memory in rows.memories.items()]
    ReviewCard.objects.bulk_create(
        cards, update_conflicts=True, unique_fields=["learner", "skill"], update_fields=CARD_FIELDS
    )
