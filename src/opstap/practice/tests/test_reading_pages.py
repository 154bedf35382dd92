"""The lesson as it is read: two languages, text size, where one stopped, stuck at a paragraph."""

import re
from uuid import UUID

import pytest
from django.test import Client
from tests.build import grant, make_person

from opstap.curriculum.models import Course, Lesson
from opstap.messages.models import HelpRequest
from opstap.people.models import Person
from opstap.practice.actions.note_place import Place, note_place
from opstap.practice.models import Learner, ReadingPlace

pytestmark = pytest.mark.django_db
KEY = UUID("01990000-0000-7000-8000-000000000001")
LIKED = {"lesson": "open-doors", "language": "en", "second": "nl", "size": "large"}
URL = "/learn/open-doors/"


@pytest.fixture
def as_amina(client: Client, amina: Person, doors: Course) -> Client:
    client.force_login(amina)
    return client


def last_block(page: str) -> str:
    return re.findall(r'id="(b\d+)" data-piece', page)[-1]


def test_how_one_reads_is_kept_in_the_browser(as_amina: Client) -> None:
    answer = as_amina.post("/practice/reading/", LIKED)
    assert answer.url == URL
    cookie = answer.cookies["opstap_reading"]
    assert (cookie.value, cookie["httponly"], cookie["samesite"]) == ("nl.large", True, "Lax")
    page = as_amina.get(URL).content.decode()
    assert 'data-size="large"' in page
    assert '<div class="prose second" lang="nl" dir="ltr">' in page
    assert page.count("What opens a door?") == 1
    assert 'id="nl-b1"' in page
    assert len(re.findall(r' id="([^"]+)"', page)) == len(set(re.findall(r' id="([^"]+)"', page)))


def test_none_takes_the_second_language_away_where_it_could_be_chosen(as_amina: Client) -> None:
    as_amina.post("/practice/reading/", LIKED)
    as_amina.post("/practice/reading/", LIKED | {"second": "none"})
    assert 'class="prose second"' not in as_amina.get(URL).content.decode()


def test_a_second_language_that_this_lesson_lacks_stays_chosen(as_amina: Client) -> None:
    as_amina.cookies["opstap_reading"] = "ar.normal"
    assert 'class="prose second"' not in as_amina.get(URL).content.decode()
    answer = as_amina.post("/practice/reading/", LIKED | {"second": "none", "size": "larger"})
    assert answer.cookies["opstap_reading"].value == "ar.larger"


def test_the_language_that_was_asked_for_is_kept(as_amina: Client) -> None:
    answer = as_amina.post("/practice/reading/", LIKED | {"language": "nl", "second": "en"})
    assert answer.url == f"{URL}?in=nl"


def test_the_language_that_was_asked_for_is_kept_from_lesson_to_lesson(as_amina: Client, doors: Course) -> None:
    first = Lesson.objects.get(module__course=doors)
    Lesson.objects.create(module=first.module, code="windows", title={"nl": "Ramen"}, text={}, minutes=5, position=2)
    page = as_amina.get(f"{URL}?in=nl").content.decode()
    assert page.count('name="in" value="nl"') == 2  # of the question and of "I have read this"
    sent = {"key": str(KEY), "in": "nl"}
    assert as_amina.post(f"{URL}read/", sent).url == "/learn/windows/?in=nl"
    assert as_amina.post(f"{URL}read/", sent | {"in": "<b>"}).url == "/learn/windows/"


@pytest.mark.parametrize("spoilt", [{"size": "huge"}, {"second": "de"}, {"lesson": "none-such"}, {"lesson": ""}])
def test_what_cannot_be_is_refused(as_amina: Client, spoilt: dict[str, str]) -> None:
    assert as_amina.post("/practice/reading/", LIKED | spoilt).status_code == 404


def test_two_languages_ask_no_more_than_15_queries_and_opening_writes_nothing(
    as_amina: Client, django_assert_max_num_queries: object
) -> None:
    as_amina.cookies["opstap_reading"] = "nl.normal"
    for _ in range(2):
        with django_assert_max_num_queries(15):  # type: ignore[operator]
            page = as_amina.get(URL).content.decode()
    assert not Learner.objects.exists()
    assert "Go on where you stopped" not in page


def test_one_goes_on_where_one_stopped(as_amina: Client) -> None:
    anchor = last_block(as_amina.get(URL).content.decode())
    noted = {"anchor": anchor, "language": "en", "at": 1_800_000_000_000}
    assert as_amina.post(f"{URL}place/", noted).status_code == 204
    assert ReadingPlace.objects.get().anchor == anchor
    page = as_amina.get(URL).content.decode()
    assert f'href="#{anchor}"' in page
    assert re.search(r"About \d+ minutes? left", page)
    road = as_amina.get("/learn/").content.decode()
    assert f'href="{URL}#{anchor}"' in road
    as_amina.post(f"{URL}read/", {"key": str(KEY)})
    assert "Go on where you stopped" not in as_amina.get(URL).content.decode()


