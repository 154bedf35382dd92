"""A paper through its actions: begun once, kept at each move, handed in once, whoever asks."""

from datetime import timedelta
from threading import Barrier, Thread
from uuid import UUID

import pytest
from django.db import connection
from django.utils import timezone
from tests.build import grant, make_person

from opstap.curriculum.models import Course, Module, Question
from opstap.curriculum.rules.marking import NotAnOptionError
from opstap.kit.ids import new_id
from opstap.kit.models import LedgerLine
from opstap.kit.privacy import all_hooks
from opstap.people.models import Person
from opstap.practice.actions.answer_question import KeyTakenError, answer_question
from opstap.practice.actions.begin_paper import AnotherOpenError, TooSoonError, begin_mock, begin_test
from opstap.practice.actions.finish_lesson import finish_lesson
from opstap.practice.actions.fold_difficulty import fold_handed_in
from opstap.practice.actions.hand_in import hand_in
from opstap.practice.actions.rebuild import REBUILDING, rebuild
from opstap.practice.actions.save_choices import PaperClosedError, save_choices
from opstap.practice.models import Answer, CourseCompletion, Learner, Paper, PaperChoice, QuestionState, Readiness
from opstap.practice.queries.completion import completed_modules, course_is_completed, progress_by_person
from opstap.practice.queries.known import learner_of
from opstap.practice.queries.papers import question_at
from opstap.practice.rules.mock_form import TooFewQuestionsError
from opstap.practice.tasks import hand_in_late
from opstap.practice.tests.build import make_course, make_question

AT = timezone.now().replace(microsecond=0)


@pytest.fixture
def course(db: None) -> Course:
    return make_course()


@pytest.fixture
def mock(course: Course, amina: Person) -> Paper:
    return begin_mock(amina, course=course, key=new_id(), at=AT)


def choose(paper: Paper, *, right: int, wrong: int = 0) -> None:
    """The first questions right, the next ones wrong, the rest open."""
    ids = [UUID(pk) for pk in paper.questions]
    choices = {pk: ["a"] for pk in ids[:right]} | {pk: ["b"] for pk in ids[right : right + wrong]}
    save_choices(paper, choices=choices, at=AT)


def derived() -> list[object]:
    return [one.values() for one in REBUILDING.derived]


def test_a_mock_exam_is_begun_once_and_has_the_weights_of_the_outline(
    course: Course, amina: Person, mock: Paper
) -> None:
    assert len(mock.questions) == len(set(mock.questions)) == 45
    assert mock.ends_at == AT + timedelta(minutes=45)
    assert begin_mock(amina, course=course, key=mock.key) == mock
    assert begin_mock(amina, course=course, key=new_id(), at=AT) == mock
    modules = Question.objects.filter(pk__in=mock.questions).values_list("module__code", flat=True)
    assert sorted(list(modules).count(f"paper-course-d{number}") for number in (1, 2, 3, 4)) == [6, 10, 12, 17]
    line = LedgerLine.objects.get(verb="practice.paper_begun")
    assert (line.actor_id, line.refs) == (learner_of(amina).pk, {"kind": "mock", "paper": str(mock.pk)})


def test_a_key_of_somebody_else_and_another_course_are_refused(course: Course, amina: Person, mock: Paper) -> None:
    with pytest.raises(KeyTakenError):
        begin_mock(grant(make_person(), "learner"), course=course, key=mock.key)
    with pytest.raises(AnotherOpenError) as caught:
        begin_mock(amina, course=make_course("other"), key=new_id(), at=AT)
    assert caught.value.paper == mock


def test_a_course_without_an_exam_or_questions_has_no_mock_exam(amina: Person, course: Course) -> None:
    Question.objects.update(retired=True)
    with pytest.raises(TooFewQuestionsError):
        begin_mock(amina, course=course, key=new_id())
    course.blueprint = None
    with pytest.raises(TooFewQuestionsError):
        begin_mock(amina, course=course, key=new_id())
    assert not Paper.objects.exists()


def test_questions_not_met_before_come_first(course: Course, amina: Person) -> None:
    met = list(Question.objects.filter(module__code="paper-course-d1").order_by("code")[:14])
    for question in met:
        answer_question(key=new_id(), person=amina, question=question, chosen=["a"])
    paper = begin_mock(amina, course=course, key=new_id())
    assert not {str(question.pk) for question in met} & set(paper.questions)


