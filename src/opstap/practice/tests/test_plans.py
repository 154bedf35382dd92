"""Plans as they are made from rows: what counts, what is kept, what is told apart."""

from datetime import date, datetime, timedelta
from uuid import uuid4

import pytest
import time_machine
from django.db import connection
from django.test.utils import CaptureQueriesContext
from tests.build import grant, make_organisation, make_person

from opstap.curriculum.models import Course, Lesson
from opstap.kit.clock import BRUSSELS
from opstap.kit.ids import new_id
from opstap.kit.models import LedgerLine
from opstap.people.models import Person
from opstap.practice.actions.begin_paper import begin_mock
from opstap.practice.actions.finish_lesson import finish_lesson
from opstap.practice.actions.hand_in import hand_in
from opstap.practice.actions.make_plan import make_plans
from opstap.practice.actions.wish_plan import Change, aim_at_exam, aim_past_exam, drop_date, wish_plan
from opstap.practice.models import ExtraTime, Learner, Plan, PlanWish, SkillState
from opstap.practice.privacy import erase, export
from opstap.practice.queries.plan import (
    classes_by_week,
    plan_before_this_week,
    plan_state_of,
    plans_that_do_not_hold,
    situation_of,
)
from opstap.practice.tasks import plan_again
from opstap.practice.tests.build import make_course
from opstap.programme.models import Group, TrackCourse
from opstap.programme.tests.build import make_group, make_participation, make_session

pytestmark = pytest.mark.django_db

TUESDAY = datetime(2026, 11, 24, 9, tzinfo=BRUSSELS)
TODAY = TUESDAY.date()
MONDAY = date(2026, 11, 23)


@pytest.fixture(autouse=True)
def _on_tuesday() -> object:
    with time_machine.travel(TUESDAY, tick=True) as clock:
        yield clock


@pytest.fixture
def course(db: None) -> Course:
    made = make_course(per_domain=12)
    Course.objects.filter(pk=made.pk).update(languages=["nl", "en"])
    Lesson.objects.filter(module__course=made).update(minutes=60)
    made.refresh_from_db()
    return made


@pytest.fixture
def group(course: Course) -> Group:
    group = make_group(make_organisation())
    TrackCourse.objects.create(track=group.track, course=course, position=2)
    return group


@pytest.fixture
def amina(group: Group) -> Person:
    person = grant(make_person("Amina"), "learner")
    make_participation(person, group)
    return person


def wish(person: Person, **said: object) -> PlanWish:
    return wish_plan(key=uuid4(), person=person, change=Change(**said))  # type: ignore[arg-type]


def practised(person: Person, course: Course, marks: list[float]) -> None:
    """Every skill of the course with these marks."""
    learner, _ = Learner.objects.get_or_create(person=person)
    for place in course.blueprint.domains.all() if course.blueprint else ():
        for skill in place.blueprint_skills.all():
            SkillState.objects.create(learner=learner, skill=skill.skill, answers=len(marks), recent=marks)


def test_someone_in_a_group_has_a_plan_before_saying_anything(amina: Person, course: Course) -> None:
    found = situation_of(amina, today=TODAY)
    assert found is not None
    assert (found.course, found.room.hours, found.factor) == (course, 6.0, 1.0)
    assert [one.minutes for one in found.work.lessons] == [60, 60, 60, 60]
    assert (found.work.practice, found.work.mocks, found.work.mock_minutes) == (20 * 9, 2, 65)
    assert found.planned.realistic
    assert not Plan.objects.exists()


def test_without_a_track_or_a_named_course_there_is_none(course: Course) -> None:
    alone = grant(make_person("Emma"), "employee")
    assert situation_of(alone, today=TODAY) is None
    wish(alone, course=course, exam_on=date(2027, 2, 1), hours_a_week=2.0)
    found = situation_of(alone, today=TODAY)
    assert found is not None
    assert found.room.exam_on == date(2027, 2, 1)
    assert Plan.objects.get().learner.person == alone


