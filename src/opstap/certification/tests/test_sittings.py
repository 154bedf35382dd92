"""From a proposal to a verified result: the actions, sent twice, refused, raced for."""

from collections.abc import Callable
from datetime import timedelta
from uuid import UUID, uuid4

import pytest
from django.db import IntegrityError, connection, transaction

from opstap.certification.actions.answer_sitting import answer_sitting
from opstap.certification.actions.append_event import NotAllowedError, NotNowError, ScoreError
from opstap.certification.actions.cancel_sitting import cancel_sitting
from opstap.certification.actions.correct_result import (
    BadgeIssuedError,
    Correction,
    LaterSittingError,
    correct_result,
)
from opstap.certification.actions.propose_sitting import (
    Booking,
    DayRefusedError,
    NotOnTrackError,
    SittingAheadError,
    VoucherTakenError,
    propose_sitting,
)
from opstap.certification.actions.record_result import Declared, LinkError, declare_result, record_result
from opstap.certification.actions.verify_result import verify_result
from opstap.certification.models import Badge, Sitting, SittingEvent
from opstap.certification.rules.retakes import Why
from opstap.certification.tests.build import make_exam, make_vouchers, propose, sat
from opstap.curriculum.models import Exam
from opstap.kit.clock import now
from opstap.kit.models import LedgerLine
from opstap.people.models import Organisation, Person
from opstap.programme.models import Group, Participation
from opstap.programme.tests.build import make_participation

pytestmark = pytest.mark.django_db
LINK = "https://learn.microsoft.com/en-us/users/amina/transcript/abc"


def _facts(sitting: Sitting) -> list[str]:
    return list(
        SittingEvent.objects.filter(sitting=sitting).order_by("recorded_at", "pk").values_list("what", flat=True)
    )


def test_a_sitting_is_proposed_once(takes_part: Participation, bilal: Person, exam: Exam, school: Organisation) -> None:
    [voucher] = make_vouchers(school, exam)
    booking, key = Booking(exam, now() + timedelta(days=3), "Brussels", "fr", voucher), uuid4()
    for _ in range(2):
        made = propose_sitting(takes_part.person, booking=booking, by=bilal, key=key)
    assert (made.state, made.participation, made.attempt) == ("proposed", takes_part, 1)
    assert _facts(made) == ["proposed"]
    line = LedgerLine.objects.get(verb="certification.sitting_proposed")
    assert (line.actor_id, line.subject_id, line.refs["exam"]) == (bilal.pk, made.pk, "SC-900")


def test_an_exam_of_no_track_is_refused(takes_part: Participation, bilal: Person) -> None:
    with pytest.raises(NotOnTrackError):
        propose(takes_part.person, make_exam("AZ-900"), by=bilal)


def test_the_vendors_rules_refuse_a_day_and_give_the_first(takes_part: Participation, exam: Exam) -> None:
    first = sat(takes_part.person, exam, "failed", days_ago=0.5)
    with pytest.raises(DayRefusedError) as refused:
        propose(takes_part.person, exam, hours=1)
    assert refused.value.refusal.why is Why.TOO_SOON
    assert refused.value.refusal.first == first.starts_at + timedelta(hours=24)
    again = propose(takes_part.person, exam, hours=13)
    assert again.attempt == 2


def test_one_sitting_is_ahead_for_each_exam(takes_part: Participation, exam: Exam, group: Group) -> None:
    propose(takes_part.person, exam)
    with pytest.raises(SittingAheadError):
        propose(takes_part.person, exam, hours=99)
    propose(takes_part.person, make_exam("SC-200", group))


def test_a_voucher_fits_the_exam_the_school_and_the_day(
    takes_part: Participation, exam: Exam, school: Organisation, group: Group, chidi: Person
) -> None:
    [short] = make_vouchers(school, exam, days=1)
    [other] = make_vouchers(school, make_exam("SC-200", group))
    [theirs] = make_vouchers(chidi.grants.get().organisation, exam)
    for voucher in (short, other, theirs):
        with pytest.raises(VoucherTakenError):
            propose(takes_part.person, exam, voucher=voucher)
    assert not Sitting.objects.exists()


def test_of_two_who_give_one_voucher_the_second_is_refused(
    takes_part: Participation,
    dora: Person,
    group: Group,
    exam: Exam,
    school: Organisation,
    monkeypatch: pytest.MonkeyPatch,
) -> None:
    [voucher] = make_vouchers(school, exam)
    make_participation(dora, group)
    propose(takes_part.person, exam, voucher=voucher)
    with pytest.raises(VoucherTakenError):
        propose(dora, exam, voucher=voucher)
    # As if it had looked free a moment ago: the constraint refuses it all the same.
    monkeypatch.setattr(
        "opstap.certification.actions.propose_sitting._valid_voucher", lambda booking, _: booking.voucher
    )
    with pytest.raises(VoucherTakenError):
        propose(dora, exam, voucher=voucher)
    assert Sitting.objects.count() == 1


def test_of_two_who_book_at_once_the_second_is_refused(
    takes_part: Participation, exam: Exam, monkeypatch: pytest.MonkeyPatch
) -> None:
    propose(takes_part.person, exam)
    double = Sitting(key=uuid4(), person=takes_part.person, exam=exam, starts_at=now())
    with pytest.raises(IntegrityError), transaction.atomic():
        double.save()
    if connection.vendor == "postgresql":
        with transaction.atomic():
            propose(takes_part.person, make_exam("SC-200", takes_part.group))  # type: ignore[arg-type]
            assert Participation.objects.select_for_update(skip_locked=True).filter(pk=takes_part.pk).exists()


