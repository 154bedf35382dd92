"""Change, add or drop a phone number or a mail address."""

from django.db import IntegrityError, transaction

from opstap.kit import ledger
from opstap.people import post
from opstap.people.models import Person
from opstap.people.rules.address import Address, Kind


class AddressTakenError(Exception):
    """Another person signs in with this address."""


class OnlyAddressError(Exception):
    """Without it the person could not be reached, nor sign in."""


def change_address(person: Person, *, to: Address) -> Person:
    """Set the number or address that the person has just proved by a code. Tells the old one of that kind, if there was.

    Raises AddressTakenError.
    """
    field = _field(to.kind)
    try:
        with transaction.atomic():
            locked = Person.objects.select_for_update().get(pk=person.pk)
            old = getattr(locked, field)
            if old == to.value:
                return locked
            setattr(locked, field, to.value)
            if to.kind == Kind.PHONE:
                locked.phone_verified = True
            locked.save(update_fields=[field, "phone_verified"])
            ledger.record("people.address_changed", by=locked, on=locked, why=to.kind)
            _warn(locked, old)
    except IntegrityError as error:
        raise AddressTakenError from error
    return locked


def drop_address(person: Person, *, kind: Kind) -> Person:
    """Forget the number or the address, when the other is left. Raises OnlyAddressError."""
    field = _field(kind)
    with transaction.atomic():
        locked = Person.objects.select_for_update().get(pk=person.pk)
        if not (locked.email and locked.phone):
            raise OnlyAddressError
        old = getattr(locked, field)
        setattr(locked, field, None)
        if kind == Kind.PHONE:
            locked.phone_verified = False
        locked.save(update_fields=[field, "phone_verified"])
        ledger.record("people.address_dropped", by=locked, on=locked, why=kind)
        _warn(locked, old)
    return locked


def _field(kind: Kind) -> str:
    return "email" if kind == Kind.MAIL else "phone"


def _warn(person: Person, old: str | None) -> None:
    """Whoever reads the old address hears of it: that is how a theft of the account is noticed."""
    if old:
        post.write(
            "sign_in_changed", language=person.language, person=person, address=old, context={"what": "address_changed"}
        )