def test_choices_are_kept_changed_and_cleared(mock: Paper) -> None:
    first, second = (UUID(pk) for pk in mock.questions[:2])
    for _ in range(2):
        save_choices(mock, choices={first: ["b"], second: []}, marked=[second], at=AT)
    save_choices(mock, choices={first: ["a"]}, at=AT)
    kept = {one.question_id: (one.chosen, one.marked) for one in PaperChoice.objects.all()}
    assert kept == {first: (["a"], False), second: ([], True)}


def test_what_the_paper_does_not_have_is_refused(mock: Paper) -> None:
    other = Question.objects.exclude(pk__in=mock.questions).first()
    assert other is not None
    for choices in ({other.pk: ["a"]}, {UUID(mock.questions[0]): ["z"]}, {UUID(mock.questions[0]): ["a", "b"]}):
        with pytest.raises(NotAnOptionError):
            save_choices(mock, choices=choices, at=AT)
    assert not PaperChoice.objects.exists()


def test_handing_in_makes_an_answer_of_every_question_once(amina: Person, mock: Paper) -> None:
    choose(mock, right=30, wrong=5)
    for _ in range(2):
        done = hand_in(mock, at=AT + timedelta(minutes=20))
    answers = list(Answer.objects.order_by("sequence"))
    assert [str(answer.question_id) for answer in answers] == mock.questions
    assert [answer.score for answer in answers] == [1.0] * 30 + [0.0] * 15
    assert [answer.chosen for answer in answers[28:37]] == [["a"]] * 2 + [["b"]] * 5 + [[]] * 2
    assert {(answer.where, answer.paper_id, answer.happened_at) for answer in answers} == {
        ("mock", mock.pk, AT + timedelta(minutes=20))
    }
    assert (done.score, done.passed, done.by_clock) == (pytest.approx(2 / 3), False, False)
    assert not PaperChoice.objects.exists()
    assert Learner.objects.get().answers_counted == 45
    assert Readiness.objects.get().answers == 45
    assert LedgerLine.objects.get(verb="practice.paper_handed_in").refs == {"kind": "mock", "paper": str(mock.pk)}
    with pytest.raises(PaperClosedError):
        choose(mock, right=1)


def test_a_paper_counts_as_its_answers_one_by_one_would(course: Course, amina: Person, mock: Paper) -> None:
    choose(mock, right=20, wrong=10)
    hand_in(mock, at=AT)
    alone = grant(make_person(), "learner")
    for answer in Answer.objects.filter(paper=mock).select_related("question").order_by("sequence"):
        answer_question(key=new_id(), person=alone, question=answer.question, chosen=answer.chosen, at=AT)
    one, other = learner_of(amina), learner_of(alone)
    assert (one.ability, one.answers_counted) == (other.ability, other.answers_counted)
    fields = ("skill", "offset", "answers", "right", "recent", "last_at")
    states = [list(learner.skill_states.order_by("skill").values_list(*fields)) for learner in (one, other)]
    assert states[0] == states[1]
    ready = [Readiness.objects.values("chance", "low", "high", "domains").get(learner=one_) for one_ in (one, other)]
    assert ready[0] == ready[1]


@pytest.mark.parametrize("size", [5, 20])
def test_handing_in_asks_little_of_the_database(
    amina: Person, size: int, django_assert_max_num_queries: object
) -> None:
    paper = begin_mock(amina, course=make_course(per_domain=size), key=new_id(), at=AT)
    choose(paper, right=10)
    with django_assert_max_num_queries(25):  # type: ignore[operator]
        hand_in(paper, at=AT)


def test_the_clock_hands_in_what_was_saved_at_its_own_time(mock: Paper) -> None:
    choose(mock, right=40)
    end = AT + timedelta(minutes=45)
    save_choices(mock, choices={UUID(mock.questions[40]): ["a"]}, at=end + timedelta(seconds=29))
    with pytest.raises(PaperClosedError):
        save_choices(mock, choices={UUID(mock.questions[41]): ["a"]}, at=end + timedelta(seconds=31))
    done = hand_in(mock, at=end + timedelta(days=3))
    assert (done.by_clock, done.handed_in_at, done.passed) == (True, end, True)
    assert set(Answer.objects.values_list("happened_at", flat=True)) == {end}
    assert sum(Answer.objects.values_list("score", flat=True)) == 41


