"""Truth tables of guidance's rules."""

from datetime import UTC, datetime, time, timedelta

import pytest
from hypothesis import given
from hypothesis import strategies as st

from opstap.guidance.rules.attended import attended
from opstap.guidance.rules.hello import hello
from opstap.guidance.rules.practice import is_known
from opstap.guidance.rules.stairs import Progress, State, landings, states
from opstap.guidance.rules.today import Card, Facts, after, card, cards, class_is_near, learning_card
from opstap.programme.models import Stage

AT = datetime(2026, 11, 25, 6, tzinfo=UTC)


def facts(stage: str = "started", class_in: float | None = None, **more: object) -> Facts:
    start = None if class_in is None else AT + timedelta(hours=class_in)
    end = None if start is None else start + timedelta(hours=3)
    return Facts(at=AT, stage=stage, starts_at=start, ends_at=end, **more)  # type: ignore[arg-type]


READ = {"lessons": 8, "unread": 3}
TABLE = [
    ("the class is near", facts(class_in=2, **READ), "class"),
    ("the class goes on", facts(class_in=-1, **READ), "class"),
    ("exactly twelve hours", facts(class_in=12, **READ), "class"),
    ("more than twelve hours", facts(class_in=12.1, **READ), "lesson"),
    ("the class is over", facts(class_in=-3, **READ), "lesson"),
    ("said that they can't come", facts(class_in=2, coming=False, **READ), "lesson"),
    ("a place, nothing to read", facts("offered"), "soon"),
    ("a place, class near", facts("offered", class_in=3), "class"),
    ("a place, lessons open already", facts("offered", **READ), "lesson"),
    ("started, nothing to read", facts(), "rest"),
    ("preparatory, nothing to read", facts("preparatory"), "rest"),
    ("nothing read, a test can say where to begin", facts(placing=True, **READ), "placement"),
    ("the same, a class near", facts(class_in=2, placing=True, **READ), "class"),
    ("the same, practice overdue", facts(due=10, placing=True, **READ), "practice"),
    ("the same, nothing to read", facts(placing=True), "rest"),
    ("one lesson read today", facts(read_today=1, **READ), "lesson"),
    ("two lessons read today", facts(read_today=2, **READ), "rest"),
    ("two read today, practice due", facts(read_today=2, due=1, **READ), "practice"),
    ("some practice due", facts(due=9, **READ), "lesson"),
    ("practice overdue", facts(due=10, **READ), "practice"),
    ("practice overdue, but done for today", facts(due=30, answered_today=10, **READ), "lesson"),
    ("all read, practice done for today", facts(lessons=8, due=30, answered_today=10), "rest"),
    ("all read, half of practice done", facts(lessons=8, due=30, answered_today=9), "practice"),
    ("all read, practice due", facts(lessons=8, due=1), "practice"),
    ("all read", facts(lessons=8), "rest"),
    ("enough read for a mock exam", facts(lessons=8, exam_lessons=5, exam_read=3), "try_mock"),
    ("not enough", facts(lessons=8, exam_lessons=5, exam_read=2), "rest"),
    ("a lesson goes before a mock exam", facts(exam_lessons=5, exam_read=3, **READ), "lesson"),
    ("a mock exam six days ago", facts(exam_lessons=5, exam_read=5, mock_at=AT - timedelta(days=6)), "rest"),
    ("a mock exam a week ago", facts(exam_lessons=5, exam_read=5, mock_at=AT - timedelta(days=7)), "try_mock"),
    ("a mock exam goes on", facts(class_in=1, mock_until=AT + timedelta(minutes=1), **READ), "mock"),
    ("its time is over", facts(mock_until=AT, **READ), "lesson"),
    ("an exam tomorrow", facts(class_in=2, exam_at=AT + timedelta(hours=36), **READ), "exam"),
    ("an exam later", facts(exam_at=AT + timedelta(hours=36.1), **READ), "lesson"),
    ("the exam goes on", facts(exam_at=AT - timedelta(hours=1.9)), "exam"),
    ("the exam is over", facts(exam_at=AT - timedelta(hours=2)), "rest"),
    ("a day to agree to", facts(to_agree=True, introduction=True, **READ), "agree"),
    ("a class goes before it", facts(class_in=2, to_agree=True, **READ), "class"),
    ("an employer asks", facts("completed", introduction=True, follow_up=True), "introduction"),
    ("does the job last", facts("completed", follow_up=True), "follow_up"),
    ("paused, an exam tomorrow", facts("paused", exam_at=AT + timedelta(hours=9)), "exam"),
    ("paused", facts("paused", class_in=2, **READ), "paused"),
    ("left", facts("left", class_in=2, **READ), "farewell"),
    ("completed", facts("completed", due=4, **READ), "farewell"),
]


