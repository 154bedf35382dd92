"""Vouchers in stock, sittings that are proposed, agreed to, sat and verified; badges follow by themselves."""

from collections.abc import Sequence
from dataclasses import dataclass, field
from datetime import datetime, time, timedelta
from random import Random

from opstap.certification.actions.answer_sitting import answer_sitting
from opstap.certification.actions.propose_sitting import Booking, propose_sitting
from opstap.certification.actions.record_result import Declared, declare_result, record_result
from opstap.certification.actions.stock_vouchers import Stock, stock_vouchers
from opstap.certification.actions.verify_result import verify_result
from opstap.certification.models import Sitting, Voucher
from opstap.certification.queries import free_vouchers
from opstap.curriculum.models import Exam
from opstap.kit.clock import BRUSSELS, now
from opstap.kit.ids import new_id
from opstap.people.models import Person
from opstap_demo.agenda import Agenda
from opstap_demo.days import on_a_workday
from opstap_demo.exam_plan import PROPOSED_BEFORE, Attempt
from opstap_demo.lives import Life
from opstap_demo.school import School
from opstap_demo.study import Road

# Exam, bought so many days ago, how many, valid for so many days, cents each. The first lot came too early and expired
# unused, of the second some will soon.
LOTS = (
    ("SC-200", 330, 6, 60, 0),
    ("SC-900", 372, 58, 365, 9_900),
    ("SC-900", 345, 124, 365, 9_900),
    ("SC-900", 130, 40, 365, 9_900),
    ("SC-200", 290, 45, 365, 16_500),
    ("SC-200", 160, 60, 365, 16_500),
    ("SC-200", 50, 40, 365, 16_500),
)
CENTRES = ("Testcentrum Kanaal (verzonnen)", "Centre de test du Midi (inventé)", "")
CODE_SIGNS = "ABCDEFGHJKLMNPQRSTUVWXYZ23456789"
ANOTHER_DAY, MISSED, DECLARES, NOT_YET_AGREED = 0.07, 0.03, 0.15, 0.45
VERIFIED_WITHIN = timedelta(days=9)
TRANSCRIPT = "https://learn.microsoft.com/en-us/users/invented/transcript/"
TOMORROW = 2  # how many sit tomorrow


@dataclass(slots=True)
class Exams:
    """What booking exams needs."""

    school: School
    dice: Random
    now: datetime
    exams: dict[str, Exam] = field(default_factory=dict)

    @property
    def coordinator(self) -> Person:
        return self.school.staff["exam_coordinator"]


def sat(exams: Exams, lives: Sequence[Life], roads: Sequence[Road]) -> None:
    """Everything about exams, from the first lot of vouchers until tomorrow's sittings."""
    exams.exams = {exam.code: exam for exam in exams.school.track.exams.all()}
    agenda = Agenda(exams.now)
    for code, ago, many, valid, cents in LOTS:
        if code in exams.exams:
            bought = exams.now - timedelta(days=ago)
            stock = Stock(exams.exams[code], _codes(exams.dice, many), (bought + timedelta(days=valid)).date(), cents)
            agenda.note(bought, lambda stock=stock: _stock(exams, stock))  # type: ignore[misc]
    soon = _sit_tomorrow(exams, lives, roads)
    for life, road in zip(lives, roads, strict=True):
        for place, attempt in enumerate(road.attempts):
            again = any(one.exam == attempt.exam for one in road.attempts[:place])
            if not (again or life.part or attempt.result is None):
                _nothing_first(exams, agenda, life, attempt)
            _plan(exams, agenda, life, soon.get(id(attempt), attempt))
    agenda.happen()


def _stock(exams: Exams, stock: Stock) -> None:
    stock_vouchers(exams.school.organisation, stock=stock, by=exams.coordinator, key=new_id())


def _codes(dice: Random, many: int) -> tuple[str, ...]:
    return tuple("-".join("".join(dice.choices(CODE_SIGNS, k=5)) for _ in range(4)) for _ in range(many))