def test_the_regular_work_hands_in_what_is_over_and_only_that(course: Course, amina: Person) -> None:
    over = begin_mock(amina, course=course, key=new_id(), at=timezone.now() - timedelta(minutes=46))
    going = begin_mock(grant(make_person(), "learner"), course=course, key=new_id())
    assert (hand_in_late(), hand_in_late()) == (1, 0)
    over.refresh_from_db()
    going.refresh_from_db()
    assert (over.handed_in_at, over.by_clock, going.handed_in_at) == (over.ends_at, True, None)


def test_beginning_another_hands_in_the_one_that_is_over(course: Course, amina: Person, mock: Paper) -> None:
    later = begin_mock(amina, course=course, key=new_id(), at=AT + timedelta(hours=2))
    mock.refresh_from_db()
    assert later != mock
    assert mock.by_clock
    assert learner_of(amina).answers_counted == 45


def test_a_listener_folds_the_difficulties_of_the_whole_paper(
    mock: Paper, django_assert_max_num_queries: object
) -> None:
    choose(mock, right=10)
    hand_in(mock, at=AT)
    line = LedgerLine.objects.get(verb="practice.paper_handed_in")
    with django_assert_max_num_queries(12):  # type: ignore[operator]
        fold_handed_in(line)
    fold_handed_in(line)
    assert set(QuestionState.objects.values_list("answers", flat=True)) == {1}
    assert QuestionState.objects.count() == 45


def test_a_rebuild_gives_marks_and_readiness_again(course: Course, amina: Person, mock: Paper) -> None:
    choose(mock, right=33)
    hand_in(mock, at=AT)
    short = begin_test(amina, module=Module.objects.get(code="paper-course-d1"), key=new_id(), at=AT)
    choose(short, right=5)
    hand_in(short, at=AT)
    for line in LedgerLine.objects.filter(verb="practice.paper_handed_in"):
        fold_handed_in(line)
    before = derived()
    rebuild()
    assert derived() == before
    Paper.objects.update(score=0, passed=None)
    Readiness.objects.update(chance=0, standing="likely")
    done = rebuild()
    assert derived() == before
    assert (done.papers, done.readiness) == (2, 1)


def test_a_short_test_spares_the_lesson_and_is_not_tried_twice_a_day(course: Course, amina: Person) -> None:
    module = Module.objects.get(code="paper-course-d1")
    first = begin_test(amina, module=module, key=new_id(), at=AT)
    assert (len(first.questions), first.ends_at) == (5, None)
    assert begin_test(amina, module=module, key=new_id(), at=AT) == first
    with pytest.raises(AnotherOpenError):
        begin_test(amina, module=Module.objects.get(code="paper-course-d2"), key=new_id(), at=AT)
    choose(first, right=3, wrong=2)
    assert hand_in(first, at=AT).passed is False
    with pytest.raises(TooSoonError):
        begin_test(amina, module=module, key=new_id(), at=AT + timedelta(hours=23))
    second = begin_test(amina, module=module, key=new_id(), at=AT + timedelta(hours=25))
    assert not set(second.questions) & set(first.questions)
    choose(second, right=4)
    assert hand_in(second, at=AT + timedelta(hours=25)).passed is True
    assert completed_modules(amina, course) == {module.pk}
    with pytest.raises(TooSoonError):
        begin_test(amina, module=module, key=new_id(), at=AT + timedelta(days=9))


@pytest.mark.parametrize("last", ["lesson", "test"])
def test_a_course_is_completed_once_by_lessons_and_tests(course: Course, amina: Person, last: str) -> None:
    modules = list(course.modules.all())
    by_test = modules[0]
    if last == "lesson":
        _pass(amina, by_test)
    for module in modules[1:]:
        finish_lesson(key=new_id(), person=amina, lesson=module.lessons.get(), at=AT)
    if last == "test":
        assert not course_is_completed(amina, course)
        _pass(amina, by_test)
    assert course_is_completed(amina, course)
    finish_lesson(key=new_id(), person=amina, lesson=by_test.lessons.get(), at=AT)
    line = LedgerLine.objects.get(verb="practice.course_completed")
    assert (line.subject_id, line.refs) == (learner_of(amina).pk, {"course": str(course.pk), "code": course.code})
    assert CourseCompletion.objects.get().happened_at == AT
    make_question(modules[0], "new")
    modules[0].lessons.create(code="one-more", title={}, text={}, minutes=5, position=9)
    assert course_is_completed(amina, course)