def test_what_is_read_known_skipped_mastered_or_sat_is_not_planned(amina: Person, course: Course) -> None:
    first, second, *_ = Lesson.objects.filter(module__course=course).order_by("module__position")
    finish_lesson(key=new_id(), person=amina, lesson=first)
    wish(amina, skipped=(second.code,))
    practised(amina, course, [1, 1, 1])
    hand_in(begin_mock(amina, course=course, key=new_id()))
    SkillState.objects.update(answers=3, recent=[1, 1, 1])
    found = situation_of(amina, today=TODAY)
    assert found is not None
    assert len(found.left) == 2
    assert found.skipped == (second,)
    assert found.done == {first.code}
    assert (found.work.practice, found.work.mocks) == (0, 1)
    # The lesson and the mock exam of this week are spent.
    assert found.room.spent == 60 + 65


def test_the_course_before_it_without_an_exam_comes_first(amina: Person, group: Group, course: Course) -> None:
    before = make_course("before", per_domain=1)
    Course.objects.filter(pk=before.pk).update(blueprint=None)
    TrackCourse.objects.create(track=group.track, course=before, position=1, preparatory=True)
    found = situation_of(amina, today=TODAY)
    assert found is not None
    assert found.course == course
    assert [lesson.code for lesson in found.left][:5] == [
        *(f"before-lesson-d{number}" for number in range(1, 5)),
        "paper-course-lesson-d1",
    ]


@pytest.mark.parametrize(
    ("language", "extra", "said", "factor"),
    [
        ("nl", None, None, 1.0),
        ("ar", None, None, 1.25),
        ("nl", 1.5, None, 1.5),
        ("ar", 1.1, None, 1.25),
        ("ar", 2, 1.0, 1),
    ],
)
def test_time_is_what_they_said_or_what_they_need(
    amina: Person, language: str, extra: float | None, said: float | None, factor: float
) -> None:
    Person.objects.filter(pk=amina.pk).update(language=language)
    amina.refresh_from_db()
    wish(amina, time_factor=said)
    if extra:
        ExtraTime.objects.create(key=uuid4(), learner=Learner.objects.get(), factor=extra)
    found = situation_of(amina, today=TODAY)
    assert found is not None
    assert found.factor == factor
    assert found.work.lessons[0].minutes == 60 * factor


def test_a_wish_counts_once_and_keeps_the_rest(amina: Person, course: Course) -> None:
    key = uuid4()
    first = wish_plan(key=key, person=amina, change=Change(hours_a_week=3.0, exam_on=date(2027, 1, 11)))
    again = wish_plan(key=key, person=amina, change=Change(hours_a_week=9.0))
    assert first == again
    second = wish(amina, skipped=("b", "a", "a"))
    assert (second.hours_a_week, second.exam_on, second.skipped) == (3.0, date(2027, 1, 11), ["a", "b"])
    lines = LedgerLine.objects.filter(verb="practice.plan_wished")
    assert {line.subject_id for line in lines} == {Learner.objects.get().pk}
    assert lines.count() == 2


def test_a_plan_is_kept_only_when_it_differs(amina: Person, course: Course) -> None:
    wish(amina, hours_a_week=2.0, exam_on=date(2027, 3, 1))
    assert Plan.objects.count() == 1
    assert plan_again() == 0
    wish(amina, hours_a_week=2.0)
    assert Plan.objects.count() == 1
    # To read what was planned for this week changes nothing.
    lesson = Lesson.objects.get(code="paper-course-lesson-d1")
    finish_lesson(key=new_id(), person=amina, lesson=lesson)
    assert plan_again() == 0
    wish(amina, hours_a_week=4.0)
    assert Plan.objects.count() == 2


def test_last_week_moves_what_was_not_done(amina: Person, course: Course, _on_tuesday: time_machine.Traveller) -> None:
    wish(amina, hours_a_week=2.0, exam_on=date(2027, 3, 1))
    first = Plan.objects.get()
    assert first.weeks[0]["lessons"] == ["paper-course-lesson-d1"]
    _on_tuesday.shift(timedelta(weeks=1))
    assert plan_again() == 1
    newest = Plan.objects.latest("made_at")
    assert newest.weeks[0]["monday"] == "2026-11-30"
    assert newest.weeks[0]["lessons"] == first.weeks[0]["lessons"]
    assert plan_before_this_week(amina, course, today=TODAY + timedelta(weeks=1)) == first


