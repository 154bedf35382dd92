"""/practice/items/: how questions do, who sees it, and taking one out of use."""

from datetime import timedelta
from itertools import count
from uuid import uuid4

import pytest
from django.test import Client
from pytest_django import DjangoAssertNumQueries
from tests.build import grant, make_person

from opstap.curriculum.actions.load_course import load_courses
from opstap.curriculum.actions.retire_question import retire_question
from opstap.curriculum.models import Course, Question
from opstap.kit.clock import now
from opstap.kit.models import LedgerLine
from opstap.people.models import Person
from opstap.practice import access_items
from opstap.practice.models import Answer, Learner
from opstap.practice.queries import choose_question, learner_of
from opstap.practice.queries.item_health import items_of
from opstap.practice.rules.item_health import Flag
from opstap.practice.tests.build import make_course

pytestmark = pytest.mark.django_db
ODD = "paper-course-d1-00"


@pytest.fixture
def course(db: None) -> Course:
    return make_course(per_domain=2)


@pytest.fixture
def trainer(db: None) -> Person:
    return grant(make_person("Tess Trainer"), "author")


@pytest.fixture
def answered(course: Course) -> Course:
    """Sixty people answer all eight questions; the able, half of them, choose "b" at the first one, the others "a"."""
    days = count()
    rows = []
    for number in range(60):
        learner, able = Learner.objects.create(), number % 2 == 0
        for question in Question.objects.order_by("code"):
            chosen = ("b" if able else "a") if question.code == ODD else ("a" if able else "c")
            rows.append(
                Answer(
                    key=uuid4(),
                    learner=learner,
                    question=question,
                    chosen=[chosen],
                    score=float(chosen == "a"),
                    expected=0.5,
                    where=Answer.Where.PRACTICE,
                    happened_at=now() - timedelta(days=next(days) % 200),
                )
            )
    Answer.objects.bulk_create(rows)
    return course


def page_of(client: Client, url: str = "/practice/items/", status: int = 200) -> str:
    answer = client.get(url)
    assert answer.status_code == status
    return answer.content.decode()


def test_what_needs_a_look_comes_first(client: Client, trainer: Person, answered: Course) -> None:
    client.force_login(trainer)
    page = page_of(client)
    assert "look at the key" in page
    assert page.index(ODD) < page.index("paper-course-d1-01")
    assert "8 questions" in page
    page = page_of(client, "/practice/items/?q=D2-00")
    assert ODD not in page
    assert "1 question<" in page
    assert "No question here" in page_of(client, "/practice/items/?show=retired")
    page_of(client, "/practice/items/?course=elsewhere", 404)


def test_a_question_in_words(client: Client, trainer: Person, answered: Course) -> None:
    client.force_login(trainer)
    page = page_of(client, f"/practice/items/{ODD}/")
    assert "Those who do well elsewhere choose a wrong option rather than the right one." in page
    assert "chosen by those who do well elsewhere" in page
    assert "nobody takes it" in page
    assert "50\N{NO-BREAK SPACE}%" in page
    assert "Too few answers to say." not in page
    page_of(client, "/practice/items/nothing/", 404)


def test_only_first_tries_of_the_newest_version_count(answered: Course) -> None:
    question = Question.objects.get(code=ODD)
    (line,) = items_of(Question.objects.filter(code=ODD), answered, at=now())
    assert line.health.answers == 60
    assert Flag.KEY not in line.health.flags, "alone, there is nothing to compare with"
    Answer.objects.filter(question=question).update(first_try=False)
    lines = items_of(Question.objects.filter(current=True), answered, at=now())
    assert next(one for one in lines if one.question == question).health.answers == 0


def test_out_of_use_it_is_not_asked_and_comes_back(
    client: Client, trainer: Person, amina: Person, answered: Course
) -> None:
    client.force_login(trainer)
    for _ in range(2):
        assert client.post(f"/practice/items/{ODD}/retire/", {"retired": "1"}).status_code == 302
    line = LedgerLine.objects.get(verb="curriculum.question_retired")
    assert (line.actor_id, line.subject_id) == (trainer.pk, Question.objects.get(code=ODD).pk)
    assert "It is no longer asked. Its answers stay." in page_of(client, f"/practice/items/{ODD}/")
    assert ODD in page_of(client, "/practice/items/?show=retired")
    assert ODD not in page_of(client)
    Question.objects.exclude(code=ODD).update(retired=True)
    assert choose_question(learner_of(amina), answered) is None
    client.post(f"/practice/items/{ODD}/retire/", {"retired": "0"})
    assert choose_question(learner_of(amina), answered) is not None
    assert Answer.objects.filter(question__code=ODD).count() == 60


def test_loading_the_course_again_does_not_bring_it_back(doors: Course, trainer: Person, tmp_path: object) -> None:
    question = Question.objects.get(code="doors-01", current=True)
    retire_question(question, retired=True, by=trainer)
    load_courses(paths=[next(iter(tmp_path.glob("**/course.yaml"))).parent])  # type: ignore[attr-defined]
    question.refresh_from_db()
    assert question.retired
    retire_question(question, retired=False, by=trainer)
    load_courses(paths=[next(iter(tmp_path.glob("**/course.yaml"))).parent])  # type: ignore[attr-defined]
    question.refresh_from_db()
    assert not question.retired


def test_the_list_as_a_table(client: Client, trainer: Person, answered: Course) -> None:
    client.force_login(trainer)
    answer = client.get("/practice/items.csv?show=all")
    lines = b"".join(answer.streaming_content).decode().splitlines()  # type: ignore[attr-defined]
    assert len(lines) == 9
    assert lines[1].startswith(f"{ODD};")
    assert "look at the key" in lines[1]


def test_without_a_course(client: Client, trainer: Person) -> None:
    client.force_login(trainer)
    assert "No question here" in page_of(client)
    page_of(client, "/practice/items.csv", 404)


def test_a_page_asks_little_of_the_database(
    client: Client, trainer: Person, answered: Course, django_assert_max_num_queries: DjangoAssertNumQueries
) -> None:
    client.force_login(trainer)
    for url, most in (("/practice/items/", 9), ("/practice/items/?show=all", 9), (f"/practice/items/{ODD}/", 8)):
        with django_assert_max_num_queries(most):
            page_of(client, url)


def test_who_looks_and_who_takes_out(
    client: Client, answered: Course, amina: Person, bilal: Person, manager: Person, dora: Person
) -> None:
    question = Question.objects.get(code=ODD)
    writers = [grant(make_person(), role) for role in ("author", "reviewer", "administrator")]
    for person in (amina, bilal, dora, manager, *writers):
        looks, retires = person in (manager, *writers), person in writers
        assert (
            (question in access_items.items_visible_to(person)) == access_items.can_see_item(person, question) == looks
        )
        assert (
            (question in access_items.items_retired_by(person)) == access_items.can_retire(person, question) == retires
        )
        client.force_login(person)
        for url in ("/practice/items/", "/practice/items.csv", f"/practice/items/{ODD}/"):
            assert client.get(url).status_code == (200 if looks else 404)
        sent = client.post(f"/practice/items/{ODD}/retire/", {"retired": "1"})
        assert sent.status_code == (302 if retires else 404)
    client.logout()
    assert client.get("/practice/items/").status_code == 302
