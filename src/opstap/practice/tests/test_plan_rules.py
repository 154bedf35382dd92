"""The rules of the personal plan: what goes into which week, whether the date holds, what moved."""

from dataclasses import replace
from datetime import date, timedelta

import pytest
from hypothesis import given
from hypothesis import strategies as st

from opstap.practice.rules.plan import (
    TOO_FEW_HOURS,
    TOO_SOON,
    Basis,
    LessonLeft,
    Room,
    Work,
    lesson_minutes,
    monday_of,
    moved,
    plan,
    skill_minutes,
    weeks_until,
)

MONDAY = date(2026, 11, 23)
WEEK = timedelta(weeks=1)

lessons = st.lists(st.integers(1, 200), max_size=30).map(
    lambda many: tuple(LessonLeft(f"l{at}", minutes, at / len(many)) for at, minutes in enumerate(many))
)
works = st.builds(Work, lessons, st.integers(0, 900), st.integers(0, 900), st.integers(0, 3), st.integers(45, 200))
days = st.none() | st.integers(0, 300).map(lambda many: MONDAY + timedelta(days=many))
rooms = st.builds(Room, st.just(MONDAY), st.integers(2, 60).map(lambda halves: halves / 2), days, st.integers(0, 900))


def work(*minutes: int, practice: int = 0, mocks: int = 0) -> Work:
    left = tuple(LessonLeft(f"l{at}", one, at / len(minutes)) for at, one in enumerate(minutes))
    return Work(left, practice, practice, mocks, 60)


@pytest.mark.parametrize(
    ("days_ahead", "weeks"), [(0, 0), (2, 0), (3, 1), (7, 1), (9, 1), (10, 2), (16, 2), (17, 3), (-5, 0)]
)
def test_a_week_counts_when_three_of_its_days_lie_before_the_exam(days_ahead: int, weeks: int) -> None:
    assert weeks_until(MONDAY, MONDAY + timedelta(days=days_ahead)) == weeks


@pytest.mark.parametrize(
    ("answers", "recent", "minutes"),
    [
        (0, [], 9),
        (2, [1, 1], 6),
        (3, [1, 1, 1], 0),
        (3, [1, 1, 0], 4.5),
        (40, [0, 0, 0, 0, 0], 3),
        (4, [1, 1, 1, 0], 0),
    ],
)
def test_a_skill_takes_practice_until_it_is_mastered(answers: int, recent: list[float], minutes: float) -> None:
    assert skill_minutes(answers, recent) == minutes


def test_a_second_language_takes_a_quarter_more() -> None:
    assert [lesson_minutes(one, 1.25) for one in (4, 10, 0)] == [5, 13, 1]


def test_lessons_fill_the_weeks_in_order() -> None:
    planned = plan(work(40, 30, 20, 60), Room(MONDAY, 1))
    assert [week.lessons for week in planned.weeks] == [("l0",), ("l1", "l2"), ("l3",)]
    assert [week.minutes for week in planned.weeks] == [40, 50, 60]


def test_practice_goes_with_the_lessons_and_mocks_come_last() -> None:
    planned = plan(work(30, 30, practice=60, mocks=2), Room(MONDAY, 1, MONDAY + 6 * WEEK))
    assert [(week.lessons, week.practice, week.mocks) for week in planned.weeks] == [
        (("l0",), 30, 0),
        (("l1",), 30, 0),
        ((), 0, 1),
        ((), 0, 1),
    ]
    assert [week.monday for week in planned.weeks[2:]] == [MONDAY + 4 * WEEK, MONDAY + 5 * WEEK]
    assert planned.realistic


def test_what_was_not_practised_is_due_before_the_next_lesson() -> None:
    room, lesson = Room(MONDAY, 1, spent=30), LessonLeft("l1", 30, 0.5)
    assert [week.lessons for week in plan(Work((lesson,), 60, 60), room).weeks] == [(), ("l1",)]
    assert [week.lessons for week in plan(Work((lesson,), 30, 60), room).weeks] == [("l1",), ()]


def test_without_a_date_mock_exams_lie_a_week_apart() -> None:
    planned = plan(work(10, mocks=2), Room(MONDAY, 10))
    assert [(week.lessons, week.mocks) for week in planned.weeks] == [(("l0",), 1), ((), 1)]


