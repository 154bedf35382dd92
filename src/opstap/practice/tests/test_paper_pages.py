"""Mock exam, paper, result, readiness and short test through the front door."""

import re
from datetime import timedelta
from uuid import UUID

import pytest
import time_machine
from django.test import Client
from django.utils import timezone
from tests.build import grant, make_person

from opstap.curriculum.models import Course, Question
from opstap.kit.ids import new_id
from opstap.people.models import Person
from opstap.practice import access
from opstap.practice.actions.answer_question import answer_question
from opstap.practice.actions.begin_paper import begin_mock
from opstap.practice.actions.hand_in import hand_in
from opstap.practice.actions.save_choices import save_choices
from opstap.practice.models import Answer, Learner, LessonReading, Paper, PaperChoice, Readiness
from opstap.practice.tests.build import make_course

pytestmark = pytest.mark.django_db


@pytest.fixture
def course(db: None) -> Course:
    return make_course()


@pytest.fixture
def as_amina(client: Client, amina: Person, course: Course) -> Client:
    client.force_login(amina)
    return client


@pytest.fixture
def paper(course: Course, amina: Person) -> Paper:
    return begin_mock(amina, course=course, key=new_id())


def url_of(paper: Paper, rest: str = "") -> str:
    return f"/practice/paper/{paper.pk}/{rest}"


def move(client: Client, paper: Paper, number: int, *chosen: str, **more: str) -> str:
    values = {"question": paper.questions[number - 1], "choice": list(chosen), "go": "next", **more}
    sent = client.post(url_of(paper), values)
    assert sent.status_code == 302, sent.status_code
    url: str = sent.url  # type: ignore[attr-defined]
    return url


def chosen_at(paper: Paper, number: int) -> list[str]:
    return PaperChoice.objects.get(paper=paper, question=paper.questions[number - 1]).chosen  # type: ignore[no-any-return]


def text_of(client: Client, url: str, **headers: str) -> str:
    page = client.get(url, headers=headers)
    assert page.status_code == 200
    return page.content.decode()


def test_from_begin_to_the_result(as_amina: Client, course: Course) -> None:
    page = text_of(as_amina, "/practice/mock/")
    assert "45 questions" in page
    assert "45 minutes" in page
    key = re.search(r'name="key" value="([^"]+)"', page)
    assert key is not None
    values = {"key": key[1], "course": course.code, "language": "en"}
    first, second = (as_amina.post("/practice/mock/", values).url for _ in range(2))  # type: ignore[attr-defined]
    assert first == second
    paper = Paper.objects.get()
    assert "Question 1 of 45" in text_of(as_amina, first)
    assert move(as_amina, paper, 1, "a") == f"{url_of(paper)}?q=2"
    assert move(as_amina, paper, 2, "b", go="overview", marked="on") == url_of(paper, "overview/")
    page = text_of(as_amina, url_of(paper, "overview/"))
    assert "2 answered, 43 open, 1 to look at again." in page
    assert 'aria-label="Question 2, answered, to look at again"' in page
    assert "Question 3 of 45" in text_of(as_amina, url_of(paper))
    assert "43 questions are still open." in text_of(as_amina, url_of(paper, "hand-in/"))
    assert not Answer.objects.exists()
    for _ in range(2):
        assert as_amina.post(url_of(paper, "hand-in/")).url == url_of(paper)  # type: ignore[attr-defined]
    page = text_of(as_amina, url_of(paper))
    assert "1 of 45 questions right; 2 % of the marks." in page
    assert "the exam has its own scale" in page
    assert "Domain d3" in page
    assert "Left open" in page
    assert Answer.objects.count() == 45
    assert "2 % of the marks" in text_of(as_amina, "/practice/mock/")


def test_what_was_saved_is_chosen_on_any_phone(as_amina: Client, paper: Paper) -> None:
    move(as_amina, paper, 1, "c")
    page = text_of(as_amina, url_of(paper) + "?q=1")
    assert re.findall(r'value="(.)" id="q[0-9a-f]+-\d" checked', page) == ["c"]
    assert 'name="seen" value="[&quot;c&quot;]"' in page


def test_an_old_tab_writes_nothing_over_what_it_did_not_touch(as_amina: Client, paper: Paper) -> None:
    move(as_amina, paper, 1, "a", seen="")
    move(as_amina, paper, 1, "b", seen="a")
    move(as_amina, paper, 1, "a", seen="a", seen_marked="")
    move(as_amina, paper, 1, seen="")
    assert chosen_at(paper, 1) == ["b"]
    move(as_amina, paper, 1, seen="b")
    assert chosen_at(paper, 1) == []
    move(as_amina, paper, 1, "b", seen='["b"]')
    assert chosen_at(paper, 1) == []


