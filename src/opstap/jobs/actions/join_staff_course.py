"""Come in by an invitation link: the account when there is none yet, what was read, the seat; all of it or nothing."""

from dataclasses import dataclass
from uuid import UUID, uuid5

from django.db import IntegrityError, transaction

from opstap.jobs.actions.take_seat import take_seat
from opstap.jobs.models import Seat, StaffCourse
from opstap.people.actions.consent import note_consent
from opstap.people.models import ConsentEvent, NoticeKind, Person
from opstap.people.queries.consents import newest_notice


class AccountClosedError(Exception):
    """Somebody had an account with this address, and it was closed by the school."""


@dataclass(frozen=True, slots=True)
class Newcomer:
    """Who typed the right code: their name, the address that it proved (stored form), the language to write in."""

    name: str
    address: str
    language: str


def join_staff_course(staff_course: StaffCourse, *, who: Person | Newcomer, key: UUID) -> Seat:
    """Give a seat to someone who is known, or to a newcomer; whoever is known at that address keeps their own name.

    Two browsers of one newcomer meet in a unique constraint: the second finds the person that the first made.
    Raises SeatRefusedError, AccountClosedError.
    """
    try:
        return _join(staff_course, who, key)
    except IntegrityError:
        return _join(staff_course, who, key)


def _join(staff_course: StaffCourse, who: Person | Newcomer, key: UUID) -> Seat:
    with transaction.atomic():
        person = who if isinstance(who, Person) else _person(who)
        seat = take_seat(staff_course, person=person, key=key)
        notice = newest_notice(NoticeKind.PRIVACY)
        if notice is not None:
            note_consent(person, notice=notice, what=ConsentEvent.What.READ, key=uuid5(key, "notice"))
    return seat


def _person(who: Newcomer) -> Person:
    known = Person.objects.get_queryset().reachable_at(who.address).first()
    if known is None:
        mail = "@" in who.address
        return Person.objects.make(
            name=who.name,
            email=who.address if mail else None,
            phone=None if mail else who.address,
            language=who.language,
        )
    if not known.is_active:
        raise AccountClosedError
    return known
