"""Many answers and mock exams at once, to the same state as one by one: a test holds the two against each other.

One answer through its action takes some twenty queries; a year of 165 people would take many minutes. Here the rules run in
memory, in order of time, the facts are saved in bulk, and practice's own `rebuild` makes what is derived.
"""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass, field
from datetime import datetime, timedelta
from uuid import UUID, uuid5

from opstap.curriculum.models import Course, Question
from opstap.curriculum.queries import asked_of
from opstap.curriculum.rules.kinds import Asked
from opstap.curriculum.rules.marking import mark
from opstap.kit.ids import new_id
from opstap.kit.models import LedgerLine
from opstap.people.models import Person
from opstap.practice.actions.fold_difficulty import fold_one, new_state
from opstap.practice.actions.rebuild import rebuild
from opstap.practice.models import Answer, Learner, Paper, QuestionState
from opstap.practice.queries import guess_of
from opstap.practice.rules.features import Hard
from opstap.practice.rules.knowledge import Held, judge
from opstap.practice.rules.mock_form import minutes_of
from opstap.practice.rules.skill_filter import Belief
from opstap_demo.ledger_lines import save_lines

ANSWERED, BEGUN, HANDED_IN = "practice.answered", "practice.paper_begun", "practice.paper_handed_in"


@dataclass(frozen=True, slots=True)
class Reply:
    """Someone chose these options of a question at this moment."""

    person: Person
    question: Question
    chosen: tuple[str, ...]
    at: datetime


@dataclass(frozen=True, slots=True)
class MockTaken:
    """Someone took a mock exam: what they chose of each question, in its order. `at` is when they handed it in, `form` the
    course's own form that it was, if any.
    """

    person: Person
    course: Course
    key: UUID
    started_at: datetime
    at: datetime
    chosen: Mapping[Question, tuple[str, ...]]
    form: UUID | None = None


@dataclass(slots=True)
class Memory:
    """What practice would hold in its tables."""

    learners: dict[UUID, Held[UUID]] = field(default_factory=dict)
    questions: dict[str, QuestionState] = field(default_factory=dict)
    facts: dict[UUID, tuple[Asked, list[UUID], float]] = field(default_factory=dict)


def keep(deeds: Sequence[Reply | MockTaken]) -> list[Answer]:
    """Save them as answers and papers, in order of time, with their ledger lines; then rebuild what is derived."""
    ordered = sorted(deeds, key=lambda one: one.at)
    people = {one.person.pk: one.person for one in ordered}
    learners = {pk: Learner.objects.get_or_create(person=person)[0] for pk, person in people.items()}
    memory, answers, papers = Memory(), list[Answer](), list[Paper]()
    for deed in ordered:
        learner = learners[deed.person.pk]
        if isinstance(deed, Reply):
            answers.append(_answer(memory, learner, deed))
            continue
        paper = _paper(learner, deed)
        papers.append(paper)
        answers += [_of_paper(memory, paper, question, chosen) for question, chosen in deed.chosen.items()]
    Paper.objects.bulk_create(papers, batch_size=200)
    kept = Answer.objects.bulk_create(answers, batch_size=500)
    _note(kept, papers)
    rebuild()
    return kept


def _answer(memory: Memory, learner: Learner, reply: Reply) -> Answer:
    question = reply.question
    asked, skills, guess = _facts(memory, question)
    held, code = memory.learners.setdefault(learner.pk, Held()), question.code
    state = memory.questions.get(code) or new_state(question)
    first_try = code not in held.seen
    meeting = held.meet(skills, code, Hard(Belief(state.difficulty, state.variance), (), guess), reply.at)
    judged = judge(meeting)
    answer = Answer(
        key=new_id(),
        learner=learner,
        question=question,
        chosen=sorted(reply.chosen),
        score=mark(asked, reply.chosen).score,
        expected=judged.expected,
        difficulty=state.difficulty,
        strength=judged.strength,
        spread=judged.spread,
        features=list(judged.features),
        first_try=first_try,
        where=Answer.Where.PRACTICE,
        happened_at=reply.at,
        recorded_at=reply.at,
    )
    held.learn(meeting, skills, code, answer.score, reply.at)
    if first_try:
        fold_one(memory.questions.setdefault(code, state), answer, guess)
    return answer


def _facts(memory: Memory, question: Question) -> tuple[Asked, list[UUID], float]:
    if question.pk not in memory.facts:
        skills = [skill.pk for skill in sorted(question.skills.all(), key=lambda skill: skill.code)]
        memory.facts[question.pk] = (asked_of(question), skills, guess_of(question))
    return memory.facts[question.pk]


def _paper(learner: Learner, mock: MockTaken) -> Paper:
    blueprint = mock.course.blueprint
    minutes = minutes_of(blueprint.exam.level) if blueprint else 0
    return Paper(
        key=mock.key,
        learner=learner,
        kind=Paper.Kind.MOCK,
        course=mock.course,
        blueprint=blueprint,
        form_id=mock.form,
        language="en",  # as invented exams are sat, and what the action takes when nothing is said
        questions=[str(question.pk) for question in mock.chosen],
        started_at=mock.started_at,
        ends_at=mock.started_at + timedelta(minutes=minutes),
        handed_in_at=mock.at,
    )


def _of_paper(memory: Memory, paper: Paper, question: Question, chosen: tuple[str, ...]) -> Answer:
    person, moment = paper.learner.person, paper.handed_in_at
    if person is None or moment is None:
        raise ValueError("a paper of nobody, or not handed in")
    answer = _answer(memory, paper.learner, Reply(person, question, chosen, moment))
    answer.key, answer.where, answer.paper = uuid5(paper.key, str(question.pk)), Answer.Where.MOCK, paper
    return answer


def _note(answers: Sequence[Answer], papers: Sequence[Paper]) -> None:
    """The ledger lines, seen by whoever listens: `rebuild` does what the listeners would."""
    lines = [
        _line(ANSWERED, one.learner_id, one.happened_at, answer=str(one.sequence), question=str(one.question_id))
        for one in answers
        if one.paper_id is None
    ]
    for paper in papers:
        refs = {"kind": str(paper.kind), "paper": str(paper.pk)}
        lines.append(_line(BEGUN, paper.learner_id, paper.started_at, **refs))
        lines.append(_line(HANDED_IN, paper.learner_id, paper.handed_in_at or paper.started_at, **refs))
    save_lines(sorted(lines, key=lambda line: line.happened_at), made_anew=True)


def _line(verb: str, learner: UUID, at: datetime, **refs: str) -> LedgerLine:
    return LedgerLine(
        verb=verb,
        actor_id=learner,
        subject_type=Learner._meta.label_lower,
        subject_id=learner,
        happened_at=at,
        recorded_at=at,
        refs=refs,
    )
