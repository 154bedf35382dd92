"""Many answers at once, to the same state as one by one: a test holds the two against each other.

One answer through its action takes some twenty queries; a demonstration of hundreds would take a minute. Here the rules
run in memory, in order of time, the facts are saved in bulk, and practice's own `rebuild` makes what is derived.
"""

from collections.abc import Sequence
from dataclasses import dataclass, field
from datetime import datetime
from uuid import UUID

from opstap.curriculum.models import Question
from opstap.kit.ids import new_id
from opstap.kit.ledger import listeners_of
from opstap.kit.models import LedgerLine, ListenerSeen
from opstap.people.models import Person
from opstap.practice.actions.fold_difficulty import fold_one
from opstap.practice.actions.rebuild import rebuild
from opstap.practice.models import Answer, Learner, QuestionState
from opstap.practice.queries import guess_of
from opstap.practice.rules.knowledge import General, SkillKnown, judge, learn, prior_difficulty
from opstap.practice.rules.marking import mark

VERB = "practice.answered"


@dataclass(frozen=True, slots=True)
class Reply:
    """Someone chose these options of a question at this moment."""

    person: Person
    question: Question
    chosen: tuple[str, ...]
    at: datetime


@dataclass(slots=True)
class Memory:
    """What practice would hold in its tables."""

    generals: dict[UUID, General] = field(default_factory=dict)
    known: dict[tuple[UUID, UUID], SkillKnown] = field(default_factory=dict)
    questions: dict[str, QuestionState] = field(default_factory=dict)
    tried: set[tuple[UUID, str]] = field(default_factory=set)


def keep(replies: Sequence[Reply]) -> list[Answer]:
    """Save the replies as answers, in order of time, with their ledger lines; then rebuild what is derived."""
    ordered = sorted(replies, key=lambda one: one.at)
    learners = {one.person.pk: Learner.objects.get_or_create(person=one.person)[0] for one in ordered}
    memory = Memory()
    answers = [_answer(memory, learners[one.person.pk], one) for one in ordered]
    kept = Answer.objects.bulk_create(answers, batch_size=500)
    _note(kept)
    rebuild()
    return kept


def _answer(memory: Memory, learner: Learner, reply: Reply) -> Answer:
    question = reply.question
    weights = {str(option["id"]): float(option["weight"]) for option in question.options}
    skills = [(learner.pk, skill.pk) for skill in sorted(question.skills.all(), key=lambda skill: skill.code)]
    known = [memory.known.get(pair, SkillKnown()) for pair in skills]
    general = memory.generals.get(learner.pk, General())
    state = memory.questions.get(question.code)
    difficulty = prior_difficulty(question.level) if state is None else state.difficulty
    judged = judge(general, known, difficulty, guess_of(question))
    again = (learner.pk, question.code) in memory.tried
    answer = Answer(
        key=new_id(),
        learner=learner,
        question=question,
        chosen=sorted(reply.chosen),
        score=mark(question.kind, weights, reply.chosen).score,
        expected=judged.expected,
        difficulty=difficulty,
        strength=judged.strength,
        first_try=not again,
        where=Answer.Where.PRACTICE,
        happened_at=reply.at,
        recorded_at=reply.at,
    )
    memory.generals[learner.pk], after = learn(general, known, judged, answer.score, reply.at, again=again)
    memory.known.update(zip(skills, after, strict=True))
    memory.tried.add((learner.pk, question.code))
    if not again:
        state = memory.questions.setdefault(question.code, QuestionState(code=question.code, difficulty=difficulty))
        fold_one(state, answer)
    return answer


def _note(answers: Sequence[Answer]) -> None:
    """The ledger lines of these answers, seen by whoever listens: `rebuild` does what the listeners would."""
    lines = [
        LedgerLine(
            verb=VERB,
            actor_id=answer.learner_id,
            subject_type=Learner._meta.label_lower,
            subject_id=answer.learner_id,
            happened_at=answer.happened_at,
            recorded_at=answer.happened_at,
            refs={"answer": str(answer.sequence), "question": str(answer.question_id)},
        )
        for answer in answers
    ]
    saved = LedgerLine.objects.bulk_create(lines, batch_size=500)
    seen = [ListenerSeen(line=line, listener=name) for line in saved for name in listeners_of(VERB)]
    ListenerSeen.objects.bulk_create(seen, batch_size=500)