def test_moves_lead_where_they_say(as_amina: Client, paper: Paper) -> None:
    assert move(as_amina, paper, 2, go="previous").endswith("?q=1")
    assert move(as_amina, paper, 1, go="previous") == url_of(paper, "overview/")
    assert move(as_amina, paper, 45) == url_of(paper, "overview/")
    assert move(as_amina, paper, 3, "a", go="nl").endswith("?q=3")
    assert chosen_at(paper, 3) == ["a"]


@pytest.mark.parametrize("values", [{"question": "x"}, {"question": str(new_id())}, {}])
def test_a_move_that_cannot_be_is_refused(as_amina: Client, paper: Paper, values: dict[str, str]) -> None:
    assert as_amina.post(url_of(paper), values).status_code == 404
    assert as_amina.post(url_of(paper), {"question": paper.questions[0], "choice": "z"}).status_code == 404
    for number in ("0", "46", "9999"):
        assert as_amina.get(f"{url_of(paper)}?q={number}").status_code == 404


def test_after_the_time_the_next_view_hands_in_and_says_so(as_amina: Client, amina: Person, paper: Paper) -> None:
    move(as_amina, paper, 1, "a")
    with time_machine.travel(timezone.now() + timedelta(minutes=46), tick=False):
        as_amina.force_login(amina)
        assert move(as_amina, paper, 2, "a") == url_of(paper)
        page = text_of(as_amina, url_of(paper))
    assert "What you had chosen was handed in for you." in page
    assert "1 of 45 questions right" in page
    assert as_amina.get(url_of(paper, "overview/")).url == url_of(paper)  # type: ignore[attr-defined]


def test_the_clock_is_told_with_its_end_in_brussels(as_amina: Client, paper: Paper) -> None:
    page = text_of(as_amina, url_of(paper))
    assert "Minutes left:" in page
    assert "(Brussels)" in page
    assert re.search(r'data-left="(2699|2700)"', page)
    assert "aria-live" not in page.split("Minutes left:")[1].split("</p>")[0]


def test_a_result_leads_from_one_explanation_to_the_next(as_amina: Client, paper: Paper) -> None:
    hand_in(paper)
    answers = list(Answer.objects.order_by("sequence")[:2])
    page = text_of(as_amina, f"/practice/answer/{answers[0].key}/")
    assert f"/practice/answer/{answers[1].key}/" in page
    assert url_of(paper) in page


@pytest.mark.parametrize("rest", ["", "overview/", "hand-in/"])
def test_a_paper_is_its_owners_alone(client: Client, paper: Paper, rest: str, dora: Person, bilal: Person) -> None:
    for person in (dora, bilal, grant(make_person(), "learner")):
        client.force_login(person)
        assert client.get(url_of(paper, rest)).status_code == 404
        assert client.post(url_of(paper, rest)).status_code in {404, 405}
        assert access.can_see_paper(person, paper) == (paper in access.papers_visible_to(person)) is False
    assert access.can_see_paper(paper.learner.person, paper)  # type: ignore[arg-type]
    paper.refresh_from_db()
    assert paper.handed_in_at is None


@pytest.mark.parametrize("path", ["/practice/mock/", "/practice/readiness/", "/practice/test/paper-course-d1/"])
def test_strangers_staff_and_employers_have_no_such_pages(
    client: Client, course: Course, path: str, dora: Person, chidi: Person, bilal: Person
) -> None:
    assert client.get(path).status_code == 302
    for person in (dora, chidi, bilal):
        client.force_login(person)
        assert client.get(path).status_code == 404
        assert client.post(path, {"key": str(new_id()), "course": course.code}).status_code in {404, 405}
    assert not Learner.objects.exists()


def test_a_short_test_spares_its_lesson(as_amina: Client, course: Course) -> None:
    assert "/practice/test/paper-course-d1/" in text_of(as_amina, "/learn/")
    path = "/practice/test/paper-course-d1/"
    assert "5 questions" in text_of(as_amina, path)
    paper_url = as_amina.post(path, {"key": str(new_id())}).url  # type: ignore[attr-defined]
    assert "Minutes left" not in text_of(as_amina, paper_url)
    paper = Paper.objects.get()
    assert url_of(paper) in text_of(as_amina, path)
    for number in range(1, 6):
        move(as_amina, paper, number, "a")
    as_amina.post(url_of(paper, "hand-in/"))
    assert "You knew this already" in text_of(as_amina, paper_url)
    assert "You knew this already" in text_of(as_amina, path)
    page = text_of(as_amina, "/learn/")
    assert "you knew this already" in page
    assert "1 of 4 lessons done." in page
    assert path not in page
    assert "You knew this already" in text_of(as_amina, "/learn/paper-course-lesson-d1/")
    assert not LessonReading.objects.exists()


def test_a_short_test_that_was_not_passed_rests_a_day(as_amina: Client) -> None:
    path = "/practice/test/paper-course-d1/"
    as_amina.post(path, {"key": str(new_id())})
    paper = Paper.objects.get()
    as_amina.post(url_of(paper, "hand-in/"))
    assert "you may try again tomorrow" in text_of(as_amina, url_of(paper))
    assert as_amina.post(path, {"key": str(new_id())}).url == path  # type: ignore[attr-defined]
    assert "You may try again from" in text_of(as_amina, path)
    assert Paper.objects.count() == 1