def _sit_tomorrow(exams: Exams, lives: Sequence[Life], roads: Sequence[Road]) -> dict[int, Attempt]:
    """The two sittings that come next are moved to tomorrow morning."""
    ahead = [
        attempt
        for life, road in zip(lives, roads, strict=True)
        for attempt in road.attempts
        if attempt.result is None and not life.part
    ]
    tomorrow = (exams.now + timedelta(days=1)).astimezone(BRUSSELS).date()
    chosen = sorted(ahead, key=lambda one: one.starts_at)[:TOMORROW]
    return {
        id(one): Attempt(one.exam, datetime.combine(tomorrow, time(9 + 2 * place, 30), BRUSSELS))
        for place, one in enumerate(chosen)
    }


def _plan(exams: Exams, agenda: Agenda, life: Life, attempt: Attempt) -> None:
    """Note one sitting, from its proposal on. Of those ahead some wait for the learner's yes, but for the nearest."""
    dice, ahead = exams.dice, attempt.result is None
    proposed = on_a_workday(attempt.starts_at - PROPOSED_BEFORE + timedelta(hours=dice.randrange(6)))
    agrees = (
        not ahead
        or life.part == "exam_soon"
        or dice.random() > NOT_YET_AGREED
        or attempt.starts_at < _in_days(exams, 3)
    )
    agenda.note(
        min(proposed, on_a_workday(exams.now - timedelta(days=3))),
        lambda: _propose(exams, agenda, life, attempt, agrees=agrees),
    )


def _nothing_first(exams: Exams, agenda: Agenda, life: Life, attempt: Attempt) -> None:
    """Now and then an earlier sitting comes to nothing: the learner asks for another day, or does not come."""
    dice, proposed = exams.dice, attempt.starts_at - PROPOSED_BEFORE
    if dice.random() < ANOTHER_DAY:
        earlier = Attempt(attempt.exam, attempt.starts_at - timedelta(days=6))
        agenda.note(proposed - timedelta(days=6), lambda: _propose(exams, agenda, life, earlier, agrees=False))
    elif dice.random() < MISSED:
        earlier = Attempt(attempt.exam, proposed - timedelta(days=4))
        agenda.note(proposed - timedelta(days=12), lambda: _propose(exams, agenda, life, earlier, agrees=True))


def _in_days(exams: Exams, days: int) -> datetime:
    return exams.now + timedelta(days=days)


def _propose(exams: Exams, agenda: Agenda, life: Life, attempt: Attempt, *, agrees: bool) -> None:
    exam, dice = exams.exams[attempt.exam], exams.dice
    booking = Booking(exam, attempt.starts_at, dice.choice(CENTRES), "en", _voucher(exams, exam, attempt.starts_at))
    by = dice.choice((exams.coordinator, exams.school.staff[life.chair.outline.coaches[0]]))
    sitting = propose_sitting(life.person, booking=booking, by=by, key=new_id())
    answered = now() + timedelta(hours=dice.randrange(4, 60))
    over, ahead = attempt.starts_at < exams.now, attempt.starts_at >= exams.now
    if agrees or over:
        says = agrees or attempt.result is not None
        agenda.note(answered, lambda: answer_sitting(sitting, agree=says, by=life.person, key=new_id()))
    if agrees and not ahead:
        agenda.note(attempt.starts_at + timedelta(hours=4), lambda: _record(exams, agenda, life, attempt, sitting))


def _voucher(exams: Exams, exam: Exam, starts: datetime) -> Voucher | None:
    return free_vouchers(exams.school.organisation, exam, day=starts.astimezone(BRUSSELS).date()).first()


def _record(exams: Exams, agenda: Agenda, life: Life, attempt: Attempt, sitting: Sitting) -> None:
    result, dice = attempt.result, exams.dice
    if result is None:
        record_result(sitting, outcome=Sitting.State.MISSED, score=None, by=exams.coordinator, key=new_id())
        return
    outcome = Sitting.State.PASSED if result.passed else Sitting.State.FAILED
    if dice.random() < DECLARES:
        link = f"{TRANSCRIPT}{new_id().hex[:12]}" if result.passed else ""
        declare_result(sitting, declared=Declared(outcome, result.score, link), by=life.person, key=new_id())
    else:
        record_result(sitting, outcome=outcome, score=result.score, by=exams.coordinator, key=new_id())
    seen = now() + VERIFIED_WITHIN * dice.uniform(0.5, 1.0)
    agenda.note(seen, lambda: verify_result(sitting, by=exams.coordinator, key=new_id()))
