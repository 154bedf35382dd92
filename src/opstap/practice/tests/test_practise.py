"""/practice/: a question, an answer, its feedback; what is shown to be known."""

import re
from uuid import UUID

import pytest
from django.test import Client
from tests.build import grant, make_person

from opstap.curriculum.models import Course, Question
from opstap.kit.ids import new_id
from opstap.kit.models import LedgerLine
from opstap.people.models import Person
from opstap.practice import access
from opstap.practice.models import Answer, Learner, SkillState

pytestmark = pytest.mark.django_db
KEY = "01990000-0000-7000-8000-000000000002"


@pytest.fixture
def as_amina(client: Client, amina: Person, doors: Course) -> Client:
    client.force_login(amina)
    return client


def send(client: Client, question: Question, *chosen: str, key: str = KEY, **more: str) -> object:
    values = {"key": key, "question": str(question.pk), "where": "practice", "choice": list(chosen), **more}
    return client.post("/practice/answer/", values)


@pytest.fixture
def single(doors: Course) -> Question:
    return Question.objects.get(code="doors-01")


@pytest.fixture
def multiple(doors: Course) -> Question:
    return Question.objects.get(code="doors-02")


def test_a_question_is_asked_and_a_reload_asks_the_same_in_the_same_order(as_amina: Client) -> None:
    first, second = (as_amina.get("/practice/").content.decode() for _ in range(2))
    order = re.compile(r'name="choice" value="([^"]+)"')
    assert order.findall(first) == order.findall(second)
    assert len(order.findall(first)) == 3


def test_options_lie_in_another_order_for_another_person(as_amina: Client, single: Question) -> None:
    orders = set()
    for _ in range(12):
        person = grant(make_person(), "learner")
        as_amina.force_login(person)
        page = as_amina.get("/learn/open-doors/").content.decode()
        orders.add(tuple(re.findall(r'name="choice" value="([^"]+)"', page)))
    assert len(orders) > 1


def test_a_right_answer_says_why_and_moves_what_is_shown(as_amina: Client, amina: Person, single: Question) -> None:
    page = as_amina.get(send(as_amina, single, "a").url).content.decode()  # type: ignore[attr-defined]
    assert "Right, a key does." in page
    assert "A wall stands still." not in page
    answer = Answer.objects.get()
    assert (answer.score, answer.chosen, answer.first_try) == (1.0, ["a"], True)
    state = SkillState.objects.get()
    assert (state.answers, state.right, state.recent) == (1, 1.0, [1.0])
    assert state.offset > 0
    assert "One answer so far: right, today." in page
    line = LedgerLine.objects.get(verb="practice.answered")
    assert str(amina.pk) not in f"{line.actor_id} {line.subject_id} {line.refs}"


def test_a_wrong_answer_says_why_it_is_not_and_what_is(as_amina: Client, single: Question) -> None:
    page = as_amina.get(send(as_amina, single, "b").url).content.decode()  # type: ignore[attr-defined]
    assert "A wall stands still." in page
    assert "Right, a key does." in page
    assert SkillState.objects.get().offset < 0


def test_half_of_a_multiple_question_earns_half(as_amina: Client, multiple: Question) -> None:
    page = as_amina.get(send(as_amina, multiple, "a").url).content.decode()  # type: ignore[attr-defined]
    assert "This earns 50 % of the mark" in page
    assert SkillState.objects.count() == 2


def test_i_do_not_know_is_an_answer(as_amina: Client, single: Question) -> None:
    page = as_amina.get(send(as_amina, single, unknown="on").url).content.decode()  # type: ignore[attr-defined]
    assert "Good to know" in page
    assert (Answer.objects.get().chosen, Answer.objects.get().score) == ([], 0)


def test_the_same_key_counts_once_and_shows_the_same_page(as_amina: Client, single: Question) -> None:
    first, second = send(as_amina, single, "a"), send(as_amina, single, "b")
    assert first.url == second.url == f"/practice/answer/{KEY}/"  # type: ignore[attr-defined]
    assert Answer.objects.get().chosen == ["a"]
    assert Learner.objects.get().answers_counted == 1


def test_nothing_chosen_asks_again_with_a_summary(as_amina: Client, single: Question) -> None:
    answer = send(as_amina, single)
    assert answer.status_code == 422  # type: ignore[attr-defined]
    assert "Choose an answer" in answer.content.decode()  # type: ignore[attr-defined]
    assert not Answer.objects.exists()