@pytest.mark.parametrize(("why", "given_facts", "expected"), TABLE, ids=[row[0] for row in TABLE])
def test_the_one_card(why: str, given_facts: Facts, expected: str) -> None:
    assert card(given_facts) == expected


any_facts = st.builds(
    facts,
    st.sampled_from(Stage.values),
    st.none() | st.floats(-10, 400),
    coming=st.booleans(),
    lessons=st.integers(0, 40),
    unread=st.integers(0, 40),
    read_today=st.integers(0, 5),
    due=st.integers(0, 60),
    answered_today=st.integers(0, 20),
    exam_at=st.none() | st.floats(-9, 90).map(lambda hours: AT + timedelta(hours=hours)),
    to_agree=st.booleans(),
    introduction=st.booleans(),
    follow_up=st.booleans(),
    mock_until=st.none() | st.floats(-2, 2).map(lambda hours: AT + timedelta(hours=hours)),
    exam_lessons=st.integers(0, 9),
    exam_read=st.integers(0, 9),
    placing=st.booleans(),
)


@given(any_facts)
def test_the_card_can_always_be_drawn(given_facts: Facts) -> None:
    """A card never needs what is not there: a lesson card a lesson, a class card a class, practice something due."""
    shown = card(given_facts)
    assert shown in Card
    assert shown is not Card.CLASS or (class_is_near(given_facts) and given_facts.coming)
    assert shown is not Card.EXAM or given_facts.exam_at is not None
    for one in (shown, learning_card(given_facts), after(shown, given_facts)):
        assert one not in {Card.LESSON, Card.PLACEMENT} or given_facts.unread > 0
        assert one is not Card.PRACTICE or given_facts.due > 0


@given(any_facts)
def test_what_waits_is_shown_once(given_facts: Facts) -> None:
    shown = [*cards(given_facts), *filter(None, [after(card(given_facts), given_facts)])]
    assert len(shown) == len(set(shown))
    waits = {Card.AGREE: given_facts.to_agree, Card.INTRODUCTION: given_facts.introduction}
    assert all((one in shown) == holds for one, holds in waits.items())


@pytest.mark.parametrize(
    ("courses", "earned", "hired", "expected"),
    [
        (["next"], [False], False, ["todo", "todo"]),
        (["done", "next"], [True, False], False, ["done", "todo", "todo"]),
        (["done"], [False, False], False, ["next", "todo", "todo"]),
        (["done"], [True, False], False, ["done", "next", "todo"]),
        (["done"], [True], False, ["done", "next"]),
        (["done"], [True], True, ["done", "done"]),
        (["next"], [False], True, ["todo", "done"]),
        ([], [], False, ["next"]),
    ],
)
def test_landings(courses: list[State], earned: list[bool], hired: bool, expected: list[str]) -> None:
    certified, door = landings(earned, courses=courses, hired=hired)
    assert [*certified, door] == expected


@pytest.mark.parametrize(
    ("at", "expected"),
    [
        (time(0), "evening"),
        (time(4, 59), "evening"),
        (time(5), "morning"),
        (time(11, 59), "morning"),
        (time(12), "afternoon"),
        (time(17, 59), "afternoon"),
        (time(18), "evening"),
    ],
)
def test_hello(at: time, expected: str) -> None:
    assert hello(at) == expected


@pytest.mark.parametrize(
    ("statuses", "came", "streak"),
    [
        ([], 0, 0),
        (["present"], 1, 0),
        (["late", "absent"], 1, 0),
        (["absent", "excused", "present"], 1, 2),
        (["excused", "absent", "absent"], 0, 3),
    ],
)
def test_attended(statuses: list[str], came: int, streak: int) -> None:
    found = attended(statuses)
    assert (found.came, found.sessions, found.missed_in_a_row) == (came, len(statuses), streak)


@pytest.mark.parametrize(
    ("parts", "expected"),
    [
        ([], []),
        ([(0, 4)], ["next"]),
        ([(4, 4), (1, 3)], ["done", "next"]),
        ([(4, 4), (3, 3)], ["done", "done"]),
        ([(0, 4), (3, 3)], ["next", "done"]),
        ([(2, 2), (0, 0), (0, 3)], ["done", "next", "todo"]),
    ],
)
def test_stairs(parts: list[tuple[int, int]], expected: list[str]) -> None:
    assert states([Progress(*part) for part in parts]) == expected


@given(st.lists(st.builds(Progress, st.integers(0, 9), st.integers(0, 9)), max_size=9))
def test_at_most_one_step_is_lit(parts: list[Progress]) -> None:
    assert states(parts).count("next") == (0 if all(state == "done" for state in states(parts)) else 1)


@pytest.mark.parametrize(("value", "known"), [(0, False), (0.599, False), (0.6, True), (1, True)])
def test_when_we_say_known(value: float, known: bool) -> None:
    assert is_known(value) is known
