"""/practice/placement/: what it is, one question after the other, what it came to."""

import re
from uuid import UUID

import pytest
from django.test import Client
from tests.build import grant, make_person

from opstap.curriculum.models import Course, Module, Question
from opstap.kit.ids import new_id
from opstap.kit.models import LedgerLine
from opstap.people.models import Person
from opstap.practice.access_placement import can_see_placement, placements_visible_to
from opstap.practice.models import Answer, Placement, PlanWish
from opstap.practice.tests.build import make_course

pytestmark = pytest.mark.django_db

URL = "/practice/placement/"


@pytest.fixture
def course(db: None) -> Course:
    made = make_course("paper-course", per_domain=25)
    for number, question in enumerate(Question.objects.order_by("code")):
        Question.objects.filter(pk=question.pk).update(level=1 + number % 5)
    for module in Module.objects.all():
        Module.objects.filter(pk=module.pk).update(domain=module.code.removeprefix("paper-course-"))
    return made


@pytest.fixture
def as_amina(client: Client, amina: Person, course: Course) -> Client:
    client.force_login(amina)
    return client


def begin(client: Client, key: UUID | None = None) -> str:
    url: str = client.post(URL, {"key": str(key or new_id())}).url  # type: ignore[attr-defined]
    return url


def text_of(client: Client, url: str) -> str:
    page = client.get(url)
    assert page.status_code == 200
    return page.content.decode()


def reply(client: Client, url: str, page: str, **sent: str) -> int:
    found = re.search(r'name="question" value="([^"]+)"', page)
    assert found is not None
    values = {"key": str(new_id()), "question": found[1], "where": "placement", "in": "nl", **sent}
    return client.post(url, values).status_code


def take(client: Client, url: str, **sent: str) -> str:
    """Reply the same to each question; gives the page of the result."""
    for _ in range(21):
        page = text_of(client, url)
        if "Where you can begin" in page:
            return page
        assert reply(client, url, page, **sent) == 302
    raise AssertionError("it does not end")


def test_from_begin_to_plan(as_amina: Client) -> None:
    assert "no exam" in text_of(as_amina, URL)
    url = begin(as_amina)
    page = text_of(as_amina, url)
    assert "Question 1, at most 20" in page
    assert page.count("I do not know") == 1
    result = take(as_amina, url, choice="a")
    assert "you know this" in result
    assert "checked" not in result
    assert set(Answer.objects.values_list("language", flat=True)) == {"nl"}
    skips = re.findall(r'name="parts" value="([^"]+)"', result)
    assert skips
    sent = {"key": str(new_id()), "parts": skips[0]}
    assert as_amina.post(f"{url}skip/", sent).url == "/practice/plan/"  # type: ignore[attr-defined]
    as_amina.post(f"{url}skip/", sent)
    assert PlanWish.objects.get().skipped == [f"paper-course-lesson-{skips[0]}"]
    assert "1 skipped" in text_of(as_amina, "/practice/plan/")
    as_amina.post(f"{url}skip/", {"key": str(new_id())})
    assert PlanWish.objects.latest("recorded_at").skipped == []


def test_what_was_chosen_elsewhere_to_skip_stays(as_amina: Client, amina: Person, course: Course) -> None:
    url = begin(as_amina)
    take(as_amina, url, choice="a")
    as_amina.post("/practice/plan/", {"key": str(new_id()), "hours_a_week": "5", "course": course.code})
    PlanWish.objects.update(skipped=["a-lesson-of-another-course"])
    as_amina.post(f"{url}skip/", {"key": str(new_id()), "parts": "d1"})
    wish = PlanWish.objects.latest("recorded_at")
    assert "a-lesson-of-another-course" in wish.skipped
    assert (wish.hours_a_week, wish.course) == (5, course)


def test_for_whom_all_is_new_there_is_a_bridge_and_no_shame(as_amina: Client) -> None:
    result = take(as_amina, begin(as_amina), unknown="on")
    assert "this is new for you" in result
    assert "A bridge for what is new" in result
    assert "What you may skip" not in result
    for word in ("wrong", "right", "score", "%", "fail"):
        assert word not in re.sub(r"(?s)<head>.*?</head>|<[^>]+>", "", result).lower(), word


