"""Many answers at once give the state that one by one gives."""

from datetime import UTC, datetime, timedelta
from pathlib import Path
from uuid import UUID

import pytest
from django.conf import settings
from django.core.management import call_command
from django.forms.models import model_to_dict
from tests.build import make_person

from opstap.curriculum.actions.load_course import load_courses
from opstap.curriculum.models import Course, Question
from opstap.curriculum.queries import asked_of
from opstap.curriculum.rules.kinds import TYPED
from opstap.curriculum.rules.marking import best_response
from opstap.curriculum.tests.packs import load_doors
from opstap.kit.ids import new_id
from opstap.kit.models import LedgerLine, ListenerSeen
from opstap.people.models import Person
from opstap.practice.actions.answer_question import answer_question
from opstap.practice.actions.begin_paper import begin_mock
from opstap.practice.actions.hand_in import hand_in
from opstap.practice.actions.save_choices import save_choices
from opstap.practice.models import Answer, Learner, Paper, PaperChoice, QuestionState, Readiness, SkillState
from opstap.practice.queries import PERSON_FIELDS, STATE_FIELDS
from opstap_demo.answers import MockTaken, Reply, keep
from opstap_demo.past import at, tasks_at_once

pytestmark = pytest.mark.django_db(transaction=True)
MOMENT = datetime(2026, 11, 2, 9, tzinfo=UTC)


def _state() -> list[object]:
    """Everything that hangs on the answers, by names that do not depend on row ids."""
    lowest = min(Answer.objects.values_list("sequence", flat=True))
    answers = [
        (
            one.learner.person_id,
            one.question_id,
            one.chosen,
            one.score,
            one.expected,
            one.difficulty,
            one.strength,
            one.spread,
            one.features,
            one.first_try,
            one.happened_at,
        )
        for one in Answer.objects.select_related("learner").order_by("sequence")
    ]
    learners = sorted(Learner.objects.values_list("person_id", *PERSON_FIELDS))
    skills = sorted(
        (str(one.learner.person_id), one.skill.code, *(getattr(one, name) for name in STATE_FIELDS))
        for one in SkillState.objects.select_related("learner", "skill")
    )
    questions = [
        {**model_to_dict(one), "code": one.code, "folded_to": one.folded_to - lowest}
        for one in QuestionState.objects.order_by("code")
    ]
    lines = [
        (one.verb, one.happened_at, one.refs["question"]) for one in LedgerLine.objects.filter(verb="practice.answered")
    ]
    return [answers, learners, skills, questions, lines, ListenerSeen.objects.count()]


def _papers() -> list[object]:
    """Everything that hangs on papers, and readiness, which follows from all."""
    papers = [
        {**model_to_dict(one, exclude=["learner"]), "person": one.learner.person_id, "key": one.key}
        for one in Paper.objects.select_related("learner").order_by("handed_in_at", "key")
    ]
    answers = sorted(
        (str(one.key), str(one.paper.key)) for one in Answer.objects.exclude(paper=None).select_related("paper")
    )
    keys = {str(pk): str(key) for pk, key in Paper.objects.values_list("pk", "key")}
    lines = sorted(
        (one.verb, one.happened_at, one.recorded_at, one.refs["kind"], keys[one.refs["paper"]])
        for one in LedgerLine.objects.filter(verb__startswith="practice.paper")
    )
    ready = [
        (one.chance, one.low, one.high, one.standing, one.domains, one.answers)
        for one in Readiness.objects.order_by("learner__person")
    ]
    return [papers, answers, lines, ready, PaperChoice.objects.count()]


def _forget() -> None:
    for model in (ListenerSeen, LedgerLine, SkillState, QuestionState, Readiness, Answer, Paper):
        model.objects.all().delete()  # type: ignore[attr-defined]