def test_a_date_that_does_not_hold_is_told_to_the_coach(amina: Person, course: Course, group: Group) -> None:
    assert plan_state_of(amina, today=TODAY) is None
    wish(amina, hours_a_week=1.0, exam_on=date(2026, 12, 21))
    state = plan_state_of(amina, today=TODAY)
    assert state is not None
    assert not state.realistic
    assert state.needed > state.hours == 1.0
    assert state.days > 0
    persons = group.participations.values_list("person", flat=True)
    assert plans_that_do_not_hold(list(persons), today=TODAY) == 1
    # Once the date has gone by, there is nothing to tell.
    assert plans_that_do_not_hold(list(persons), today=date(2026, 12, 22)) == 0
    wish(amina, hours_a_week=20.0)
    assert plans_that_do_not_hold(list(persons), today=TODAY) == 0


def test_a_date_that_has_gone_by_is_no_date(amina: Person, course: Course) -> None:
    wish(amina, exam_on=date(2026, 11, 20))
    found = situation_of(amina, today=TODAY)
    assert found is not None
    assert found.over
    assert found.room.exam_on is None


def test_the_plan_follows_the_exams_of_the_track(amina: Person, group: Group, course: Course) -> None:
    following = make_course("second", per_domain=1)
    TrackCourse.objects.create(track=group.track, course=following, position=3)
    exam, day = course.blueprint.exam, date(2027, 1, 15)  # type: ignore[union-attr]
    assert aim_at_exam(key=uuid4(), person=amina, exam=exam, exam_on=day) is not None
    assert aim_at_exam(key=uuid4(), person=amina, exam=exam, exam_on=day) is None
    assert Plan.objects.latest("made_at").exam_on == day
    assert drop_date(key=uuid4(), person=amina, exam_on=date(2027, 1, 16)) is None
    dropped = drop_date(key=uuid4(), person=amina, exam_on=day)
    assert dropped is not None
    assert dropped.exam_on is None
    passed = aim_past_exam(key=uuid4(), person=amina, exam=exam)
    assert passed is not None
    assert passed.course == following
    assert aim_past_exam(key=uuid4(), person=amina, exam=exam) is None
    assert aim_past_exam(key=uuid4(), person=amina, exam=following.blueprint.exam) is None  # type: ignore[union-attr]


def test_many_plans_cost_as_many_reads_as_one(group: Group, course: Course) -> None:
    def planned(many: int) -> int:
        for number in range(many):
            person = grant(make_person(f"Person {number}"), "learner")
            make_participation(person, group)
            Learner.objects.create(person=person)
        with CaptureQueriesContext(
            connection,
        ) as seen:
            assert plan_again() == many
        return sum(not one["sql"].startswith(("INSERT", "SAVEPOINT", "RELEASE")) for one in seen.captured_queries)

    assert planned(1) == planned(8) <= 18


def test_two_plans_at_once_are_one(amina: Person, course: Course) -> None:
    wish(amina)
    learners = list(Learner.objects.select_related("person"))
    assert make_plans(learners) == []


def test_the_classes_of_a_week_are_counted(amina: Person, group: Group) -> None:
    for days in (1, 3, 8, 40):
        make_session(group, starts_at=TUESDAY + timedelta(days=days))
    assert classes_by_week(amina, start=MONDAY, end=MONDAY + timedelta(weeks=3)) == {
        MONDAY: 2,
        MONDAY + timedelta(weeks=1): 1,
    }


def test_a_plan_is_exported_with_its_person_and_goes_with_them(amina: Person, course: Course) -> None:
    wish(amina, hours_a_week=2.5, skipped=("x",), exam_on=date(2027, 3, 1))
    told = export(amina.pk)
    assert told["plan_wishes"][0]["hours_a_week"] == 2.5  # type: ignore[index, call-overload]
    assert told["plans"][0]["exam_on"] == "2027-03-01"  # type: ignore[index, call-overload]
    erase(amina.pk)
    assert not PlanWish.objects.exists()
    assert not Plan.objects.exists()
