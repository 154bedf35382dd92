"""Throw away what is derived from answers, and build it again from the answers alone, in sequence."""

from collections.abc import Iterator, Mapping
from dataclasses import asdict, dataclass
from itertools import batched
from uuid import UUID

from django.db import transaction

from opstap.curriculum.models import Question
from opstap.kit.rebuilding import Derived, Rebuilding
from opstap.practice.actions.answering_order import hold_answering_lock
from opstap.practice.actions.end_placement import DERIVED as PLACED
from opstap.practice.actions.fold_difficulty import fold_one, new_state
from opstap.practice.models import Answer, Learner, Paper, Placement, QuestionState, Readiness, ReviewCard, SkillState
from opstap.practice.queries import PERSON_FIELDS, STATE_FIELDS, guess_of, write_known, write_person
from opstap.practice.queries.memories import CARD_FIELDS, card_of
from opstap.practice.queries.placement import write_outcomes
from opstap.practice.queries.readiness import readiness_rows
from opstap.practice.rules.knowledge import Held, hard_before
from opstap.practice.rules.paper_result import is_passed, mean_mark
from opstap.practice.rules.review import Memory, review

BATCH = 1000


@dataclass(frozen=True, slots=True)
class Rebuilt:
    """How much was built."""

    answers: int
    learners: int
    skill_states: int
    review_cards: int
    questions: int
    papers: int
    placements: int
    readiness: int


def rebuild() -> Rebuilt:
    """Build every learner's state, papers and readiness, and every question's difficulty again. Nobody can answer while it runs.

    The answers hold what they were judged with, so the result is the same to the last digit as what grew answer by answer,
    and what people are shown does not change. The memory it takes is two small objects per learner and skill, and one per
    learner and question.
    """
    with transaction.atomic():
        hold_answering_lock(alone=True)
        SkillState.objects.all().delete()
        ReviewCard.objects.all().delete()
        QuestionState.objects.all().delete()
        Readiness.objects.all().delete()
        Paper.objects.update(score=None, passed=None)
        unknown = Learner()
        Learner.objects.update(**{name: getattr(unknown, name) for name in PERSON_FIELDS})
        held: dict[UUID, Held[UUID]] = {}
        memories: dict[tuple[UUID, UUID], Memory] = {}
        questions: dict[str, QuestionState] = {}
        asked: dict[UUID, tuple[list[UUID], float]] = {}
        marks: dict[UUID, list[float]] = {}
        count = 0
        for answer in _in_sequence():
            count += 1
            if answer.question_id not in asked:
                asked[answer.question_id] = _skills(answer), guess_of(answer.question)
            skills, guess = asked[answer.question_id]
            _replay(answer, skills, held)
            _remember(answer, skills, memories)
            if answer.paper_id:
                marks.setdefault(answer.paper_id, []).append(answer.score)
            if answer.first_try:
                fold_one(questions.setdefault(answer.question.code, new_state(answer.question)), answer, guess)
        known = _save(held, questions)
        ReviewCard.objects.bulk_create((card_of(*pair, one) for pair, one in memories.items()), batch_size=BATCH)
        papers = _mark_papers(marks)
        placed = _place()
        ready = _make_ready(list(held))
    return Rebuilt(count, len(held), known, len(memories), len(questions), papers, placed, ready)


def _in_sequence() -> Iterator[Answer]:
    """Every answer with its question. A question is read once and without its stem, not again with each of its answers."""
    asked = Question.objects.filter(pk__in=Answer.objects.values("question"))
    questions = asked.only("code", "kind", "level", "options", "slots").prefetch_related("skills").in_bulk()
    for answer in Answer.objects.order_by("sequence").iterator(chunk_size=BATCH):
        answer.question = questions[answer.question_id]
        yield answer


def _skills(answer: Answer) -> list[UUID]:
    return [skill.pk for skill in sorted(answer.question.skills.all(), key=lambda skill: skill.code)]


def _replay(answer: Answer, skills: list[UUID], everybody: dict[UUID, Held[UUID]]) -> None:
    held, code, at = everybody.setdefault(answer.learner_id, Held()), answer.question.code, answer.happened_at
    meeting = held.meet(skills, code, hard_before(answer.difficulty, answer.features), at)
    held.learn(meeting, skills, code, answer.score, at)


def _remember(answer: Answer, skills: list[UUID], memories: dict[tuple[UUID, UUID], Memory]) -> None:
    for skill in skills:
        pair = (answer.learner_id, skill)
        memories[pair] = review(memories.get(pair), answer.score, answer.happened_at)


def _save(everybody: dict[UUID, Held[UUID]], questions: dict[str, QuestionState]) -> int:
    """Gives how many skills of people there are."""
    learners, states = [], []
    for pk, held in everybody.items():
        learner = Learner(pk=pk)
        write_person(learner, held.person)
        learners.append(learner)
        for skill, known in held.skills.items():
            state = SkillState(learner_id=pk, skill_id=skill)
            write_known(state, known)
            states.append(state)
    Learner.objects.bulk_update(learners, PERSON_FIELDS, batch_size=BATCH)
    SkillState.objects.bulk_create(states, batch_size=BATCH)
    QuestionState.objects.bulk_create(questions.values(), batch_size=BATCH)
    return len(states)


def _mark_papers(marks: Mapping[UUID, list[float]]) -> int:
    papers = list(Paper.objects.filter(pk__in=marks))
    for paper in papers:
        paper.score = mean_mark(marks[paper.pk])
        paper.passed = is_passed(paper.kind, paper.score)
    Paper.objects.bulk_update(papers, ["score", "passed"], batch_size=BATCH)
    return len(papers)


def _place() -> int:
    """What each placement test that ended came to."""
    Placement.objects.update(ability=None, spread=None, areas=[])
    made = 0
    ended = Placement.objects.filter(ended_at__isnull=False).select_related("course").order_by("pk")
    for some in batched(ended.iterator(chunk_size=BATCH), BATCH):
        write_outcomes(some)
        Placement.objects.bulk_update(some, PLACED, batch_size=BATCH)
        made += len(some)
    return made


def _make_ready(learners: list[UUID]) -> int:
    made = 0
    for some in batched(learners, BATCH):
        rows = readiness_rows(list(Learner.objects.filter(pk__in=some)))
        Readiness.objects.bulk_create(rows, batch_size=BATCH)
        made += len(rows)
    return made


def _counts() -> Mapping[str, int]:
    return {what.replace("_", " "): count for what, count in asdict(rebuild()).items()}


REBUILDING = Rebuilding(
    "practice",
    (
        Derived(Learner, PERSON_FIELDS),
        Derived(SkillState, STATE_FIELDS, by=("learner", "skill")),
        Derived(ReviewCard, CARD_FIELDS, by=("learner", "skill")),
        Derived(QuestionState, ("difficulty", "variance", "answers", "folded_to")),
        Derived(Paper, ("score", "passed")),
        Derived(Placement, PLACED),
        Derived(Readiness, ("chance", "low", "high", "standing", "domains", "answers"), by=("learner", "blueprint")),
    ),
    _counts,
)