def _pass(person: Person, module: Module) -> None:
    paper = begin_test(person, module=module, key=new_id(), at=AT)
    choose(paper, right=5)
    hand_in(paper, at=AT)


def test_progress_of_many_is_few_queries(course: Course, amina: Person, django_assert_max_num_queries: object) -> None:
    people = [amina, *(grant(make_person(), "learner") for _ in range(5))]
    _pass(amina, course.modules.all()[0])
    finish_lesson(key=new_id(), person=people[1], lesson=course.modules.all()[1].lessons.get())
    with django_assert_max_num_queries(5):  # type: ignore[operator]
        progress = progress_by_person(people, course)
    assert [progress[person.pk].done for person in people] == [1, 1, 0, 0, 0, 0]
    assert {(one.of, one.completed) for one in progress.values()} == {(4, False)}


@pytest.mark.django_db(transaction=True)
def test_two_tabs_hand_in_at_once_and_it_counts_once(amina: Person) -> None:
    paper = begin_mock(amina, course=make_course(per_domain=5), key=new_id(), at=AT)
    choose(paper, right=10)
    start, failed, done = Barrier(4), list[BaseException](), list[Paper]()

    def give_in() -> None:
        try:
            start.wait()
            done.append(hand_in(Paper.objects.get(pk=paper.pk), at=AT))
        except BaseException as error:
            failed.append(error)
        finally:
            connection.close()

    threads = [Thread(target=give_in) for _ in range(4)]
    for thread in threads:
        thread.start()
    for thread in threads:
        thread.join()
    assert failed == []
    assert {one.score for one in done} == {0.5}
    assert Answer.objects.count() == Learner.objects.get().answers_counted == 20
    assert LedgerLine.objects.filter(verb="practice.paper_handed_in").count() == 1


@pytest.mark.django_db(transaction=True)
def test_two_begin_at_once_and_one_is_begun(amina: Person) -> None:
    course = make_course(per_domain=5)
    start, failed, begun = Barrier(4), list[BaseException](), list[Paper]()

    def begin() -> None:
        try:
            start.wait()
            begun.append(begin_mock(amina, course=course, key=new_id(), at=AT))
        except BaseException as error:
            failed.append(error)
        finally:
            connection.close()

    Learner.objects.create(person=amina)
    threads = [Thread(target=begin) for _ in range(4)]
    for thread in threads:
        thread.start()
    for thread in threads:
        thread.join()
    assert failed == []
    assert len({paper.pk for paper in begun}) == Paper.objects.count() == 1


def test_a_person_takes_along_their_papers_and_erasing_keeps_them_without_a_name(
    course: Course, amina: Person, mock: Paper
) -> None:
    hooks = next(one for one in all_hooks() if one.station == "practice")
    choose(mock, right=40)
    exported = hooks.export(amina.pk)
    assert isinstance(exported, dict)
    assert len(exported["papers"][0]["chosen"]) == 40  # type: ignore[index,call-overload,arg-type]
    hand_in(mock, at=AT)
    for module in course.modules.all():
        finish_lesson(key=new_id(), person=amina, lesson=module.lessons.get(), at=AT)
    exported = hooks.export(amina.pk)
    assert isinstance(exported, dict)
    paper, ready = exported["papers"][0], exported["readiness"][0]  # type: ignore[index,call-overload]
    assert (paper["kind"], paper["passed"], len(paper["questions"])) == ("mock", True, 45)  # type: ignore[index,call-overload,arg-type]
    assert ready["exam"] == "PAPER-COURSE"  # type: ignore[index,call-overload]
    assert exported["courses_completed"][0]["course"] == "paper-course"  # type: ignore[index,call-overload]
    fold_handed_in(LedgerLine.objects.get(verb="practice.paper_handed_in"))
    before = derived()
    assert hooks.erase(amina.pk) == 1
    assert hooks.export(amina.pk) == {}
    rebuild()
    assert derived() == before
    assert (Paper.objects.get().learner.person, question_at(mock, 1).pk) == (None, UUID(mock.questions[0]))
    assert not LedgerLine.objects.filter(actor_id=amina.pk, verb__startswith="practice.").exists()