def test_the_learner_agrees_once(takes_part: Participation, exam: Exam) -> None:
    sitting, key = propose(takes_part.person, exam), uuid4()
    for _ in range(2):
        sitting = answer_sitting(sitting, agree=True, by=takes_part.person, key=key)
    assert sitting.state == "agreed"
    with pytest.raises(NotNowError):
        answer_sitting(sitting, agree=False, by=takes_part.person, key=uuid4())
    assert _facts(sitting) == ["proposed", "agreed"]


def test_another_day_frees_the_voucher(takes_part: Participation, exam: Exam, school: Organisation) -> None:
    [voucher] = make_vouchers(school, exam)
    sitting = propose(takes_part.person, exam, voucher=voucher)
    assert answer_sitting(sitting, agree=False, by=takes_part.person, key=uuid4()).state == "declined"
    assert propose(takes_part.person, exam, voucher=voucher).voucher == voucher


def test_a_learner_steps_back_until_a_day_before_and_the_school_longer(
    takes_part: Participation, exam: Exam, bilal: Person
) -> None:
    sitting = propose(takes_part.person, exam, hours=23)
    with pytest.raises(NotNowError):
        cancel_sitting(sitting, by=takes_part.person, key=uuid4())
    assert cancel_sitting(sitting, by=bilal, key=uuid4()).state == "cancelled"
    again, key = propose(takes_part.person, exam, hours=25), uuid4()
    for _ in range(2):
        assert cancel_sitting(again, by=takes_part.person, key=key).state == "cancelled"
    whys = LedgerLine.objects.filter(verb="certification.sitting_cancelled").values_list("why", flat=True)
    assert sorted(whys) == ["cancelled", "withdrawn"]


def test_a_result_is_recorded_once_its_hour_has_come(takes_part: Participation, exam: Exam, bilal: Person) -> None:
    sitting = propose(takes_part.person, exam)
    with pytest.raises(NotNowError):
        record_result(sitting, outcome="passed", score=800, by=bilal, key=uuid4())
    after, key = sitting.starts_at + timedelta(hours=2), uuid4()
    for outcome, score in (("passed", 699), ("failed", 700), ("missed", 1), ("agreed", None)):
        with pytest.raises(ScoreError):
            record_result(sitting, outcome=outcome, score=score, by=bilal, key=key, at=after)
    for _ in range(2):
        sitting = record_result(sitting, outcome="passed", score=800, by=bilal, key=key, at=after)
    assert (sitting.state, sitting.score, sitting.verified_at) == ("passed", 800, None)
    with pytest.raises(NotNowError):
        record_result(sitting, outcome="failed", score=None, by=bilal, key=uuid4(), at=after)


def test_nobody_records_corrects_or_verifies_their_own(takes_part: Participation, exam: Exam, bilal: Person) -> None:
    amina, sitting = takes_part.person, sat(takes_part.person, exam, "failed")
    calls: list[Callable[[UUID], object]] = [
        lambda key: record_result(sitting, outcome="passed", score=None, by=amina, key=key),
        lambda key: verify_result(sitting, by=amina, key=key),
        lambda key: correct_result(sitting, correction=Correction("passed", None, "typing"), by=amina, key=key),
    ]
    for call in calls:
        with pytest.raises(NotAllowedError):
            call(uuid4())
    assert sitting.state == "failed"


def test_a_learner_declares_and_the_school_verifies(takes_part: Participation, exam: Exam, elif_: Person) -> None:
    sitting = propose(takes_part.person, exam, at=now() - timedelta(days=4))
    with pytest.raises(LinkError):
        declare_result(
            sitting, declared=Declared("passed", 750, "https://credly.com/x"), by=takes_part.person, key=uuid4()
        )
    sitting = declare_result(sitting, declared=Declared("passed", 750, LINK), by=takes_part.person, key=uuid4())
    assert (sitting.state, sitting.verified_at) == ("passed", None)
    assert not Badge.objects.exists()
    assert LedgerLine.objects.get(verb="certification.result_recorded").why == "declared"
    key = uuid4()
    for _ in range(2):
        sitting = verify_result(sitting, by=elif_, key=key)
    assert sitting.verified_at is not None
    assert _facts(sitting) == ["proposed", "passed", "verified"]
    with pytest.raises(NotNowError):
        verify_result(sitting, by=elif_, key=uuid4())


def test_a_wrong_record_is_mended_by_a_newer_fact(takes_part: Participation, exam: Exam, elif_: Person) -> None:
    sitting, key = sat(takes_part.person, exam, "failed", verified_by=elif_), uuid4()
    for _ in range(2):
        sitting = correct_result(sitting, correction=Correction("passed", 710, "typing"), by=elif_, key=key)
    assert (sitting.state, sitting.score, sitting.verified_at) == ("passed", 710, None)
    assert _facts(sitting) == ["proposed", "failed", "verified", "passed"]
    with pytest.raises(ScoreError):
        correct_result(sitting, correction=Correction("failed", None, "whim"), by=elif_, key=uuid4())
    verify_result(sitting, by=elif_, key=uuid4())
    with pytest.raises(BadgeIssuedError):
        correct_result(sitting, correction=Correction("failed", None, "typing"), by=elif_, key=uuid4())


def test_a_fail_does_not_become_a_pass_under_a_later_sitting(
    takes_part: Participation, exam: Exam, elif_: Person
) -> None:
    first = sat(takes_part.person, exam, "failed", days_ago=3)
    propose(takes_part.person, exam)
    with pytest.raises(LaterSittingError):
        correct_result(first, correction=Correction("passed", None, "vendor"), by=elif_, key=uuid4())
    assert (
        correct_result(first, correction=Correction("missed", None, "person"), by=elif_, key=uuid4()).state == "missed"
    )
