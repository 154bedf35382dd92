"""A placement test from its beginning to what it came to."""

from collections.abc import Callable
from datetime import datetime, timedelta
from itertools import cycle

import pytest
from tests.build import grant, make_person

from opstap.curriculum.models import Course, Lesson, Module, Question
from opstap.kit.clock import BRUSSELS
from opstap.kit.ids import new_id
from opstap.kit.models import LedgerLine
from opstap.kit.privacy import all_hooks
from opstap.people.models import Person
from opstap.practice.actions.answer_placement import answer_placement
from opstap.practice.actions.answer_question import KeyTakenError, answer_question
from opstap.practice.actions.begin_placement import NoPlacementNowError, begin_placement
from opstap.practice.actions.count_answers import Reply
from opstap.practice.actions.end_placement import end_placement
from opstap.practice.actions.rebuild import rebuild
from opstap.practice.models import Answer, Learner, Placement
from opstap.practice.queries.placement import fits_now, next_step, result_of, state_of
from opstap.practice.queries.placement_ground import bank_of, course_to_place, exposure_of, ground_of
from opstap.practice.rules.placement import Standing
from opstap.practice.rules.placement_clock import may_begin, seconds_used
from opstap.practice.tests.build import make_course

pytestmark = pytest.mark.django_db

AT = datetime(2026, 11, 24, 9, tzinfo=BRUSSELS)
type Chooser = Callable[[Question], list[str]]


@pytest.fixture
def course(db: None) -> Course:
    """Four areas with ten questions of each level from 1 to 5, and a lesson in each."""
    made = make_course("paper-course", per_domain=25)
    for number, question in enumerate(Question.objects.order_by("code")):
        Question.objects.filter(pk=question.pk).update(level=1 + number % 5)
    for module in Module.objects.all():
        Module.objects.filter(pk=module.pk).update(domain=module.code.removeprefix("paper-course-"))
    return made


def begin(person: Person, course: Course, at: datetime = AT) -> Placement:
    return begin_placement(person, course=course, key=new_id(), at=at)


def take(test: Placement, choose: Chooser, *, pace: timedelta = timedelta(seconds=20)) -> Placement:
    """Answer until it ends, at this pace."""
    at = test.started_at
    while test.ended_at is None:
        assert test.asked is not None
        at += pace
        test = answer_placement(test, Reply(new_id(), test.asked, choose(test.asked)), at=at)
    return test


def knows(*domains: str) -> Chooser:
    return lambda question: ["a"] if question.code.split("-")[2] in domains else []


ALL, NONE = knows("d1", "d2", "d3", "d4"), knows()


def test_it_begins_easy_asks_each_area_and_ends_by_the_rules(amina: Person, course: Course) -> None:
    test = begin(amina, course)
    assert test.asked is not None
    assert test.asked.level <= 2
    ended = take(test, knows("d1", "d2"))
    answers = Answer.objects.filter(placement=ended).order_by("sequence")
    codes = list(answers.values_list("question__code", flat=True))
    assert 8 <= len(codes) == len(set(codes)) <= 20
    assert {code.split("-")[2] for code in codes} == {"d1", "d2", "d3", "d4"}
    assert ended.stop in {"settled", "sure", "enough"}
    assert ended.asked is None
    assert set(answers.values_list("where", flat=True)) == {"placement"}
    assert Learner.objects.get().answers_counted == len(codes)
    verbs = list(LedgerLine.objects.order_by("pk").values_list("verb", flat=True))
    assert verbs == ["practice.placement_begun", *["practice.answered"] * len(codes), "practice.placement_ended"]


@pytest.mark.parametrize(("choose", "standing"), [(ALL, Standing.KNOWN), (NONE, Standing.NEW)])
def test_what_it_comes_to(amina: Person, course: Course, choose: Chooser, standing: Standing) -> None:
    ended = take(begin(amina, course), choose)
    asked = [one for one in ended.areas if one["asked"] >= 2]
    assert asked
    assert {one["decision"] for one in asked} == {standing.value}
    result = result_of(ended)
    skipped = [lesson.code for some in result.lessons.values() for lesson in some]
    assert bool(skipped) == (standing is Standing.KNOWN)
    assert any(area.bridge for area in result.decision.areas) == (standing is Standing.NEW)


def test_a_reply_sent_twice_or_from_an_older_page_counts_once(amina: Person, course: Course) -> None:
    test = begin(amina, course)
    first = test.asked
    assert first is not None
    reply = Reply(new_id(), first, ["a"])
    after = answer_placement(test, reply)
    assert answer_placement(test, reply).asked_id == after.asked_id
    assert answer_placement(test, Reply(new_id(), first, ["b"])).asked_id == after.asked_id
    assert Answer.objects.count() == 1
    ended = end_placement(after)
    assert after.asked is not None
    answer_placement(ended, Reply(new_id(), after.asked, ["a"]))
    assert Answer.objects.count() == 1
    assert end_placement(ended).ended_at == ended.ended_at
    assert LedgerLine.objects.filter(verb="practice.placement_ended").count() == 1


def test_beginning_twice_gives_the_open_one_and_a_month_must_pass(amina: Person, course: Course) -> None:
    test = begin(amina, course)
    assert begin_placement(amina, course=course, key=test.key, at=AT) == test
    assert begin(amina, course) == test
    with pytest.raises(KeyTakenError):
        begin_placement(grant(make_person(), "learner"), course=course, key=test.key, at=AT)
    end_placement(test, at=AT)
    with pytest.raises(NoPlacementNowError):
        begin(amina, course, AT + timedelta(days=29))
    assert begin(amina, course, AT + timedelta(days=30)) != test


