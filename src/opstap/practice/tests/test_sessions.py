"""/practice/session/: begin, answer one after the other, pause, end."""

import re
from datetime import timedelta
from uuid import UUID

import pytest
from django.test import Client
from tests.build import grant, make_person

from opstap.curriculum.models import Course, Question
from opstap.kit.clock import now
from opstap.kit.ids import new_id
from opstap.kit.models import LedgerLine
from opstap.kit.privacy import all_hooks
from opstap.people.models import Person
from opstap.practice import access
from opstap.practice.actions.answer_question import KeyTakenError, take_reply
from opstap.practice.actions.begin_session import begin_session
from opstap.practice.actions.count_answers import Reply
from opstap.practice.actions.end_session import end_session
from opstap.practice.actions.propose_question import propose_question
from opstap.practice.models import Answer, Learner, PracticeSession, ReviewCard
from opstap.practice.queries.sessions import outcomes_of, progress_of
from opstap.practice.tests.build import make_course

pytestmark = pytest.mark.django_db


@pytest.fixture
def course(db: None) -> Course:
    return make_course("paper-course", per_domain=10)


@pytest.fixture
def as_amina(client: Client, amina: Person, course: Course) -> Client:
    client.force_login(amina)
    return client


def begin(client: Client, minutes: int = 5, key: UUID | None = None) -> str:
    sent = {"key": str(key or new_id()), "course": "paper-course", "minutes": str(minutes)}
    url: str = client.post("/practice/session/", sent).url  # type: ignore[attr-defined]
    return url


def text_of(client: Client, url: str) -> str:
    return client.get(url).content.decode()


def reply(client: Client, page: str, choice: str = "a", language: str = "en") -> str:
    found = re.search(r'name="question" value="([^"]+)"', page)
    assert found is not None
    sent = {"key": str(new_id()), "question": found[1], "where": "practice", "choice": choice, "in": language}
    url: str = client.post("/practice/answer/", sent).url  # type: ignore[attr-defined]
    return url


def test_a_session_from_begin_to_end(as_amina: Client) -> None:
    home = text_of(as_amina, "/practice/")
    assert "How much time do you have?" in home
    assert "One question" in home
    url = begin(as_amina)
    seen = []
    for number in range(1, 12):
        page = text_of(as_amina, url)
        if "How it went" in page:
            break
        assert f"Question {number} of about" in page
        assert "New for you" in page or "Here you can still gain" in page
        feedback = text_of(as_amina, reply(as_amina, page, language="nl"))
        assert f'href="{url}"' in feedback
        seen.append(Answer.objects.order_by("-sequence")[0].question_id)
    assert 4 <= len(seen) <= 6
    assert len(set(seen)) == len(seen)
    assert "This went well" in page
    assert "Comes back in 2 days" in page
    assert "To master it: " in page
    session = PracticeSession.objects.get()
    assert session.ended_at is not None
    assert session.questions == [str(pk) for pk in seen]
    assert set(Answer.objects.values_list("session", "language", "where")) == {(session.pk, "nl", "practice")}
    assert [line.verb for line in LedgerLine.objects.filter(verb__startswith="practice.session").order_by("pk")] == [
        "practice.session_begun",
        "practice.session_ended",
    ]


def test_a_reload_asks_the_same_and_a_pause_is_free(as_amina: Client, amina: Person) -> None:
    url = begin(as_amina)
    asked = re.compile(r'name="question" value="([^"]+)"')
    first, second = (asked.findall(text_of(as_amina, url)) for _ in range(2))
    assert first == second
    home = text_of(as_amina, "/practice/")
    assert "You are in the middle of a session" in home
    assert f'href="{url}"' in home
    session = PracticeSession.objects.get()
    later = propose_question(session, at=now() + timedelta(days=9))
    assert later is not None
    assert str(later.pk) == first[0]


def test_sending_twice_begins_once_and_another_one_ends_the_first(as_amina: Client) -> None:
    key = new_id()
    first = begin(as_amina, key=key)
    assert begin(as_amina, key=key) == first
    assert PracticeSession.objects.count() == 1
    second = begin(as_amina, 20)
    assert second != first
    assert PracticeSession.objects.filter(ended_at=None).count() == 1
    assert "You answered nothing this time" in text_of(as_amina, first)


def test_stopping_keeps_what_was_answered(as_amina: Client) -> None:
    url = begin(as_amina, 20)
    reply(as_amina, text_of(as_amina, url), "b")
    assert as_amina.post(f"{url}end/").url == url  # type: ignore[attr-defined]
    as_amina.post(f"{url}end/")
    page = text_of(as_amina, url)
    assert "You answered 1 question." in page
    assert "Comes back tomorrow." in page
    assert "This went well" not in page
    assert LedgerLine.objects.filter(verb="practice.session_ended").count() == 1


def test_nothing_chosen_asks_again_inside_the_session(as_amina: Client) -> None:
    page = text_of(as_amina, begin(as_amina))
    found = re.search(r'name="question" value="([^"]+)"', page)
    assert found is not None
    sent = {"key": str(new_id()), "question": found[1], "where": "practice"}
    answer = as_amina.post("/practice/answer/", sent)
    assert answer.status_code == 422
    assert "Question 1 of about" in answer.content.decode()
    assert not Answer.objects.exists()


