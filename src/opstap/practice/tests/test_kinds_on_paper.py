"""Each kind of question on a paper: kept, shown again, and harmless in an old tab."""

import re
from html import unescape
from pathlib import Path

import pytest
from django.test import Client

from opstap.curriculum.models import MockForm, Module, Question, Skill
from opstap.curriculum.queries import asked_of
from opstap.curriculum.rules.marking import best_response
from opstap.curriculum.tests.packs import load_template
from opstap.kit.ids import new_id
from opstap.people.models import Person
from opstap.practice.actions.begin_paper import begin_mock
from opstap.practice.actions.hand_in import hand_in
from opstap.practice.actions.save_choices import save_choices
from opstap.practice.models import Answer, Paper, PaperChoice
from opstap.practice.queries import learner_of
from opstap.practice.queries.mock_forms import next_form
from opstap.practice.queries.papers import questions_of
from opstap.practice.tests.build import make_course
from opstap.practice.tests.every_kind import KINDS, POSTED, RIGHT, make_every_kind

pytestmark = pytest.mark.django_db


@pytest.fixture
def questions(db: None) -> dict[str, Question]:
    course = make_course("kinds", per_domain=0)
    made = make_every_kind(Module.objects.get(code="kinds-d1"), Skill.objects.get(code="kinds.d1.0"))
    codes = [made[kind].code for kind in KINDS]
    MockForm.objects.create(course=course, code="all", title={"en": "All"}, questions=codes)
    return made


@pytest.fixture
def paper(questions: dict[str, Question], amina: Person, client: Client) -> Paper:
    client.force_login(amina)
    course = questions["single"].course
    assert course is not None
    return begin_mock(amina, course=course, key=new_id())


def move(client: Client, paper: Paper, question: Question, values: dict[str, object]) -> object:
    return client.post(f"/practice/paper/{paper.pk}/", {"question": str(question.pk), "go": "next", **values})


def seen_on(client: Client, paper: Paper, question: Question) -> str:
    number = paper.questions.index(str(question.pk)) + 1
    page = client.get(f"/practice/paper/{paper.pk}/?q={number}").content.decode()
    found = re.search(r'name="seen" value="([^"]*)"', page)
    return unescape(found[1]) if found else ""


def kept(question: Question) -> list[str]:
    return PaperChoice.objects.get(question=question).chosen  # type: ignore[no-any-return]


@pytest.mark.parametrize("kind", KINDS)
def test_what_is_kept_comes_back_and_an_old_tab_does_no_harm(
    client: Client, paper: Paper, questions: dict[str, Question], kind: str
) -> None:
    question = questions[kind]
    assert seen_on(client, paper, question) == ""
    assert move(client, paper, question, POSTED[kind]).status_code == 302  # type: ignore[attr-defined]
    assert kept(question) == RIGHT[kind]
    move(client, paper, question, {"seen": ""})
    assert kept(question) == RIGHT[kind], "a tab from before writes nothing over it"
    move(client, paper, question, {**POSTED[kind], "seen": seen_on(client, paper, question), "marked": "on"})
    assert kept(question) == RIGHT[kind]
    move(client, paper, question, {"seen": seen_on(client, paper, question), "seen_marked": "True"})
    assert kept(question) == [], "what was taken away is taken away"


@pytest.mark.parametrize("kind", KINDS)
def test_handing_in_marks_every_kind(client: Client, paper: Paper, questions: dict[str, Question], kind: str) -> None:
    move(client, paper, questions[kind], POSTED[kind])
    hand_in(paper)
    answer = Answer.objects.get(question=questions[kind])
    assert (answer.chosen, answer.score) == (RIGHT[kind], 1.0)
    page = client.get(f"/practice/paper/{paper.pk}/").content.decode()
    assert "[[" not in page
    if kind != "dropdown":
        assert "A … opens the door" in page


@pytest.mark.parametrize(
    ("kind", "values", "told"),
    [
        ("order", {"place-see": "2", "place-stop": "2"}, "Two steps have the same place."),
        ("short", {"typed": "x" * 201}, "Make your answer shorter"),
        ("numeric", {"typed": "half"}, "We cannot read a number in this."),
    ],
)
def test_what_can_be_mended_stays_on_the_page(
    client: Client, paper: Paper, questions: dict[str, Question], kind: str, values: dict[str, object], told: str
) -> None:
    answer = move(client, paper, questions[kind], {**values, "marked": "on"})
    page = answer.content.decode()  # type: ignore[attr-defined]
    assert answer.status_code == 422  # type: ignore[attr-defined]
    assert told in page
    assert f"Question {paper.questions.index(str(questions[kind].pk)) + 1} of 9" in page
    assert not PaperChoice.objects.exists()


def test_what_the_question_does_not_have_is_refused(
    client: Client, paper: Paper, questions: dict[str, Question]
) -> None:
    for kind, values in (("match", {"slot-p1": "x"}), ("single", {"choice": "x"}), ("order", {"place-x": "1"})):
        assert move(client, paper, questions[kind], dict(values)).status_code == 404  # type: ignore[attr-defined]


@pytest.mark.parametrize("kind", KINDS)
def test_each_question_asks_little_of_the_database(
    client: Client, paper: Paper, questions: dict[str, Question], kind: str, django_assert_max_num_queries: object
) -> None:
    number = paper.questions.index(str(questions[kind].pk)) + 1
    with django_assert_max_num_queries(15):  # type: ignore[operator]
        assert client.get(f"/practice/paper/{paper.pk}/?q={number}").status_code == 200


def test_every_question_of_the_template_pack_can_be_asked_and_marked(
    client: Client, amina: Person, tmp_path: Path
) -> None:
    course = load_template(tmp_path)
    client.force_login(amina)
    kinds = set()
    while form := next_form(learner_of(amina), course):
        paper = begin_mock(amina, course=course, key=new_id())
        assert paper.form == form.form
        for number, question in enumerate(questions_of(paper), start=1):
            kinds.add(question.kind)
            save_choices(paper, choices={question.pk: best_response(asked_of(question))})
            page = client.get(f"/practice/paper/{paper.pk}/?q={number}").content.decode()
            assert "[[" not in page
            assert ("about this situation" in page) == bool(question.case_code)
        assert hand_in(paper).score == 1.0
        for answer in paper.answers.all():
            assert "so that it stays with you" in client.get(f"/practice/answer/{answer.key}/").content.decode()
    assert kinds