def test_what_was_spent_of_this_week_is_not_there_any_more() -> None:
    planned = plan(work(30, 30), Room(MONDAY, 1, spent=30))
    assert [week.lessons for week in planned.weeks] == [("l0",), ("l1",)]
    planned = plan(work(30, 30), Room(MONDAY, 1, spent=200))
    assert [week.monday for week in planned.weeks] == [MONDAY + WEEK]


def test_a_lesson_longer_than_a_week_goes_on_in_the_next() -> None:
    planned = plan(work(20, 150, 20), Room(MONDAY, 1))
    assert [(week.lessons, week.minutes) for week in planned.weeks] == [
        (("l0",), 20),
        (("l1",), 60),
        ((), 60),
        (("l2",), 50),
    ]


def test_a_date_that_does_not_hold_says_what_would_make_it_hold() -> None:
    planned = plan(work(60, 60, 60, 60), Room(MONDAY, 1, MONDAY + 2 * WEEK))
    assert planned.why is not None
    assert (planned.why.code, planned.why.needed, planned.why.days) == (TOO_FEW_HOURS, 2.0, 14)
    # With either of the two it holds.
    assert plan(work(60, 60, 60, 60), Room(MONDAY, 2, MONDAY + 2 * WEEK)).realistic
    assert plan(work(60, 60, 60, 60), Room(MONDAY, 1, MONDAY + 2 * WEEK + timedelta(14))).realistic


def test_the_day_after_tomorrow_is_too_soon_however_many_hours() -> None:
    why = plan(work(60), Room(MONDAY, 5, MONDAY + timedelta(2))).why
    assert why is not None
    assert (why.code, why.needed, why.days) == (TOO_SOON, 0.0, 5)


def test_nothing_left_is_no_plan_and_holds() -> None:
    assert plan(Work(), Room(MONDAY, 5, MONDAY)).weeks == ()
    assert plan(Work(), Room(MONDAY, 5, MONDAY)).realistic


def test_less_than_an_hour_is_no_plan() -> None:
    with pytest.raises(ValueError, match="an hour"):
        plan(work(5), Room(MONDAY, 0.5))


@given(works, rooms)
def test_every_lesson_is_planned_once_and_in_order(some: Work, room: Room) -> None:
    planned = plan(some, room)
    assert [code for week in planned.weeks for code in week.lessons] == [one.code for one in some.lessons]
    assert sum(week.practice for week in planned.weeks) == some.practice
    assert [week.monday for week in planned.weeks] == sorted({week.monday for week in planned.weeks})
    assert all(week.monday.weekday() == 0 and week.minutes > 0 for week in planned.weeks)


@given(works, rooms)
def test_no_week_holds_more_than_its_hours_but_for_one_mock_exam(some: Work, room: Room) -> None:
    for week in plan(some, room).weeks:
        spent = room.spent if week.monday == MONDAY else 0
        alone = week.mocks == 1 and week.minutes == some.mock_minutes
        assert week.minutes + spent <= room.hours * 60 or alone


@given(works, rooms)
def test_mock_exams_come_after_every_lesson_and_close_to_the_exam(some: Work, room: Room) -> None:
    weeks = plan(some, room).weeks
    with_mock = [week.monday for week in weeks if week.mocks]
    with_lesson = [week.monday for week in weeks if week.lessons]
    if with_mock and with_lesson:
        assert with_lesson[-1] <= with_mock[0]
    if with_mock and room.exam_on:
        assert with_mock[-1] >= MONDAY + (weeks_until(MONDAY, room.exam_on) - 1) * WEEK


@given(works, rooms, st.integers(1, 40))
def test_more_hours_never_make_anything_later(some: Work, room: Room, more: int) -> None:
    slow, fast = plan(some, room), plan(some, replace(room, hours=room.hours + more / 2))
    was, now = slow.by_lesson(), fast.by_lesson()
    assert all(now[code] <= was[code] for code in was)
    if slow.realistic:
        assert fast.realistic
    if slow.weeks and not some.mocks:
        assert fast.weeks[-1].monday <= slow.weeks[-1].monday


@given(works, rooms)
def test_a_plan_that_does_not_hold_says_the_least_that_would(some: Work, room: Room) -> None:
    why = plan(some, room).why
    if why is None:
        return
    assert room.exam_on is not None
    assert why.days > 0
    assert plan(some, replace(room, exam_on=room.exam_on + timedelta(why.days))).realistic
    assert bool(why.needed) == (why.code == TOO_FEW_HOURS)
    if why.needed:
        assert plan(some, replace(room, hours=why.needed)).realistic
        assert why.needed > room.hours
        if why.needed - 0.5 > room.hours:
            assert not plan(some, replace(room, hours=why.needed - 0.5)).realistic


