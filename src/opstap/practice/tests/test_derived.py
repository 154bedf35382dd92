"""What is derived from answers: it can be thrown away, and two answers at once are both counted."""

from threading import Barrier, Thread

import pytest
from django.core.management import call_command
from django.db import connection
from tests.build import grant, make_person

from opstap.curriculum.models import Course, Question
from opstap.kit.ids import new_id
from opstap.kit.models import LedgerLine
from opstap.kit.privacy import all_hooks
from opstap.people.models import Person
from opstap.practice.actions.answer_question import answer_question
from opstap.practice.actions.fold_difficulty import fold_answered, fold_difficulty
from opstap.practice.actions.rebuild import rebuild
from opstap.practice.models import Answer, Learner, QuestionState, ReviewCard, SkillState
from opstap.practice.queries import PERSON_FIELDS, STATE_FIELDS
from opstap.practice.queries.known import is_behind
from opstap.practice.queries.memories import CARD_FIELDS
from opstap.practice.rules.knowledge import PRIORS


def derived() -> tuple[object, ...]:
    """Everything derived, to the last digit."""
    return (
        list(Learner.objects.order_by("pk").values_list("pk", *PERSON_FIELDS)),
        list(SkillState.objects.order_by("learner", "skill").values_list("learner", "skill", *STATE_FIELDS)),
        list(ReviewCard.objects.order_by("learner", "skill").values_list("learner", "skill", *CARD_FIELDS)),
        list(
            QuestionState.objects.order_by("code").values_list("code", "difficulty", "variance", "answers", "folded_to")
        ),
    )


def answer_a_lot(people: int = 4, rounds: int = 5) -> None:
    questions = list(Question.objects.order_by("code"))
    learners = [grant(make_person(), "learner") for _ in range(people)]
    for turn in range(rounds):
        for number, person in enumerate(learners):
            question = questions[(turn + number) % len(questions)]
            chosen = ["abc"[(turn * number) % 3]]
            answer_question(key=new_id(), person=person, question=question, chosen=chosen)
            if number % 2:
                fold_difficulty(question.code)
    for question in questions:
        fold_difficulty(question.code)


@pytest.mark.django_db
def test_a_rebuild_gives_the_same_to_the_last_digit(doors: Course, capsys: pytest.CaptureFixture[str]) -> None:
    answer_a_lot()
    before = derived()
    call_command("rebuild")
    assert derived() == before
    assert "practice: 20 answers, 4 learners, " in capsys.readouterr().out


@pytest.mark.django_db
def test_a_rebuild_mends_what_was_spoiled(doors: Course) -> None:
    answer_a_lot()
    before = derived()
    SkillState.objects.update(offset=5, right=99, variance=2)
    ReviewCard.objects.update(stability=77)
    Learner.objects.update(ability=-3, row=9)
    QuestionState.objects.update(difficulty=2, variance=3, folded_to=0)
    rebuild()
    assert derived() == before


@pytest.mark.django_db
def test_answers_of_before_their_features_were_kept_still_count(doors: Course) -> None:
    answer_a_lot()
    Answer.objects.update(features=[])
    Learner.objects.update(right=0, wrong=0)
    assert is_behind()
    rebuild()
    assert not is_behind()
    after = derived()
    rebuild()
    assert derived() == after
    assert all(learner.variance < PRIORS.general for learner in Learner.objects.all())


@pytest.mark.django_db
def test_a_rebuild_uses_the_version_that_was_answered(doors: Course) -> None:
    answer_a_lot()
    before = derived()
    old = Question.objects.get(code="doors-01")
    Question.objects.filter(pk=old.pk).update(current=False)
    Question.objects.create(
        code="doors-01", version=2, course=doors, kind="single", level=5, stem={}, options=[], licence="x", author="x"
    )
    rebuild()
    assert derived() == before


@pytest.mark.django_db
def test_difficulty_learns_from_first_tries_only_and_folding_twice_does_nothing(doors: Course, amina: Person) -> None:
    question = Question.objects.get(code="doors-01")
    for _ in range(3):
        answer_question(key=new_id(), person=amina, question=question, chosen=["b"])
    assert fold_difficulty("doors-01") == 1
    state = QuestionState.objects.get()
    assert (state.answers, state.difficulty > -0.75) == (1, True)  # level 2 begins at -0.75 and was answered wrong
    assert fold_difficulty("doors-01") == 0
    assert [answer.difficulty for answer in Answer.objects.order_by("sequence")] == [-0.75] * 3


@pytest.mark.django_db
def test_the_ledger_line_of_an_answer_folds_it_in(doors: Course, amina: Person) -> None:
    answer_question(key=new_id(), person=amina, question=Question.objects.get(code="doors-01"), chosen=["a"])
    fold_answered(LedgerLine.objects.get(verb="practice.answered"))
    assert QuestionState.objects.get().answers == 1


@pytest.mark.django_db
def test_a_later_answer_is_judged_with_the_learned_difficulty(doors: Course, amina: Person) -> None:
    question = Question.objects.get(code="doors-01")
    QuestionState.objects.create(code="doors-01", difficulty=1.25)
    assert answer_question(key=new_id(), person=amina, question=question, chosen=["a"]).difficulty == 1.25


@pytest.mark.django_db(transaction=True)
@pytest.mark.parametrize("same_key", [False, True])
def test_two_answers_at_once_are_both_counted_and_a_double_tap_once(
    doors: Course, amina: Person, same_key: bool
) -> None:
    question = Question.objects.get(code="doors-01")
    Learner.objects.create(person=amina)
    keys = [new_id()] * 4 if same_key else [new_id() for _ in range(4)]
    start = Barrier(len(keys))
    failed: list[BaseException] = []

    def answer(key: object) -> None:
        try:
            start.wait()
            answer_question(key=key, person=amina, question=question, chosen=["a"])  # type: ignore[arg-type]
        except BaseException as error:
            failed.append(error)
        finally:
            connection.close()

    threads = [Thread(target=answer, args=[key]) for key in keys]
    for thread in threads:
        thread.start()
    for thread in threads:
        thread.join()
    expected = 1 if same_key else 4
    assert failed == []
    assert Answer.objects.count() == expected
    assert Learner.objects.get().answers_counted == expected
    assert SkillState.objects.get().answers == expected
    assert sum(Answer.objects.values_list("first_try", flat=True)) == 1
    before = derived()
    rebuild()
    assert derived()[:3] == before[:3]


@pytest.mark.django_db
def test_a_person_takes_along_their_answers_and_erasing_cuts_the_link(doors: Course, amina: Person) -> None:
    hooks = next(one for one in all_hooks() if one.station == "practice")
    assert hooks.export(amina.pk) == {}
    answer_question(key=new_id(), person=amina, question=Question.objects.get(code="doors-01"), chosen=["a"])
    exported = hooks.export(amina.pk)
    assert isinstance(exported, dict)
    assert (exported["answers_counted"], exported["row"]) == (1, 1)
    assert exported["answers"][0]["question"] == "doors-01"  # type: ignore[index,call-overload]
    assert exported["answers"][0]["features"] == Answer.objects.get().features  # type: ignore[index,call-overload]
    assert exported["skills"][0]["variance"] < PRIORS.skill  # type: ignore[index,call-overload,operator]
    assert exported["skills"][0]["skill"] == "sc900.zero-trust"  # type: ignore[index,call-overload]
    before = derived()
    assert hooks.erase(amina.pk) == 1
    assert hooks.export(amina.pk) == {}
    rebuild()
    assert derived()[:3] == before[:3]
    assert not LedgerLine.objects.filter(actor_id=amina.pk).exists()
