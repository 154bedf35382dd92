"""A learner answers a question: the answer is kept, and what they are shown to know moves in the same transaction."""

from collections.abc import Collection
from uuid import UUID

from django.db import IntegrityError, transaction

from opstap.curriculum.models import Question
from opstap.kit import ledger
from opstap.kit.clock import now
from opstap.people.models import Person
from opstap.practice.actions.answering_order import hold_answering_lock
from opstap.practice.models import Answer, Learner, SkillState
from opstap.practice.queries import STATE_FIELDS, difficulty_of, guess_of, known_of, write_known
from opstap.practice.rules.knowledge import General, Judgement, judge, learn
from opstap.practice.rules.marking import mark


class KeyTakenError(Exception):
    """The key belongs to an answer of somebody else."""


def answer_question(
    *, key: UUID, person: Person, question: Question, chosen: Collection[str], where: str = Answer.Where.PRACTICE
) -> Answer:
    """Keep one answer and count it once; the same key gives the first answer back, whatever is chosen now.

    Two answers of one learner at the same moment wait for each other at the learner's row, so both count. Raises
    NotAnOptionError for a choice that the question does not offer, and KeyTakenError.
    """
    learner, _ = Learner.objects.get_or_create(person=person)
    try:
        with transaction.atomic():
            hold_answering_lock()
            learner = Learner.objects.select_for_update().get(pk=learner.pk)
            earlier = Answer.objects.filter(key=key).first()
            if earlier is None:
                return _count(learner, question, chosen, where, key)
    except IntegrityError:
        earlier = Answer.objects.filter(key=key).first()
        if earlier is None:
            raise
    if earlier.learner_id != learner.pk:
        raise KeyTakenError
    return earlier


def _count(learner: Learner, question: Question, chosen: Collection[str], where: str, key: UUID) -> Answer:
    """Mark, judge, learn, save; the learner's row is locked."""
    weights = {str(option["id"]): float(option["weight"]) for option in question.options}
    marked = mark(question.kind, weights, chosen)
    skills = sorted(question.skills.all(), key=lambda skill: skill.code)
    stored = {state.skill_id: state for state in SkillState.objects.filter(learner=learner, skill__in=skills)}
    states = [stored.get(skill.pk) or SkillState(learner=learner, skill=skill) for skill in skills]
    difficulty = difficulty_of(question)
    general = General(learner.ability, learner.answers_counted)
    judged = judge(general, [known_of(state) for state in states], difficulty, guess_of(question))
    again = Answer.objects.filter(learner=learner, question__code=question.code).exists()
    answer = Answer.objects.create(
        key=key,
        learner=learner,
        question=question,
        chosen=sorted(chosen),
        score=marked.score,
        expected=judged.expected,
        difficulty=difficulty,
        strength=judged.strength,
        first_try=not again,
        where=where,
        happened_at=now(),
    )
    _learn(learner, states, judged, answer)
    # By the learner, not the person: after an erasure nothing maps the line back to someone.
    refs = {"answer": str(answer.sequence), "question": str(question.pk)}
    ledger.record("practice.answered", by=learner, on=learner, refs=refs)
    return answer


def _learn(learner: Learner, states: list[SkillState], judged: Judgement, answer: Answer) -> None:
    general = General(learner.ability, learner.answers_counted)
    general, known = learn(
        general,
        [known_of(state) for state in states],
        judged,
        answer.score,
        answer.happened_at,
        again=not answer.first_try,
    )
    Learner.objects.filter(pk=learner.pk).update(ability=general.ability, answers_counted=general.answers)
    for state, now_known in zip(states, known, strict=True):
        write_known(state, now_known)
    new = [state for state in states if state._state.adding]
    SkillState.objects.bulk_update([state for state in states if not state._state.adding], STATE_FIELDS)
    SkillState.objects.bulk_create(new)