def test_it_may_be_stopped_at_any_moment_also_before_the_first_answer(amina: Person, course: Course) -> None:
    ended = end_placement(begin(amina, course))
    assert (ended.stop, {one["decision"] for one in ended.areas}) == ("stopped", {"partly"})
    assert state_of(ended.ended_at, ended.areas) is None


def test_only_time_at_a_question_counts(amina: Person, course: Course) -> None:
    # A day between every two replies counts two minutes each: the eighth question ends it.
    turns = cycle("ab")
    ended = take(begin(amina, course), lambda _: [next(turns)], pace=timedelta(days=1))
    assert ended.stop == "time"
    assert Answer.objects.count() == 8


def test_the_clock() -> None:
    moments = [AT + timedelta(seconds=30), AT + timedelta(days=3), AT + timedelta(days=3, seconds=10)]
    assert seconds_used(AT, []) == 0
    assert seconds_used(AT, moments) == 30 + 120 + 10
    assert seconds_used(AT, [AT - timedelta(seconds=5)]) == 0
    assert [may_begin(last, AT) for last in (None, AT, AT - timedelta(days=30))] == [True, False, True]


def test_a_rebuild_gives_the_same_to_the_last_digit(course: Course) -> None:
    for number in range(4):
        take(begin(grant(make_person(), "learner"), course), knows(*["d1", "d2", "d3"][:number]))
    begin(grant(make_person(), "learner"), course)
    fields = ("pk", "ability", "spread", "areas", "stop", "asked")
    before = list(Placement.objects.order_by("pk").values_list(*fields))
    Placement.objects.update(ability=3, areas=[{"code": "d9"}])
    assert rebuild().placements == 4
    assert list(Placement.objects.order_by("pk").values_list(*fields)) == before


def test_who_somebody_is_changes_nothing(amina: Person, course: Course) -> None:
    """Nothing of the person is read but their seed: another name, language, address and age, and the same step comes next."""
    test = begin(amina, course)
    learner = Learner.objects.get()
    first = next_step(learner, test, at=AT)
    Person.objects.filter(pk=amina.pk).update(name="Zoë", email="zoe@example.test", phone="+32470000009", language="fr")
    assert next_step(Learner.objects.get(), test, at=AT) == first


def test_exposure_counts_the_tests_of_ninety_days(amina: Person, course: Course) -> None:
    old = grant(make_person(), "learner")
    for person, at in ((old, AT - timedelta(days=91)), (amina, AT)):
        test = begin(person, course, at)
        assert test.asked is not None
        answer_placement(test, Reply(new_id(), test.asked, ["a"]), at=at)
    exposure = exposure_of(course, at=AT + timedelta(hours=1))
    assert exposure.people == 1
    assert list(exposure.shown.values()) == [1]


def test_what_may_be_asked(amina: Person, course: Course) -> None:
    learner = Learner.objects.create(person=amina)
    hidden = list(Question.objects.order_by("code")[:4])
    Question.objects.filter(pk=hidden[0].pk).update(pool="mock")
    Question.objects.filter(pk=hidden[1].pk).update(retired=True)
    Question.objects.filter(pk=hidden[2].pk).update(case_code="case")
    answer_question(key=new_id(), person=amina, question=hidden[3], chosen=["a"], at=AT)
    ground = ground_of(course)
    codes = set(bank_of(learner, course, ground, at=AT).rows)
    assert len(codes) == 96
    assert not codes & {one.code for one in hidden}
    assert hidden[3].code in bank_of(learner, course, ground, at=AT + timedelta(days=31)).rows


def test_a_course_without_an_outline_has_its_modules_as_areas(amina: Person, course: Course) -> None:
    Course.objects.update(blueprint=None)
    course.refresh_from_db()
    ground = ground_of(course)
    assert [area.code for area in ground.areas] == [f"paper-course-d{number}" for number in (1, 2, 3, 4)]
    ended = take(begin(amina, course), ALL)
    assert {one["code"] for one in ended.areas} == {area.code for area in ground.areas}
    state = state_of(ended.ended_at, ended.areas)
    assert state is not None
    assert {"en": "d1"} in [one.name for one in state.areas]


def test_which_course(course: Course) -> None:
    small = make_course("small", per_domain=4)
    assert course_to_place([small, course]) == course
    assert course_to_place([small]) is None
    Question.objects.filter(course=course, code__endswith="0").update(pool="mock")
    Course.objects.filter(pk=course.pk).update(draft=True)
    assert course_to_place([Course.objects.get(pk=course.pk)]) is None


def test_it_is_offered_as_a_first_step_alone(amina: Person, course: Course) -> None:
    assert fits_now(amina, [course], answered=False)
    assert not fits_now(amina, [course], answered=True)
    assert not fits_now(amina, [], answered=False)
    test = begin(amina, course)
    assert fits_now(amina, [course], answered=True)
    end_placement(test)
    assert not fits_now(amina, [course], answered=False)


def test_a_person_takes_it_along(amina: Person, course: Course) -> None:
    hooks = next(one for one in all_hooks() if one.station == "practice")
    take(begin(amina, course), ALL)
    exported = hooks.export(amina.pk)
    assert isinstance(exported, dict)
    assert exported["placement_tests"][0]["areas"][0]["code"] == "d1"  # type: ignore[index,call-overload]
    hooks.erase(amina.pk)
    assert Placement.objects.get().learner.person is None


def test_a_lesson_that_was_read_is_not_proposed(amina: Person, course: Course) -> None:
    ended = take(begin(amina, course), ALL)
    before = {one.code for some in result_of(ended).lessons.values() for one in some}
    assert before
    Lesson.objects.filter(code__in=before).update(retired=True)
    assert not any(result_of(ended).lessons.values())
