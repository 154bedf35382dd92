"""The plan follows the booked exams: from certification's ledger lines, as the site wires them."""

from uuid import uuid4

import pytest
from pytest_django import DjangoCaptureOnCommitCallbacks
from tests.build import grant, make_organisation, make_person

from opstap.certification.actions.cancel_sitting import cancel_sitting
from opstap.certification.models import Sitting
from opstap.certification.tests.build import propose, sat
from opstap.curriculum.models import Exam
from opstap.kit.clock import BRUSSELS
from opstap.people.models import Person
from opstap.practice.models import Plan, PlanWish
from opstap.practice.tests.build import make_course
from opstap.programme.models import TrackCourse
from opstap.programme.tests.build import make_group, make_participation

pytestmark = pytest.mark.django_db


@pytest.fixture
def amina(db: None) -> Person:
    """Amina, whose track asks for two exams."""
    group = make_group(make_organisation())
    for position, code in enumerate(("first", "second"), start=1):
        course = make_course(code, per_domain=1)
        TrackCourse.objects.create(track=group.track, course=course, position=position)
        group.track.exams.add(course.blueprint.exam)  # type: ignore[union-attr]
    person = grant(make_person("Amina"), "learner")
    make_participation(person, group)
    return person


def exam(amina: Person, position: int = 1) -> Exam:
    return TrackCourse.objects.get(position=position).course.blueprint.exam  # type: ignore[union-attr]


def day_of(sitting: Sitting) -> object:
    return sitting.starts_at.astimezone(BRUSSELS).date()


def test_the_plan_leads_to_the_first_exam_that_has_a_day(
    amina: Person, django_capture_on_commit_callbacks: DjangoCaptureOnCommitCallbacks
) -> None:
    with django_capture_on_commit_callbacks(execute=True):
        second = propose(amina, exam(amina, 2), hours=24 * 90)
    assert Plan.objects.latest("made_at").exam_on == day_of(second)
    with django_capture_on_commit_callbacks(execute=True):
        first = propose(amina, exam(amina), hours=24 * 30)
    newest = Plan.objects.latest("made_at")
    assert (newest.exam_on, newest.course.code) == (day_of(first), "first")  # type: ignore[union-attr]
    with django_capture_on_commit_callbacks(execute=True):
        cancel_sitting(first, by=make_person("Bilal"), key=uuid4())
    assert Plan.objects.latest("made_at").exam_on == day_of(second)
    with django_capture_on_commit_callbacks(execute=True):
        cancel_sitting(second, by=make_person("Bilal"), key=uuid4())
    assert PlanWish.objects.latest("recorded_at").exam_on is None


def test_after_a_pass_it_leads_to_the_next_exam(
    amina: Person, django_capture_on_commit_callbacks: DjangoCaptureOnCommitCallbacks
) -> None:
    with django_capture_on_commit_callbacks(execute=True):
        sat(amina, exam(amina), "passed")
    newest = Plan.objects.latest("made_at")
    assert (newest.course.code, newest.exam_on) == ("second", None)  # type: ignore[union-attr]
