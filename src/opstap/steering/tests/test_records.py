"""What is read of an edition, through real rows."""

from datetime import timedelta

import pytest
from django.db import connection
from django.test.utils import CaptureQueriesContext
from tests.build import make_organisation, make_person

from opstap.admission.tests.build import make_application, make_call
from opstap.certification.queries import certified_participations
from opstap.kit.clock import now, today
from opstap.people.actions.erase_person import erase_person
from opstap.people.models import Organisation, Person
from opstap.programme.models import Attendance, Edition, Group
from opstap.programme.tests.build import make_participation
from opstap.steering.queries.goals import standing_of
from opstap.steering.queries.records import facts_of
from opstap.steering.rules.funnel import Step, count, road_of
from opstap.steering.tests.build import attend, fill, hire, join, make_exam_group, make_running_edition, meet, sit


def counts(edition: Edition) -> dict[str, int]:
    roads = [road_of(record, today=today()) for record in facts_of(edition).records]
    return {step.value: count(roads, step) for step in Step if count(roads, step)}


def test_a_whole_road(amina: Person, chidi: Person, edition: Edition, group: Group, school: Organisation) -> None:
    make_application(make_call(school, edition=edition), amina, status="admitted")
    mine = join(amina, group, stages=("offered", "started", "active", "completed"))
    attend(mine, days_ago=100)
    attend(mine, days_ago=76)
    sit(mine, "SC-900", state="failed", days_ago=40)
    sit(mine, "SC-900", days_ago=20)
    sit(mine, "SC-200", days_ago=10)
    meet(amina, make_organisation("Bank", "employer"))
    hire(mine, answer="same_job")
    assert counts(edition) == dict.fromkeys([step.value for step in Step], 1)


def test_who_applied_twice_counts_once_and_answers_that_do_not_fit_are_not_eligible(
    amina: Person, dora: Person, edition: Edition, school: Organisation
) -> None:
    call = make_call(school, edition=edition)
    make_application(call, amina, status="withdrawn")
    make_application(call, amina)
    make_application(call, dora, eligibility={"age": "no"})
    assert counts(edition) == {"applied": 2, "eligible": 1}


def test_erased_people_still_count(amina: Person, edition: Edition, group: Group, school: Organisation) -> None:
    make_application(make_call(school, edition=edition), amina, status="admitted")
    mine = join(amina, group, stages=("offered", "started", "completed"))
    attend(mine)
    sit(mine, "SC-900")
    sit(mine, "SC-200")
    hire(mine)
    before = counts(edition)
    erase_person(amina, by=amina)
    assert counts(edition) == before
    assert before["eligible"] == before["fully_certified"] == before["hired"] == 1


@pytest.mark.parametrize(
    ("status", "preparatory", "started"),
    [("present", False, True), ("late", False, True), ("excused", False, False), ("present", True, False)],
)
def test_started_is_coming_to_the_main_training(
    amina: Person, edition: Edition, group: Group, status: str, preparatory: bool, started: bool
) -> None:
    attend(join(amina, group), status=status, preparatory=preparatory)
    assert ("started" in counts(edition)) is started


def test_a_corrected_attendance_counts_as_corrected(amina: Person, edition: Edition, group: Group) -> None:
    mine = join(amina, group)
    first = attend(mine)
    attend(mine, status="absent")
    Attendance.objects.filter(pk=first.pk).update(recorded_at=now() - timedelta(days=1))
    assert "started" not in counts(edition)


def test_what_belongs_to_another_edition_counts_there(
    amina: Person, edition: Edition, group: Group, school: Organisation
) -> None:
    other = make_running_edition(school, days=500)
    before = join(amina, make_exam_group(other), since=480)
    attend(before, days_ago=470)
    hire(before, days_ago=300)
    join(amina, group)
    assert "hired" not in counts(edition)
    assert counts(other)["hired"] == counts(other)["started"] == 1


def test_a_place_without_any_recorded_change_still_counts_as_offered(amina: Person, group: Group) -> None:
    make_participation(amina, group)
    assert counts(group.edition) == {"offered": 1}


def test_fully_certified_says_the_same_as_certification(edition: Edition, group: Group) -> None:
    for place in range(6):
        mine = join(make_person(f"Learner {place}"), group)
        sit(mine, "SC-900", state="passed" if place % 2 else "failed")
        sit(mine, "SC-200", verified=place > 2)
    roads = [road_of(record, today=today()) for record in facts_of(edition).records]
    mine_say = {road.record.person for road in roads if Step.FULLY_CERTIFIED in road.reached}
    assert mine_say == set(certified_participations(edition).values_list("person_id", flat=True))
    assert len(mine_say) == 2


def test_the_number_of_queries_does_not_grow(edition: Edition, school: Organisation) -> None:
    fill(edition, groups=1, size=2, sessions=2)
    with CaptureQueriesContext(
        connection,
    ) as few:
        standing_of(edition, today=today())
    fill(edition, groups=2, size=8, sessions=4)
    with CaptureQueriesContext(connection) as many:
        standing_of(edition, today=today())
    assert len(many) == len(few) <= 9
