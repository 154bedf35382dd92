"""/practice/skills/: the map, its weeks and its rhythm."""

from datetime import date, timedelta
from uuid import uuid4

import pytest
from django.test import Client
from hypothesis import given
from hypothesis import strategies as st
from tests.build import grant, make_person

from opstap.curriculum.models import Course, Lesson, Question, Skill
from opstap.kit.clock import BRUSSELS, now
from opstap.people.models import Organisation, Person
from opstap.practice.actions.answer_question import take_reply
from opstap.practice.actions.count_answers import Reply
from opstap.practice.models import Answer, Learner, SkillState
from opstap.practice.queries import known_of, person_of
from opstap.practice.queries.skill_map import progress_of
from opstap.practice.rules.knowledge import show
from opstap.practice.rules.known_over_time import Count
from opstap.practice.rules.rhythm import Rhythm, rhythm
from opstap.practice.rules.skill_map import Standing, standing
from opstap.practice.tests.build import make_course

MONDAY = date(2026, 11, 2)
DAYS = st.dates(date(2026, 1, 1), date(2026, 12, 31))


def days(*weeks: int) -> list[date]:
    """The Wednesday of each week, counted from `MONDAY`'s."""
    return [MONDAY + timedelta(weeks=week, days=2) for week in weeks]


@pytest.mark.parametrize(
    ("practised", "today", "found"),
    [
        ([], MONDAY, None),
        (days(0), MONDAY + timedelta(days=2), Rhythm(1, 1)),
        # A week that only begins takes nothing away.
        (days(-4, -3, -1), MONDAY, Rhythm(3, 4)),
        (days(-4, -3, -1, 0), MONDAY + timedelta(days=3), Rhythm(3, 4)),
        (days(-2), MONDAY, Rhythm(1, 2)),
        (days(-20), MONDAY, Rhythm(0, 4)),
        (days(1), MONDAY, None),
    ],
)
def test_the_rhythm(practised: list[date], today: date, found: Rhythm | None) -> None:
    assert rhythm(practised, today) == found


@given(st.lists(DAYS, min_size=1), DAYS)
def test_practising_once_more_never_spoils_the_rhythm(practised: list[date], today: date) -> None:
    before, after = rhythm(practised, today), rhythm([*practised, today], today)
    assert after is not None
    assert 1 <= after.practised <= after.of <= 4
    if before is not None and before.of == after.of:
        assert after.practised >= before.practised


@pytest.fixture
def course(db: None) -> Course:
    return make_course()


def reply(person: Person, code: str, *chosen: str, weeks_ago: int = 0) -> None:
    key = uuid4()
    take_reply(person, Reply(key, Question.objects.get(code=code), tuple(chosen), "en"), where="practice")
    Answer.objects.filter(key=key).update(happened_at=now() - timedelta(weeks=weeks_ago))


@pytest.fixture
def practised(amina: Person, course: Course) -> Person:
    """Six weeks ago something of domain 1 right, three weeks ago the rest; of domain 2 something wrong this week."""
    for number in range(20):
        reply(amina, f"paper-course-d1-{number:02}", "a", weeks_ago=6 if number < 3 else 3)
    reply(amina, "paper-course-d2-00", "b")
    return amina


@pytest.mark.django_db
def test_the_weeks_end_with_what_is_held_now(practised: Person) -> None:
    progress = progress_of(
        practised, frozenset(Skill.objects.values_list("pk", flat=True)), today=now().astimezone(BRUSSELS).date()
    )
    learner = Learner.objects.get()
    person, at = person_of(learner), now()
    steps = [standing(show(person, known_of(one), at), one.answers, one.right) for one in SkillState.objects.all()]
    assert progress.weeks[-1].count == Count(steps.count(Standing.KNOWN), steps.count(Standing.NEARLY))
    assert len(progress.weeks) == 7
    assert progress.weeks[0].count == progress.weeks[1].count != progress.weeks[-1].count
    assert progress.rhythm == Rhythm(2, 4)


@pytest.mark.django_db
def test_the_map_says_it_in_words(client: Client, practised: Person) -> None:
    Lesson.objects.get(code="paper-course-lesson-d2").skills.add(Skill.objects.get(code="paper-course.d2.0"))
    client.force_login(practised)
    page = client.get("/practice/skills/").content.decode()
    assert "of 20 skills." in page
    assert "You practised in 2 of the last 4 weeks." in page
    assert "One answer so far: not right yet, today." in page
    assert "Read the lesson again and look at the examples. Then practise." in page
    assert 'href="/learn/paper-course-lesson-d2/"' in page
    assert "?course=paper-course&amp;domain=d2" in page
    assert "Week by week" in page
    assert "5 skills without an answer yet" in page


@pytest.mark.django_db
def test_before_the_first_answer_nothing_is_held_against_anyone(client: Client, amina: Person, course: Course) -> None:
    client.force_login(amina)
    page = client.get("/practice/skills/").content.decode()
    assert "You know 0 of 20 skills." in page
    assert "Week by week" not in page
    assert "You practised" not in page


@pytest.mark.django_db
def test_what_another_person_answered_is_not_on_it(client: Client, practised: Person, school: Organisation) -> None:
    client.force_login(grant(make_person(), "learner", school))
    assert "You know 0 of 20 skills." in client.get("/practice/skills/").content.decode()


@pytest.mark.django_db
def test_the_map_asks_little_of_the_database(
    client: Client, practised: Person, django_assert_max_num_queries: object
) -> None:
    client.force_login(practised)
    with django_assert_max_num_queries(15):  # type: ignore[operator]
        assert client.get("/practice/skills/").status_code == 200