def test_bulk_is_the_same_as_one_by_one(tmp_path: Path) -> None:
    load_doors(tmp_path)
    _forget()  # what was told when the outlines came
    questions = list(Question.objects.prefetch_related("skills").order_by("code"))
    people = [make_person(f"Person {number}") for number in range(3)]
    replies = [
        Reply(
            person,
            question,
            tuple(str(option["id"]) for option in question.options[: 1 + (round_ + place) % 2])
            if question.kind == "multiple"
            else (str(question.options[(round_ + place) % len(question.options)]["id"]),),
            MOMENT + timedelta(hours=7 * round_ + place, minutes=number),
        )
        for round_ in range(3)
        for place, person in enumerate(people)
        for number, question in enumerate(questions)
    ]
    keep(replies)
    bulk = _state()
    _forget()
    Learner.objects.all().delete()
    with tasks_at_once():
        for reply in sorted(replies, key=lambda one: one.at):
            with at(reply.at):
                answer_question(key=new_id(), person=reply.person, question=reply.question, chosen=reply.chosen)
    assert _state() == bulk


def _load_the_course() -> Course:
    call_command("load_catalogue", verbosity=0)
    load_courses(paths=[Path(settings.COURSE_PACKS) / "sc-900"])
    _forget()
    return Course.objects.select_related("blueprint__exam").get(code="sc-900")


def _taps(question: Question, turn: int) -> tuple[str, ...]:
    """Right, something else, and "I do not know", in turn, of every kind of question."""
    asked = asked_of(question)
    if asked.kind in TYPED:
        other: tuple[str, ...] = (str(turn),)
    elif asked.slots:
        # Turned round, so that no step of an order stands in two places.
        places = enumerate(asked.slots, start=turn)
        other = tuple(f"{slot.id}={slot.choices[place % len(slot.choices)]}" for place, slot in places)
    else:
        other = (asked.options[turn % len(asked.options)].id,)
    return (tuple(sorted(best_response(asked))), other, ())[turn % 3]


def test_mock_exams_in_bulk_are_the_same_as_one_by_one(tmp_path: Path) -> None:
    course = _load_the_course()
    questions = {str(one.pk): one for one in Question.objects.prefetch_related("skills").order_by("code")}
    people = [make_person(f"Person {number}") for number in range(2)]
    for person in people:
        Learner.objects.create(person=person)  # which questions are drawn hangs on the learner's id: it stays
    begun = [
        (person, MOMENT + timedelta(days=9 * round_, hours=place))
        for round_ in (1, 2)
        for place, person in enumerate(people)
    ]
    keys = {(person.pk, start): new_id() for person, start in begun}
    replies = [
        Reply(person, question, _taps(question, turn + place), MOMENT + timedelta(days=4 * turn, minutes=7 * place))
        for place, person in enumerate(people)
        for turn, question in enumerate(list(questions.values())[place::9])
    ]
    with tasks_at_once():
        taken = _one_by_one(course, replies, begun, keys, questions)
    state, papers = _state(), _papers()
    assert len(papers[0]) == 4  # type: ignore[arg-type]
    _forget()
    keep([*replies, *taken])
    assert _state() == state
    assert _papers() == papers


def _one_by_one(
    course: Course,
    replies: list[Reply],
    begun: list[tuple[Person, datetime]],
    keys: dict[tuple[UUID, datetime], UUID],
    questions: dict[str, Question],
) -> list[MockTaken]:
    """Through the actions, in order of time; gives the mock exams as they were drawn and filled in."""
    taken = []
    for moment, deed in sorted(
        [(one.at, one) for one in replies] + [(start, person) for person, start in begun], key=lambda one: one[0]
    ):
        with at(moment):
            if isinstance(deed, Reply):
                answer_question(key=new_id(), person=deed.person, question=deed.question, chosen=deed.chosen)
                continue
            paper = begin_mock(deed, course=course, key=keys[deed.pk, moment])
        chosen = {questions[pk]: _taps(questions[pk], place) for place, pk in enumerate(paper.questions)}
        with at(moment + timedelta(minutes=20)):
            save_choices(paper, choices={one.pk: some for one, some in chosen.items()})
        with at(moment + timedelta(minutes=31)):
            hand_in(paper)
        taken.append(MockTaken(deed, course, paper.key, moment, moment + timedelta(minutes=31), chosen, paper.form_id))
    return taken