def test_what_is_due_comes_first_and_says_why(as_amina: Client, amina: Person, course: Course) -> None:
    question = Question.objects.get(code="paper-course-d4-00")
    take_reply(amina, Reply(new_id(), question, ["a"]), at=now() - timedelta(days=12))
    page = text_of(as_amina, begin(as_amina))
    assert "Back again, so that it stays" in page
    assert "One answer so far: right, 12 days ago." in page
    session = PracticeSession.objects.get()
    asked = Question.objects.get(pk=session.questions[0])
    assert asked.code != question.code
    assert list(asked.skills.all()) == list(question.skills.all())
    assert ReviewCard.objects.get().due_at < now()


def test_a_question_that_was_answered_elsewhere_is_no_part_of_the_session(
    as_amina: Client, amina: Person, course: Course
) -> None:
    begin(as_amina)
    take_reply(amina, Reply(new_id(), Question.objects.get(code="paper-course-d1-09"), ["a"]))
    assert Answer.objects.get().session is None


def test_what_it_came_to_counts_days_and_says_when_a_skill_is_mastered(
    as_amina: Client, amina: Person, course: Course
) -> None:
    skill = "paper-course.d1.0"
    for days in (8, 8, 3, 3):
        one = Question.objects.filter(skills__code=skill).exclude(answers__isnull=False).first()
        one = one or Question.objects.filter(skills__code=skill).order_by("code")[0]
        take_reply(amina, Reply(new_id(), one, ["a"]), at=now() - timedelta(days=days))
    begin(as_amina)
    session = PracticeSession.objects.get()
    asked = propose_question(session)
    assert asked is not None
    take_reply(amina, Reply(new_id(), asked, ["a"]))
    [outcome] = outcomes_of(session)
    assert outcome.marks == (1.0,)
    assert outcome.due_at is not None
    if outcome.skill.code == skill:
        assert (outcome.met.answers, outcome.met.days, outcome.met.remembered) == (True, True, True)


def test_a_session_is_its_owners_alone(as_amina: Client, client: Client, dora: Person, bilal: Person) -> None:
    url = begin(as_amina)
    session = PracticeSession.objects.get()
    other = grant(make_person(), "learner")
    for person in (dora, bilal, other):
        client.force_login(person)
        assert client.get(url).status_code == 404
        assert client.post(f"{url}end/").status_code == 404
        assert access.can_see_session(person, session) == (session in access.sessions_visible_to(person))
    assert access.can_see_session(session.learner.person, session)  # type: ignore[arg-type]
    with pytest.raises(KeyTakenError):
        begin_session(other, course=session.course, minutes=5, key=session.key)


@pytest.mark.parametrize("wrong", [{"minutes": "60"}, {"course": "other"}, {"key": "no"}])
def test_what_was_not_offered_is_refused(as_amina: Client, wrong: dict[str, str]) -> None:
    sent = {"key": str(new_id()), "course": "paper-course", "minutes": "5", **wrong}
    assert as_amina.post("/practice/session/", sent).status_code == 404
    assert not PracticeSession.objects.exists()


def test_a_course_without_questions_left_ends_the_session(as_amina: Client) -> None:
    Question.objects.exclude(code="paper-course-d1-00").update(retired=True)
    url = begin(as_amina, 20)
    reply(as_amina, text_of(as_amina, url))
    assert "How it went" in text_of(as_amina, url)


def test_each_page_asks_little_of_the_database(as_amina: Client, django_assert_max_num_queries: object) -> None:
    url = begin(as_amina, 20)
    for _ in range(4):
        feedback = reply(as_amina, text_of(as_amina, url))
    with django_assert_max_num_queries(15):  # type: ignore[operator]
        assert as_amina.get(feedback).status_code == 200
    # Choosing the next one and keeping that it was proposed; a reload asks less.
    with django_assert_max_num_queries(26):  # type: ignore[operator]
        assert as_amina.get(url).status_code == 200
    with django_assert_max_num_queries(15):  # type: ignore[operator]
        assert as_amina.get(url).status_code == 200
    as_amina.post(f"{url}end/")
    with django_assert_max_num_queries(15):  # type: ignore[operator]
        assert as_amina.get(url).status_code == 200


def test_progress_counts_what_was_asked(amina: Person, course: Course) -> None:
    session = begin_session(amina, course=course, minutes=10, key=new_id())
    assert propose_question(session) is not None
    session.refresh_from_db()
    progress = progress_of(session)
    assert (progress.number, progress.about, progress.is_over) == (1, 9, False)
    assert progress_of(end_session(session)).is_over
    assert Learner.objects.count() == 1


def test_a_person_takes_along_sessions_and_what_comes_back(amina: Person, course: Course) -> None:
    hooks = next(one for one in all_hooks() if one.station == "practice")
    session = begin_session(amina, course=course, minutes=10, key=new_id())
    asked = propose_question(session)
    assert asked is not None
    take_reply(amina, Reply(new_id(), asked, ["a"], "fr"))
    exported = hooks.export(amina.pk)
    assert isinstance(exported, dict)
    assert exported["practice_sessions"][0]["questions"] == [str(asked.pk)]  # type: ignore[index,call-overload]
    assert exported["review_cards"][0]["reviews"] == 1  # type: ignore[index,call-overload]
    assert exported["answers"][0]["language"] == "fr"  # type: ignore[index,call-overload]
    hooks.erase(amina.pk)
    assert hooks.export(amina.pk) == {}
    assert PracticeSession.objects.count() == 1
