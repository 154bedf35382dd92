"""Many answers at once give the state that one by one gives."""

from datetime import UTC, datetime, timedelta
from pathlib import Path

import pytest
from django.forms.models import model_to_dict
from tests.build import make_person

from opstap.curriculum.models import Question
from opstap.curriculum.tests.packs import load_doors
from opstap.kit.ids import new_id
from opstap.kit.models import LedgerLine, ListenerSeen
from opstap.practice.actions.answer_question import answer_question
from opstap.practice.models import Answer, Learner, QuestionState, SkillState
from opstap_demo.answers import Reply, keep
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
            one.first_try,
            one.happened_at,
        )
        for one in Answer.objects.select_related("learner").order_by("sequence")
    ]
    learners = sorted(Learner.objects.values_list("person_id", "ability", "answers_counted"))
    skills = sorted(
        (str(one.learner.person_id), one.skill.code, one.offset, one.answers, one.right, one.recent, str(one.last_at))
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


def _forget() -> None:
    for model in (ListenerSeen, LedgerLine, SkillState, QuestionState, Answer, Learner):
        model.objects.all().delete()  # type: ignore[attr-defined]


def test_bulk_is_the_same_as_one_by_one(tmp_path: Path) -> None:
    load_doors(tmp_path)
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
    with tasks_at_once():
        for reply in sorted(replies, key=lambda one: one.at):
            with at(reply.at):
                answer_question(key=new_id(), person=reply.person, question=reply.question, chosen=reply.chosen)
    assert _state() == bulk