def test_nothing_says_right_or_wrong_while_it_goes_on(as_amina: Client) -> None:
    url = begin(as_amina)
    reply(as_amina, url, text_of(as_amina, url), choice="b")
    page = text_of(as_amina, url)
    assert "Question 2" in page
    assert "why b" not in page
    assert 'id="feedback"' not in page


def test_a_reload_asks_the_same_and_an_old_page_does_no_harm(as_amina: Client) -> None:
    url = begin(as_amina)
    first = text_of(as_amina, url)
    asked = re.compile(r'name="question" value="([^"]+)"')
    assert asked.findall(first) == asked.findall(text_of(as_amina, url))
    assert reply(as_amina, url, first, choice="a") == 302
    assert reply(as_amina, url, first, choice="b") == 302
    assert Answer.objects.count() == 1


def test_it_stops_and_waits(as_amina: Client) -> None:
    url = begin(as_amina)
    assert "You have begun" in text_of(as_amina, URL)
    assert begin(as_amina) == url
    reply(as_amina, url, text_of(as_amina, url), choice="a")
    assert as_amina.post(f"{url}stop/").url == url  # type: ignore[attr-defined]
    assert "we did not ask about this" in text_of(as_amina, url)
    home = text_of(as_amina, URL)
    assert "You may do it again from" in home
    assert as_amina.post(URL, {"key": str(new_id())}).url == URL  # type: ignore[attr-defined]
    assert Placement.objects.get().stop == "stopped"


def test_stopped_before_the_first_answer(as_amina: Client) -> None:
    url = begin(as_amina)
    as_amina.post(f"{url}stop/")
    assert "You answered nothing this time." in text_of(as_amina, url)


def test_nothing_chosen_asks_again_and_nonsense_is_refused(as_amina: Client) -> None:
    url = begin(as_amina)
    page = text_of(as_amina, url)
    assert reply(as_amina, url, page) == 422
    assert reply(as_amina, url, page, choice="z") == 404
    assert reply(as_amina, url, page, key="no", choice="a") == 404
    assert as_amina.post(f"{url}skip/", {"key": str(new_id()), "parts": "d1"}).status_code == 404
    as_amina.post(f"{url}stop/")
    assert as_amina.post(f"{url}skip/", {"key": str(new_id()), "parts": "d9"}).status_code == 404
    assert not Answer.objects.exists()


def test_a_course_with_few_questions_has_no_test(client: Client, amina: Person) -> None:
    make_course("small", per_domain=2)
    client.force_login(amina)
    assert "There are not enough questions yet" in text_of(client, URL)
    client.post(URL, {"key": str(new_id())})
    assert not Placement.objects.exists()


def test_it_is_its_owners_alone(as_amina: Client, client: Client, dora: Person, bilal: Person) -> None:
    url = begin(as_amina)
    test = Placement.objects.get()
    for person in (dora, bilal, grant(make_person(), "learner")):
        client.force_login(person)
        assert client.get(url).status_code == 404
        for end in ("", "stop/", "skip/"):
            assert client.post(url + end, {"key": str(new_id())}).status_code == 404
        assert can_see_placement(person, test) == (test in placements_visible_to(person))
    for person in (dora, bilal):
        client.force_login(person)
        assert client.get(URL).status_code == 404


def test_no_result_and_no_person_in_the_ledger(as_amina: Client, amina: Person) -> None:
    take(as_amina, begin(as_amina), choice="a")
    lines = LedgerLine.objects.filter(verb__startswith="practice.")
    assert not lines.filter(actor_id=amina.pk).exists()
    told = {name for line in lines for name in line.refs}
    assert told == {"placement", "answer", "question"}


def test_each_page_asks_little_of_the_database(as_amina: Client, django_assert_max_num_queries: object) -> None:
    with django_assert_max_num_queries(15):  # type: ignore[operator]
        as_amina.get(URL)
    url = begin(as_amina)
    with django_assert_max_num_queries(12):  # type: ignore[operator]
        as_amina.get(url)
    take(as_amina, url, choice="a")
    with django_assert_max_num_queries(15):  # type: ignore[operator]
        as_amina.get(url)
