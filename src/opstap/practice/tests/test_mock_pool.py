"""Questions of mock exams: unseen in practice before, and asked in the forms of the course's authors, in order."""

import re
from uuid import UUID

import pytest
from django.test import Client
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st
from tests.build import grant, make_person

from opstap.curriculum.models import Course, MockForm, Module, Question, Skill
from opstap.curriculum.queries import check_questions
from opstap.kit.ids import new_id
from opstap.people.models import Person
from opstap.practice.actions.answer_question import answer_question
from opstap.practice.actions.begin_paper import begin_mock, begin_test
from opstap.practice.actions.hand_in import hand_in
from opstap.practice.models import Paper
from opstap.practice.queries import choose_question, learner_of, may_practise, open_to
from opstap.practice.queries.mock_forms import coming_mock, next_form
from opstap.practice.queries.papers import pool_of, state_of_test
from opstap.practice.queries.papers import testable_modules as modules_with_test
from opstap.practice.rules.drawing import cases_together
from opstap.practice.tests.build import make_course
from opstap.practice.tests.every_kind import KINDS, make_every_kind

pytestmark = pytest.mark.django_db
MOCK = Question.Pool.MOCK


@pytest.fixture
def course(db: None) -> Course:
    """Four questions in each domain, the last of each for mock exams alone; two forms hold two of those each."""
    made = make_course("pool", per_domain=4)
    Question.objects.filter(code__endswith="-03").update(pool=MOCK)
    for number, domains in enumerate((("d1", "d2"), ("d3", "d4")), start=1):
        codes = [f"pool-{name}-{place}" for name in domains for place in ("03", "00")]
        MockForm.objects.create(
            course=made, code=f"form-{number}", title={"en": f"Form {number}"}, questions=codes, position=number
        )
    return made


def codes_of(paper: Paper) -> list[str]:
    codes = dict(Question.objects.values_list("pk", "code"))
    return [codes[UUID(pk)] for pk in paper.questions]


def sit(person: Person, course: Course) -> Paper:
    return hand_in(begin_mock(person, course=course, key=new_id()))


def test_the_forms_come_in_order_then_one_is_drawn_from_what_was_seen(course: Course, amina: Person) -> None:
    first = begin_mock(amina, course=course, key=new_id())
    assert codes_of(first) == ["pool-d1-03", "pool-d1-00", "pool-d2-03", "pool-d2-00"]
    assert first.form is not None
    assert first.form.code == "form-1"
    assert first.ends_at is not None
    hand_in(first)
    second = sit(amina, course)
    assert codes_of(second) == ["pool-d3-03", "pool-d3-00", "pool-d4-03", "pool-d4-00"]
    third = sit(amina, course)
    assert third.form is None
    assert len(third.questions) > 10
    other = grant(make_person(), "learner")
    assert begin_mock(other, course=course, key=new_id()).form == first.form


def test_a_drawn_exam_holds_nothing_of_forms_that_were_not_sat(course: Course, amina: Person) -> None:
    MockForm.objects.filter(code="form-2").update(retired=True)
    sit(amina, course)
    drawn = sit(amina, course)
    seen = {"pool-d1-03", "pool-d2-03"}
    assert {code for code in codes_of(drawn) if code.endswith("-03")} <= seen
    assert len(codes_of(drawn)) <= 14


def test_a_form_leaves_retired_questions_out_and_asks_the_newest_version(course: Course, amina: Person) -> None:
    Question.objects.filter(code="pool-d1-00").update(retired=True)
    old = Question.objects.get(code="pool-d2-03")
    Question.objects.filter(pk=old.pk).update(current=False)
    newer = Question.objects.get(pk=old.pk)
    newer.pk, newer.version, newer.current = new_id(), 2, True
    newer.save(force_insert=True)
    paper = begin_mock(amina, course=course, key=new_id())
    assert codes_of(paper) == ["pool-d1-03", "pool-d2-03", "pool-d2-00"]
    assert str(newer.pk) in paper.questions
    Question.objects.filter(code__in=MockForm.objects.get(code="form-1").questions).update(retired=True)
    other = learner_of(grant(make_person(), "learner"))
    form = next_form(other, course)
    assert form is not None
    assert form.form.code == "form-2", "a form of which nothing is left is passed over"


def test_questions_of_a_case_stand_together_on_a_form(course: Course, amina: Person, client: Client) -> None:
    module = Module.objects.get(code="pool-d1")
    questions = make_every_kind(module, Skill.objects.get(code="pool.d1.0"), pool=MOCK)
    codes = [questions[kind].code for kind in KINDS]
    MockForm.objects.create(
        course=course, code="first", title={"en": "All"}, questions=["pool-d1-00", *codes], position=0
    )
    paper = begin_mock(amina, course=course, key=new_id())
    ordered = codes_of(paper)
    at = ordered.index("pool-d1-dropdown")
    assert ordered[at : at + 3] == ["pool-d1-dropdown", "pool-d1-match", "pool-d1-order"]
    assert len(ordered) == len(KINDS) + 1
    client.force_login(amina)
    pages = [client.get(f"/practice/paper/{paper.pk}/?q={at + 1 + turn}").content.decode() for turn in range(3)]
    for turn, page in enumerate(pages):
        assert f"Question {turn + 1} of 3 about this situation" in page
        assert ('<details class="details" open>' in page) == (turn == 0)


