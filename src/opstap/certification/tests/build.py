"""An exam on a track, vouchers in stock, and sittings: what tests of certification and later stations start from."""

from datetime import datetime, timedelta
from itertools import count
from uuid import uuid4

from opstap.certification.actions.propose_sitting import Booking, propose_sitting
from opstap.certification.actions.record_result import record_result
from opstap.certification.actions.stock_vouchers import Stock, stock_vouchers
from opstap.certification.actions.verify_result import verify_result
from opstap.certification.models import Sitting, Voucher
from opstap.curriculum.models import Exam
from opstap.kit.clock import now
from opstap.people.models import Organisation, Person
from opstap.programme.models import Group

_numbers = count(1)


def make_exam(code: str = "SC-900", *groups: Group, level: str = "fundamentals", **fields: object) -> Exam:
    """An exam; with groups, it is required by their tracks."""
    exam, _ = Exam.objects.get_or_create(
        code=code, defaults={"certification": f"{code} Fundamentals", "level": level, "status": "active", **fields}
    )
    for group in groups:
        group.track.exams.add(exam)
    return exam


def make_vouchers(school: Organisation, exam: Exam, how_many: int = 1, *, days: int = 90) -> list[Voucher]:
    """Vouchers that expire so many days from now."""
    codes = tuple(f"CODE-{next(_numbers):06}-{exam.code}" for _ in range(how_many))
    stock = Stock(exam, codes, (now() + timedelta(days=days)).date(), 9900)
    return stock_vouchers(school, stock=stock, by=None, key=uuid4())


def propose(
    person: Person,
    exam: Exam,
    *,
    by: Person | None = None,
    hours: float = 72,
    voucher: Voucher | None = None,
    at: datetime | None = None,
    language: str = "en",
) -> Sitting:
    """A sitting that begins so many hours after it was proposed."""
    moment = at or now()
    booking = Booking(exam, moment + timedelta(hours=hours), "", language, voucher)
    return propose_sitting(person, booking=booking, by=by, key=uuid4(), at=moment)


def sat(person: Person, exam: Exam, outcome: str, *, days_ago: float = 1, verified_by: Person | None = None) -> Sitting:
    """A sitting of some days ago with its result, verified if someone did."""
    begun = now() - timedelta(days=days_ago)
    sitting = propose(person, exam, at=begun - timedelta(hours=72))
    score = {"passed": 812, "failed": 640}.get(outcome)
    sitting = record_result(sitting, outcome=outcome, score=score, by=None, key=uuid4(), at=begun)
    return verify_result(sitting, by=verified_by, key=uuid4()) if verified_by else sitting