def test_who_answers_in_the_lesson_is_there_without_a_script(as_amina: Client) -> None:
    page = as_amina.get(f"{URL}?in=nl").content.decode()
    anchor = re.search(r'check" id="(b\d+)"', page)
    question = re.search(r'name="question" value="([^"]+)"', page)
    assert anchor
    assert question
    sent = {"key": str(KEY), "question": question[1], "where": "lesson", "choice": "a", "in": "nl"}
    assert as_amina.post("/practice/answer/", sent).status_code == 302
    assert ReadingPlace.objects.get().anchor == anchor[1]
    sent |= {"key": "01990000-0000-7000-8000-000000000002", "where": "practice"}
    ReadingPlace.objects.all().delete()
    as_amina.post("/practice/answer/", sent)
    assert not ReadingPlace.objects.exists()


def test_another_lesson_that_lies_open_is_named(as_amina: Client, amina: Person, doors: Course) -> None:
    first = Lesson.objects.get(module__course=doors)
    other = Lesson.objects.create(
        module=first.module, code="windows", title={"en": "Windows"}, text={"en": "A.\n\nB."}, minutes=5, position=2
    )
    note_place(person=amina, lesson=other, place=Place("b2", 0.5))
    page = as_amina.get("/learn/").content.decode()
    assert "You are also in the middle of:" in page
    assert "Open the lesson" in page


@pytest.mark.parametrize("spoilt", [{"at": "soon"}, {"at": -1}, {"at": 10**15}, {"language": "de"}, {"anchor": ""}])
def test_a_place_that_cannot_be_is_refused(as_amina: Client, spoilt: dict[str, object]) -> None:
    noted: dict[str, object] = {"anchor": "b1", "language": "en", "at": 1}
    assert as_amina.post(f"{URL}place/", noted | spoilt).status_code == 404


def test_a_place_of_an_older_version_is_let_go(as_amina: Client) -> None:
    noted = {"anchor": "b99", "language": "en", "at": 1_800_000_000_000}
    assert as_amina.post(f"{URL}place/", noted).status_code == 204
    assert not ReadingPlace.objects.exists()


def test_each_paragraph_leads_to_its_own_call_for_help(as_amina: Client) -> None:
    page = as_amina.get(URL).content.decode()
    links = re.findall(r'href="(/learn/open-doors/stuck/b\d+/\?in=en)"', page)
    assert len(links) == len(set(links)) == 3  # the paragraph, the box, the list; not the heading
    assert "A key opens a door." in as_amina.get(links[0]).content.decode()


def test_stuck_at_a_paragraph_reaches_the_coach_once_and_comes_back_to_it(as_amina: Client, amina: Person) -> None:
    for _ in range(2):
        answer = as_amina.post(f"{URL}stuck/b1/?in=nl", {"key": str(KEY), "words": "Why?"})
        assert answer.url == f"{URL}?in=nl#b1"
    asked = HelpRequest.objects.get()
    assert (asked.about_id, asked.about_title, asked.about_place) == ("open-doors", "Open deuren", "b1")
    assert asked.about_quote.startswith("A key opens a door.")
    assert ReadingPlace.objects.get().anchor == "b1"


def test_stuck_at_a_paragraph_that_is_gone_is_about_the_lesson(as_amina: Client) -> None:
    assert "Open doors" in as_amina.get(f"{URL}stuck/b99/").content.decode()
    assert as_amina.post(f"{URL}stuck/b99/", {"key": str(KEY)}).url == URL
    assert HelpRequest.objects.get().about_place == ""


def test_a_coach_reads_in_two_languages_leaves_no_trace_and_is_never_stuck(
    client: Client, bilal: Person, doors: Course
) -> None:
    client.force_login(bilal)
    assert client.post("/practice/reading/", LIKED).status_code == 302
    page = client.get(URL).content.decode()
    assert 'class="prose second"' in page
    assert "stuck-here" not in page
    assert "data-places" not in page
    assert client.post(f"{URL}place/", {"anchor": "b1", "language": "en", "at": 1}).status_code == 404
    assert client.get(f"{URL}stuck/b1/").status_code == 404
    assert not Learner.objects.exists()


def test_an_employee_has_places_and_no_coach(client: Client, doors: Course) -> None:
    client.force_login(grant(make_person(), "employee"))
    page = client.get(URL).content.decode()
    assert "data-places" in page
    assert "stuck-here" not in page
    assert client.get(f"{URL}stuck/b1/").status_code == 404


def test_strangers_meet_404_and_the_unknown_sign_in(client: Client, dora: Person, chidi: Person, doors: Course) -> None:
    paths = ["/practice/reading/", f"{URL}place/", f"{URL}stuck/b1/"]
    assert [client.post(path).status_code for path in paths] == [302] * 3
    for person in (dora, chidi):
        client.force_login(person)
        assert [client.post(path).status_code for path in paths] == [404] * 3