@pytest.mark.parametrize("chosen", [("z",), ("a", "b")])
def test_a_choice_that_was_not_offered_is_refused(as_amina: Client, single: Question, chosen: tuple[str, ...]) -> None:
    assert send(as_amina, single, *chosen).status_code == 404  # type: ignore[attr-defined]
    assert not Answer.objects.exists()


def test_a_feedback_page_is_its_owners_alone(
    as_amina: Client, client: Client, single: Question, dora: Person, bilal: Person
) -> None:
    url = send(as_amina, single, "a").url  # type: ignore[attr-defined]
    for person in (dora, bilal, grant(make_person(), "learner")):
        client.force_login(person)
        assert client.get(url).status_code == 404
    assert client.get(f"/practice/answer/{new_id()}/").status_code == 404


def test_another_learner_cannot_send_in_a_key_that_is_taken(as_amina: Client, client: Client, single: Question) -> None:
    send(as_amina, single, "a")
    client.force_login(grant(make_person(), "learner"))
    assert send(client, single, "a").status_code == 404  # type: ignore[attr-defined]
    assert Answer.objects.count() == 1


def test_an_open_page_may_send_in_the_version_that_it_showed(as_amina: Client, single: Question) -> None:
    Question.objects.filter(pk=single.pk).update(current=False)
    Question.objects.create(
        code=single.code,
        version=2,
        course=single.course,
        kind="single",
        stem={"en": "?"},
        options=[],
        licence="x",
        author="x",
    )
    send(as_amina, single, "a")
    assert Answer.objects.get().question == single


def test_the_second_time_is_not_a_first_try_whatever_the_version(as_amina: Client, single: Question) -> None:
    send(as_amina, single, "b")
    first = SkillState.objects.get().offset
    send(as_amina, single, "b", key=str(new_id()))
    assert [answer.first_try for answer in Answer.objects.order_by("sequence")] == [True, False]
    assert abs(SkillState.objects.get().offset - first) < abs(first)


def test_what_is_shown_to_be_known_and_why(as_amina: Client, single: Question) -> None:
    for chosen in ("a", "b"):
        send(as_amina, single, chosen, key=str(new_id()))
    page = as_amina.get("/practice/skills/").content.decode()
    assert "You got 1 of your last 2 right, the last one today." in page
    assert "10 to 15 % of the exam" in page
    assert "skills without an answer yet" in page


@pytest.mark.parametrize("path", ["/practice/", "/practice/skills/", f"/practice/answer/{KEY}/"])
def test_each_page_asks_little_of_the_database(
    as_amina: Client, single: Question, path: str, django_assert_max_num_queries: object
) -> None:
    for number, chosen in enumerate("abcabc"):
        send(as_amina, single, chosen, key=KEY if not number else str(new_id()))
    with django_assert_max_num_queries(15):  # type: ignore[operator]
        assert as_amina.get(path).status_code == 200


def test_an_answer_asks_little_of_the_database(
    as_amina: Client, single: Question, django_assert_max_num_queries: object
) -> None:
    send(as_amina, single, "a", key=str(new_id()))
    # One of them is the lock that PostgreSQL takes while answers wait for each other.
    with django_assert_max_num_queries(26):  # type: ignore[operator]
        send(as_amina, single, "a")


def test_without_questions_the_page_explains(client: Client, amina: Person, doors: Course) -> None:
    Question.objects.update(retired=True)
    client.force_login(amina)
    assert "There are no questions yet" in client.get("/practice/").content.decode()


def test_a_question_without_a_skill_is_kept_out(client: Client, amina: Person, doors: Course) -> None:
    for question in Question.objects.all():
        question.skills.clear()
    client.force_login(amina)
    assert "There are no questions yet" in client.get("/practice/").content.decode()


def test_the_two_halves_of_the_answer_policy_agree(
    as_amina: Client, amina: Person, bilal: Person, single: Question
) -> None:
    send(as_amina, single, "a")
    answer = Answer.objects.get()
    for person in (amina, bilal):
        assert access.can_see_answer(person, answer) == (answer in access.answers_visible_to(person))
    assert isinstance(answer.key, UUID)