@pytest.mark.parametrize(
    ("codes", "ordered"),
    [
        ("", ""),
        ("a b c", "a b c"),
        ("a y1 b x1 y0 x0", "a y0 y1 b x0 x1"),
        ("x1", "x1"),
    ],
)
def test_cases_together(codes: str, ordered: str) -> None:
    cases = {code: code[0] for code in codes.split() if len(code) > 1}
    assert cases_together(codes.split(), cases) == ordered.split()


def test_practice_asks_no_question_of_mock_exams_before_one_was_sat(course: Course, amina: Person) -> None:
    asked = set()
    for _ in range(14):
        question = choose_question(learner_of(amina), course)
        assert question is not None
        asked.add(question.code)
        answer_question(key=new_id(), person=amina, question=question, chosen=["a"])
    assert not {code for code in asked if code.endswith("-03")}
    sit(amina, course)
    learner = learner_of(amina)
    seen = set(open_to(learner, Question.objects.filter(pool=MOCK)).values_list("code", flat=True))
    assert seen == {"pool-d1-03", "pool-d2-03"}
    Question.objects.exclude(pool=MOCK).update(retired=True)
    question = choose_question(learner, course)
    assert question is not None
    assert question.code in seen


def test_nor_is_it_asked_in_a_short_test_a_lesson_or_by_its_address(
    course: Course, amina: Person, client: Client
) -> None:
    module = Module.objects.get(code="pool-d1")
    hidden = Question.objects.get(code="pool-d1-03")
    assert "pool-d1-03" not in codes_of(begin_test(amina, module=module, key=new_id()))
    assert state_of_test(amina, module).questions == 3
    assert module.pk in modules_with_test(course)
    Question.objects.filter(code="pool-d1-02").update(pool=MOCK)
    assert module.pk not in modules_with_test(course)
    assert set(check_questions(["pool-d1-03", "pool-d1-00"])) == {"pool-d1-00"}
    client.force_login(amina)
    values = {"key": str(new_id()), "question": str(hidden.pk), "where": "practice", "choice": "a"}
    begun = begin_mock(amina, course=course, key=new_id())
    assert client.post("/practice/answer/", values).status_code == 404, "also while the paper is open"
    assert not may_practise(amina, hidden)
    hand_in(begun)
    assert may_practise(amina, hidden)
    assert client.post("/practice/answer/", values).status_code == 302


@settings(
    max_examples=25, deadline=None, suppress_health_check=[HealthCheck.function_scoped_fixture, HealthCheck.too_slow]
)
@given(hidden=st.sets(st.integers(0, 15)), sat=st.integers(0, 2), handed=st.booleans())
def test_an_unseen_question_of_mock_exams_is_never_a_candidate(
    course: Course, hidden: set[int], sat: int, handed: bool
) -> None:
    person = grant(make_person(), "learner")
    codes = sorted(Question.objects.filter(course=course).values_list("code", flat=True))
    Question.objects.update(pool=Question.Pool.PRACTICE)
    Question.objects.filter(code__in=[codes[number] for number in hidden]).update(pool=MOCK)
    met: set[str] = set()
    for turn in range(sat):
        paper = begin_mock(person, course=course, key=new_id())
        if turn < sat - 1 or handed:
            hand_in(paper)
            met |= set(codes_of(paper))
    learner = learner_of(person)
    unseen = {codes[number] for number in hidden} - met
    practised = set(open_to(learner, Question.objects.filter(course=course)).values_list("code", flat=True))
    assert practised == set(codes) - unseen
    assert not unseen & {one.code for one in pool_of(learner, course).questions}
    chosen = choose_question(learner, course)
    assert chosen is None or chosen.code not in unseen


def test_the_page_says_what_comes(course: Course, amina: Person, client: Client) -> None:
    client.force_login(amina)
    page = client.get("/practice/mock/").content.decode()
    assert "Form 1" in page
    assert "(1 of 2)" in page
    assert "4 questions" in page
    assert "The authors of the course put it together." in page
    Question.objects.filter(code__in=["pool-d1-00", "pool-d2-00"]).update(pool=MOCK)
    assert "practice has not shown you" in client.get("/practice/mock/").content.decode()
    for _ in range(2):
        sit(amina, course)
    page = client.get("/practice/mock/").content.decode()
    assert "You have done every mock exam of the authors." in page
    sized = re.search(r"(\d+) questions", page)
    assert sized is not None
    assert int(sized[1]) == coming_mock(learner_of(amina), course).size == len(sit(amina, course).questions)


def test_what_comes_asks_little_of_the_database(
    course: Course, amina: Person, client: Client, django_assert_max_num_queries: object
) -> None:
    client.force_login(amina)
    for _ in range(3):
        with django_assert_max_num_queries(15):  # type: ignore[operator]
            assert client.get("/practice/mock/").status_code == 200
        sit(amina, course)
