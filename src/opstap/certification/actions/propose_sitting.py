"""Book an exam for a learner, who then agrees or asks for another day."""

from dataclasses import dataclass
from datetime import datetime
from uuid import UUID, uuid5

from django.db import IntegrityError, transaction

from opstap.certification.actions.append_event import NewFact, append
from opstap.certification.models import Sitting, SittingEvent, Voucher
from opstap.certification.queries import attempts_of, free_vouchers, participation_for
from opstap.certification.rules.retakes import Refusal, refusal
from opstap.curriculum.models import Exam
from opstap.kit import ledger
from opstap.kit.clock import BRUSSELS, now
from opstap.people.models import Person
from opstap.programme.models import Participation


class NotOnTrackError(Exception):
    """The exam belongs to no track of this person."""


class DayRefusedError(Exception):
    """The vendor's rules or the exam's end refuse this day; `refusal` says why and gives the first possible one."""

    def __init__(self, why: Refusal) -> None:
        super().__init__(why.why)
        self.refusal = why


class SittingAheadError(Exception):
    """There is a sitting ahead for this exam already: cancel that one first."""


class VoucherTakenError(Exception):
    """The voucher was given to another sitting, is not for this exam or school, or is not valid on that day."""


@dataclass(frozen=True, slots=True)
class Booking:
    """What is proposed. `place` is a test centre, or empty for at home; `voucher` may come later, or from elsewhere."""

    exam: Exam
    starts_at: datetime
    place: str = ""
    language: str = "en"
    voucher: Voucher | None = None


def propose_sitting(
    person: Person, *, booking: Booking, by: Person | None, key: UUID, at: datetime | None = None
) -> Sitting:
    """Save the sitting and reserve its voucher; the learner is told by a listener. The same `key` gives the first one back.

    Two who book for one person at once wait for each other at the participation; two who give one voucher meet a
    constraint. Raises NotOnTrackError, DayRefusedError, SittingAheadError, VoucherTakenError.
    """
    moment = at or now()
    with transaction.atomic():
        participation = _held_participation(person, booking.exam)
        if done := Sitting.objects.filter(key=key).first():
            return done
        attempts = attempts_of(person, booking.exam)
        retired_on = booking.exam.retired_on
        if why := refusal(booking.starts_at, attempts, at=moment, retired_on=retired_on, zone=BRUSSELS):
            raise DayRefusedError(why)
        sitting = Sitting(
            key=key,
            person=person,
            participation=participation,
            exam=booking.exam,
            voucher=_valid_voucher(booking, participation),
            attempt=len(attempts) + 1,
            language=booking.language,
            starts_at=booking.starts_at,
            place=booking.place,
        )
        _insert(sitting)
        append(sitting, NewFact(SittingEvent.What.PROPOSED), by=by, key=uuid5(key, "proposed"), at=moment)
        refs = {"person": str(person.pk), "exam": booking.exam.code}
        ledger.record("certification.sitting_proposed", by=by, on=sitting, at=moment, refs=refs)
    return sitting


def _held_participation(person: Person, exam: Exam) -> Participation:
    found = participation_for(person, exam)
    if found is None:
        raise NotOnTrackError(exam.code)
    Participation.objects.select_for_update().get(pk=found.pk)
    return found


def _valid_voucher(booking: Booking, participation: Participation) -> Voucher | None:
    if booking.voucher is None:
        return None
    day = booking.starts_at.astimezone(BRUSSELS).date()
    school = participation.edition.programme.organisation
    if not free_vouchers(school, booking.exam, day=day).filter(pk=booking.voucher.pk).exists():
        raise VoucherTakenError
    return booking.voucher


def _insert(sitting: Sitting) -> None:
    ahead = Sitting.objects.filter(person=sitting.person, exam=sitting.exam, state__in=Sitting.AHEAD)
    if ahead.exists():
        raise SittingAheadError
    try:
        with transaction.atomic():
            sitting.save(force_insert=True)
    except IntegrityError as error:
        if ahead.exists():
            raise SittingAheadError from error
        if sitting.voucher is None:
            raise
        raise VoucherTakenError from error