@given(works, rooms, st.data())
def test_a_lesson_done_never_comes_back(some: Work, room: Room, data: st.DataObject) -> None:
    many = data.draw(st.integers(0, len(some.lessons)))
    left = replace(some, lessons=some.lessons[many:])
    assert {one.code for one in some.lessons[:many]}.isdisjoint(plan(left, room).by_lesson())


short = st.lists(st.integers(1, 60), max_size=30).map(
    lambda many: tuple(LessonLeft(f"l{at}", minutes, at / len(many)) for at, minutes in enumerate(many))
)
fair = st.integers(0, 900).flatmap(
    lambda practice: st.builds(Work, short, st.just(practice), st.just(practice), st.integers(0, 2), st.just(60))
)
untouched = st.builds(Room, st.just(MONDAY), st.integers(2, 30).map(lambda halves: halves / 2), days)


@given(fair, untouched)
def test_who_does_what_is_planned_sees_nothing_move(some: Work, room: Room) -> None:
    for _ in range(200):
        planned = plan(some, room)
        if not planned.weeks or (room.exam_on and weeks_until(room.monday, room.exam_on) < some.mocks):
            break
        this = planned.weeks[0] if planned.weeks[0].monday == room.monday else None
        done = set(this.lessons) if this else set()
        some = replace(
            some,
            lessons=tuple(one for one in some.lessons if one.code not in done),
            practice=some.practice - (this.practice if this else 0),
            mocks=some.mocks - (this.mocks if this else 0),
        )
        room = replace(room, monday=room.monday + WEEK)
        expected = {code: monday for code, monday in planned.by_lesson().items() if code not in done}
        assert plan(some, room).by_lesson() == expected
        if room.exam_on is None or room.exam_on >= room.monday:
            assert plan(some, room).realistic >= planned.realistic


@given(fair, untouched, st.data())
def test_what_is_done_in_its_week_moves_nothing(some: Work, room: Room, data: st.DataObject) -> None:
    planned = plan(some, room)
    if not planned.weeks or planned.weeks[0].monday != MONDAY or not planned.weeks[0].lessons:
        return
    many = data.draw(st.integers(1, len(planned.weeks[0].lessons)))
    practised = some.practice_before(some.lessons[many - 1].at)
    spent = practised + sum(one.minutes for one in some.lessons[:many])
    left = replace(some, lessons=some.lessons[many:], practice=some.practice - practised)
    after = plan(left, replace(room, spent=spent)).by_lesson()
    assert after == {one.code: planned.by_lesson()[one.code] for one in left.lessons}


def basis(hours: float = 4, exam_on: date | None = None, **weeks: int) -> Basis:
    return Basis({code: MONDAY + number * WEEK for code, number in weeks.items()}, hours, exam_on)


@pytest.mark.parametrize(
    ("old", "new", "done", "codes", "why"),
    [
        (basis(a=0, b=1), basis(a=0, b=1), (), [], ""),
        (basis(a=0, b=1), basis(b=1), ("a",), [], ""),
        (basis(a=0, b=1), basis(a=1, b=2), (), ["a", "b"], "not_done"),
        (basis(a=0, b=2), basis(b=1), ("a",), ["b"], "faster"),
        (basis(a=0, b=2), basis(b=1), (), ["b"], "fewer"),
        (basis(a=0, b=1), basis(n=0, a=0, b=2), (), ["b"], "more"),
        (basis(4, a=0, b=1), basis(8, a=0, b=0), (), ["b"], "hours"),
        (basis(4, None, a=3), basis(4, MONDAY, a=2), (), ["a"], "date"),
    ],
)
def test_what_moved_and_why(old: Basis, new: Basis, done: tuple[str, ...], codes: list[str], why: str) -> None:
    moves = moved(old, new, frozenset(done))
    assert ([one.code for one in moves.lessons], moves.why) == (codes, why)


def test_a_week_begins_on_monday() -> None:
    assert [monday_of(MONDAY + timedelta(days)) for days in (0, 6, 7)] == [MONDAY, MONDAY, MONDAY + WEEK]
