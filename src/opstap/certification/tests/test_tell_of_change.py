"""Coaches and managers hear once that an exam changes for people of theirs."""

from datetime import date, timedelta

import pytest
from tests.build import grant, make_person

from opstap.certification.actions.tell_of_change import on_outline_added, on_retirement_set
from opstap.certification.tests.build import sat
from opstap.curriculum.models import Blueprint, Exam
from opstap.curriculum.tests.outlines import make_exam, make_outline
from opstap.kit import ledger
from opstap.kit.clock import today
from opstap.messages.models import Message
from opstap.people.models import Organisation, Person
from opstap.programme.models import Group, Participation
from opstap.programme.tests.build import make_group

pytestmark = pytest.mark.django_db


@pytest.fixture
def exam(group: Group, takes_part: Participation) -> Exam:
    made = make_exam("SC-200")
    group.track.exams.add(made)
    make_outline(made, today() - timedelta(days=400), {"A": ["one"]})
    return made


def added(exam: Exam, day: date, language: str = "en") -> None:
    row, _ = Blueprint.objects.get_or_create(exam=exam, as_of=day, language=language)
    on_outline_added(ledger.record("curriculum.blueprint_added", by=None, on=row))


def told() -> set[str]:
    return set(
        Message.objects.filter(template="certification/mail/exam_changes").values_list("person__name", flat=True)
    )


def test_whoever_plans_for_people_hears_once(
    exam: Exam, bilal: Person, manager: Person, dora: Person, school: Organisation
) -> None:
    grant(make_person("Another Coach"), "coach", school)
    for language in ("en", "en", "fr"):
        added(exam, today() + timedelta(days=30), language)
    assert told() == {bilal.name, manager.name}
    assert Message.objects.count() == 2
    message = Message.objects.get(person=bilal)
    assert "Amina" not in message.body
    assert "/outlines/sc-200/people/?change=" in message.body


def retired(exam: Exam, *, days: int) -> None:
    exam.retired_on = today() + timedelta(days=days)
    exam.save()
    on_retirement_set(ledger.record("curriculum.retirement_set", by=None, on=exam))


def test_another_last_day_is_told_anew_and_the_same_is_not(exam: Exam, bilal: Person) -> None:
    for days in (7, 7, 5):
        retired(exam, days=days)
    assert told() == {bilal.name}
    assert Message.objects.count() == 2


def test_as_long_as_there_is_time_for_three_tries_nobody_is_disturbed(exam: Exam, bilal: Person) -> None:
    retired(exam, days=90)
    assert told() == set()


def test_nothing_is_said_of_what_is_over_or_meets_nobody(
    exam: Exam, bilal: Person, amina: Person, elif_: Person, school: Organisation
) -> None:
    added(exam, today() - timedelta(days=31))
    added(make_exam("AA-1"), today() + timedelta(days=5))  # its first outline
    other = make_group(school)
    other.track.exams.add(exam)
    sat(amina, exam, "passed", verified_by=elif_)
    added(exam, today() + timedelta(days=30))
    assert told() == set()
