"""Fully certified: every exam of the track, verified; said once, with a badge."""

from uuid import uuid4

import pytest
from django.db import connection
from pytest_django import DjangoAssertNumQueries
from tests.build import make_organisation, make_person

from opstap.certification.actions.issue_badge import (
    NotCertifiedError,
    issue_course_badge,
    issue_track_badge,
)
from opstap.certification.actions.revoke_badge import revoke_badge
from opstap.certification.actions.verify_result import verify_result
from opstap.certification.models import Badge, Sitting
from opstap.certification.queries import certified_participations, exams_missing, fully_certified, results_of
from opstap.certification.tests.build import make_exam, sat
from opstap.curriculum.models import Course, Exam
from opstap.kit.models import LedgerLine
from opstap.people.models import Organisation, Person
from opstap.programme.models import Group, Participation
from opstap.programme.tests.build import make_group, make_participation

pytestmark = pytest.mark.django_db


@pytest.fixture
def second(group: Group) -> Exam:
    return make_exam("SC-200", group, level="associate")


def _said() -> int:
    return LedgerLine.objects.filter(verb="certification.fully_certified").count()


def test_the_last_verified_pass_certifies_once(
    takes_part: Participation, exam: Exam, second: Exam, elif_: Person
) -> None:
    sat(takes_part.person, exam, "passed", days_ago=9, verified_by=elif_)
    last = sat(takes_part.person, second, "passed", days_ago=2)
    assert exams_missing(takes_part) == [second]
    assert not fully_certified(takes_part)
    with pytest.raises(NotCertifiedError):
        issue_track_badge(takes_part)
    assert _said() == 0
    verify_result(last, by=elif_, key=uuid4())
    badge = Badge.objects.get()
    assert fully_certified(takes_part)
    assert (badge.person, badge.track, badge.issuer) == (
        takes_part.person,
        takes_part.group.track,  # type: ignore[union-attr]
        takes_part.edition.programme.organisation,
    )
    assert issue_track_badge(takes_part) == badge
    assert _said() == 1


def test_a_failed_and_a_missed_one_count_for_nothing(takes_part: Participation, exam: Exam, elif_: Person) -> None:
    sat(takes_part.person, exam, "failed", verified_by=elif_)
    assert exams_missing(takes_part) == [exam]
    assert not Badge.objects.exists()


def test_a_track_without_exams_certifies_nobody(takes_part: Participation) -> None:
    assert not fully_certified(takes_part)
    assert not certified_participations(takes_part.edition).exists()


def test_a_revoked_badge_can_be_issued_anew_and_is_not_said_twice(
    takes_part: Participation, exam: Exam, elif_: Person, manager: Person
) -> None:
    sat(takes_part.person, exam, "passed", verified_by=elif_)
    first = Badge.objects.get()
    for _ in range(2):
        revoke_badge(first, reason="mistake", by=manager)
    assert LedgerLine.objects.filter(verb="certification.badge_revoked").count() == 1
    second = issue_track_badge(takes_part)
    assert second != first
    assert _said() == 1
    with pytest.raises(ValueError, match="whim"):
        revoke_badge(second, reason="whim", by=manager)


def test_a_course_badge_is_issued_once(dora: Person) -> None:
    firm = make_organisation("Bakery", "employer")
    course = Course.objects.create(code="safe", version="1", title={"en": "Safe at work"}, licence="CC0")
    badges = [issue_course_badge(dora, course=course, issuer=firm) for _ in range(2)]
    assert badges[0] == badges[1]
    assert (badges[0].kind, badges[0].issuer) == ("course", firm)


def test_the_funnel_is_read_in_few_queries(
    group: Group,
    exam: Exam,
    second: Exam,
    school: Organisation,
    elif_: Person,
    django_assert_num_queries: DjangoAssertNumQueries,
) -> None:
    done, half, unverified, failed, elsewhere = [make_participation(make_person(), group) for _ in range(5)]
    for person in (done.person, half.person):
        sat(person, exam, "passed", days_ago=9, verified_by=elif_)
    last = sat(done.person, second, "passed", days_ago=3, verified_by=elif_)
    sat(unverified.person, exam, "passed")
    sat(failed.person, exam, "failed", verified_by=elif_)
    sat(elsewhere.person, exam, "missed")
    other = make_participation(make_person(), make_group(school))
    with django_assert_num_queries(3):
        results = results_of(group.edition)
    assert set(results.sat) == {done.pk, half.pk, unverified.pk, failed.pk}
    assert {code: set(found) for code, found in results.passed.items()} == {
        "SC-900": {done.pk, half.pk},
        "SC-200": {done.pk},
    }
    assert dict(results.certified) == {done.pk: Sitting.objects.get(pk=last.pk).verified_at}
    with django_assert_num_queries(1):
        assert list(certified_participations(group.edition)) == [done]
    assert not results_of(other.edition).sat


def test_the_person_is_held_while_a_result_is_verified(takes_part: Participation, exam: Exam, elif_: Person) -> None:
    """Of two who verify the last two exams at once, the second must see the first: both take the participation first."""
    sitting = sat(takes_part.person, exam, "passed")
    with connection.execute_wrapper(_Order(seen := [])):
        verify_result(sitting, by=elif_, key=uuid4())
    held = [sql for sql in seen if sql.startswith("SELECT")]
    assert "programme_participation" in held[0]
    assert connection.vendor != "postgresql" or "FOR UPDATE" in held[0]


class _Order:
    def __init__(self, seen: list[str]) -> None:
        self.seen = seen

    def __call__(self, execute, sql, params, many, context):  # type: ignore[no-untyped-def]
        self.seen.append(sql)
        return execute(sql, params, many, context)
