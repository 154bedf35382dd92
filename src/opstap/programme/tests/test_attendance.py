"""Who was there: appended, corrected by a newer row, and the first time starts the training."""

from uuid import uuid4

import pytest
from tests.build import make_person

from opstap.kit.models import LedgerLine
from opstap.people.models import Organisation, Person
from opstap.programme import queries
from opstap.programme.actions.record_attendance import record_attendance
from opstap.programme.models import Attendance, Group, Participation, StageChange
from opstap.programme.tests.build import make_group, make_participation, make_session

pytestmark = pytest.mark.django_db


def test_the_newest_row_counts_and_the_old_one_stays(takes_part: Participation, group: Group, bilal: Person) -> None:
    session = make_session(group)
    record_attendance(session, marks={takes_part.pk: "absent"}, by=bilal, key=uuid4())
    record_attendance(session, marks={takes_part.pk: "late"}, by=bilal, key=uuid4())
    assert queries.attendance_now(session) == {takes_part.pk: "late"}
    assert [row.status for row in Attendance.objects.order_by("recorded_at")] == ["absent", "late"]
    assert [row.status for row in queries.attendance_of(takes_part)] == ["late"]


def test_what_is_the_same_adds_nothing(takes_part: Participation, group: Group, bilal: Person) -> None:
    session = make_session(group)
    record_attendance(session, marks={takes_part.pk: "present"}, by=bilal, key=uuid4())
    assert record_attendance(session, marks={takes_part.pk: "present"}, by=bilal, key=uuid4()) == []
    assert Attendance.objects.count() == 1


def test_a_resend_after_a_correction_does_not_undo_it(takes_part: Participation, group: Group, bilal: Person) -> None:
    session, key = make_session(group), uuid4()
    record_attendance(session, marks={takes_part.pk: "present"}, by=bilal, key=key)
    record_attendance(session, marks={takes_part.pk: "absent"}, by=bilal, key=uuid4())
    assert record_attendance(session, marks={takes_part.pk: "present"}, by=bilal, key=key) == []
    assert queries.attendance_now(session) == {takes_part.pk: "absent"}


def test_names_of_another_group_are_passed_over(
    group: Group, school: Organisation, bilal: Person, dora: Person
) -> None:
    other = make_participation(dora, make_group(school))
    assert record_attendance(make_session(group), marks={other.pk: "present"}, by=bilal, key=uuid4()) == []


@pytest.mark.parametrize("first", ["offered", "preparatory"])
def test_the_first_time_in_the_main_training_starts_it_once(first: str, group: Group, bilal: Person) -> None:
    one = make_participation(make_person(), group, stage=first)
    one_day, next_day = make_session(group), make_session(group, hours=1, place="Room 3", starts_at=None)
    for session in (one_day, next_day):
        record_attendance(session, marks={one.pk: "present"}, by=bilal, key=uuid4())
    one.refresh_from_db()
    assert one.stage == "started"
    change = StageChange.objects.get(participation=one)
    assert (change.stage, change.reason, change.happened_at) == ("started", "attended", one_day.starts_at)
    assert LedgerLine.objects.filter(verb="programme.stage_changed").count() == 1


def test_the_preparatory_course_is_not_a_start(group: Group, bilal: Person) -> None:
    one = make_participation(make_person(), group, stage="offered")
    record_attendance(make_session(group, preparatory=True), marks={one.pk: "present"}, by=bilal, key=uuid4())
    one.refresh_from_db()
    assert one.stage == "preparatory"


def test_a_group_costs_few_queries(group: Group, bilal: Person, django_assert_max_num_queries: object) -> None:
    marks = {make_participation(make_person(), group).pk: "present" for _ in range(15)}
    session = make_session(group)
    with django_assert_max_num_queries(28):  # type: ignore[operator]
        assert len(record_attendance(session, marks=marks, by=bilal, key=uuid4())) == 15