def test_too_few_questions_are_explained(as_amina: Client, course: Course) -> None:
    Question.objects.update(retired=True)
    for path in ("/practice/mock/", "/practice/test/paper-course-d1/"):
        assert "There are not enough questions yet" in text_of(as_amina, path)
        values = {"key": str(new_id()), "course": course.code, "language": "en"}
        assert as_amina.post(path, values).url == path  # type: ignore[attr-defined]
    assert as_amina.get("/practice/test/nothing/").status_code == 404
    assert as_amina.post("/practice/mock/", {"key": str(new_id()), "course": "other"}).status_code == 404
    assert as_amina.post("/practice/mock/", {}).status_code == 404


def test_readiness_says_too_early_then_a_range_and_what_helps(as_amina: Client, course: Course, paper: Paper) -> None:
    page = text_of(as_amina, "/practice/readiness/")
    assert "Too early to say. Answer about 20 more questions first." in page
    assert "35 to 40 % of the exam" in page
    assert page.count("What is still missing") == 1
    assert page.count("3 more answers") == 4
    assert "Begin with" not in page
    assert "Try a mock exam" not in text_of(as_amina, "/practice/")
    save_choices(paper, choices={UUID(pk): ["a"] for pk in paper.questions[:38]})
    hand_in(paper)
    page = text_of(as_amina, "/practice/readiness/")
    assert re.search(r"Of 100 people with your answers, we expect between \d+ and \d+ to pass today\.", page)
    assert re.search(r"(Likely|On the way)\.", page)
    assert "What is still missing" not in page
    assert page.count("Begin with: ") == 2
    assert re.search(r"/practice/\?course=paper-course&amp;domain=d\d", page)
    assert page.count('data-kind="next"') == 1
    assert "Try a mock exam" in text_of(as_amina, "/practice/")


def test_one_part_can_be_practised_and_the_choice_stays(as_amina: Client, course: Course) -> None:
    for _ in range(3):
        page = text_of(as_amina, "/practice/?course=paper-course&domain=d1")
        sent = re.search(r'name="question" value="([^"]+)"', page)
        action = re.search(r'action="(/practice/answer/[^"]+)"', page)
        assert sent is not None
        assert action is not None
        question = Question.objects.get(pk=sent[1])
        assert question.module.code == "paper-course-d1"  # type: ignore[union-attr]
        values = {"key": str(new_id()), "question": sent[1], "where": "practice", "choice": "a"}
        answered = as_amina.post(action[1].replace("&amp;", "&"), values)
        page = text_of(as_amina, answered.url)  # type: ignore[attr-defined]
        assert 'href="/practice/?course=paper-course&amp;domain=d1"' in page
    assert "One question" in text_of(as_amina, "/practice/?course=paper-course&domain=none")


@pytest.mark.parametrize("rest", ["", "overview/", "hand-in/", "result"])
def test_each_page_of_a_paper_asks_little_of_the_database(
    as_amina: Client, paper: Paper, rest: str, django_assert_max_num_queries: object
) -> None:
    save_choices(paper, choices={UUID(pk): ["b"] for pk in paper.questions[:20]})
    if rest == "result":
        hand_in(paper)
    with django_assert_max_num_queries(15):  # type: ignore[operator]
        assert as_amina.get(url_of(paper, rest.replace("result", ""))).status_code == 200


@pytest.mark.parametrize(
    "path", ["/practice/mock/", "/practice/readiness/", "/practice/test/paper-course-d1/", "/learn/"]
)
def test_each_other_page_asks_little_of_the_database(
    as_amina: Client, amina: Person, course: Course, path: str, django_assert_max_num_queries: object
) -> None:
    for _ in range(3):
        hand_in(begin_mock(amina, course=course, key=new_id()))
    with django_assert_max_num_queries(15):  # type: ignore[operator]
        assert as_amina.get(path).status_code == 200
    answer = Answer.objects.order_by("sequence").first()
    assert answer is not None
    with django_assert_max_num_queries(15):  # type: ignore[operator]
        assert as_amina.get(f"/practice/answer/{answer.key}/").status_code == 200


def test_an_answer_refreshes_readiness_with_few_queries(
    amina: Person, course: Course, django_assert_max_num_queries: object
) -> None:
    questions = list(Question.objects.filter(course=course)[:2])
    answer_question(key=new_id(), person=amina, question=questions[0], chosen=["a"])
    before = Readiness.objects.get()
    with django_assert_max_num_queries(22):  # type: ignore[operator]
        answer_question(key=new_id(), person=amina, question=questions[1], chosen=["a"])
    after = Readiness.objects.get()
    assert (after.answers, after.chance > before.chance) == (2, True)
