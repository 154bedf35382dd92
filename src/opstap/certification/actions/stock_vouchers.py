"""Put vouchers in stock."""

from collections.abc import Collection
from dataclasses import dataclass
from datetime import date, datetime
from uuid import UUID, uuid5

from django.db import IntegrityError, transaction
from django.utils.crypto import salted_hmac

from opstap.certification.models import Voucher
from opstap.certification.rules.codes import CODE, tidy
from opstap.curriculum.models import Exam
from opstap.kit import ledger
from opstap.kit.clock import now
from opstap.people.models import Organisation, Person


class KnownCodeError(Exception):
    """A code is in stock already, or twice among these; nothing was stocked."""


class NotACodeError(ValueError):
    """A line is no code; nothing was stocked."""


@dataclass(frozen=True, slots=True)
class Stock:
    """Codes of one exam that were bought together."""

    exam: Exam
    codes: tuple[str, ...]
    expires_on: date
    cost_cents: int


def stock_vouchers(
    organisation: Organisation, *, stock: Stock, by: Person | None, key: UUID, at: datetime | None = None
) -> list[Voucher]:
    """Save all of them or none. The same `key` gives the first ones back.

    Raises NotACodeError, KnownCodeError.
    """
    moment = at or now()
    codes = [tidy(code) for code in stock.codes]
    if not all(CODE.fullmatch(code) for code in codes):
        raise NotACodeError
    made = [
        Voucher(
            key=uuid5(key, code),
            organisation=organisation,
            exam=stock.exam,
            code=code,
            fingerprint=fingerprint(code),
            cost_cents=stock.cost_cents,
            expires_on=stock.expires_on,
            stocked_at=moment,
        )
        for code in codes
    ]
    keys = [voucher.key for voucher in made]
    if earlier := list(Voucher.objects.filter(key__in=keys)):
        return earlier
    try:
        with transaction.atomic():
            Voucher.objects.bulk_create(made)
            for voucher in made:
                ledger.record("certification.voucher_stocked", by=by, on=voucher, at=moment)
    except IntegrityError as error:
        if earlier := list(Voucher.objects.filter(key__in=keys)):
            return earlier
        raise KnownCodeError from error
    return made


def known_codes(organisation: Organisation, codes: Collection[str]) -> set[str]:
    """Which of these tidy codes are in stock already, used or not."""
    prints = {fingerprint(code): code for code in codes}
    rows = Voucher.objects.filter(organisation=organisation, fingerprint__in=prints)
    return {prints[one] for one in rows.values_list("fingerprint", flat=True)}


def stocked_before(organisation: Organisation, key: UUID, codes: Collection[str]) -> int:
    """How many of these tidy codes were stocked with this key: then the form is a resend."""
    keys = [uuid5(key, code) for code in codes]
    return Voucher.objects.filter(organisation=organisation, key__in=keys).count()


def fingerprint(code: str) -> str:
    """A keyed hash by which a code is known again although its column cannot be searched."""
    return salted_hmac("certification.voucher", code, algorithm="sha256").hexdigest()
