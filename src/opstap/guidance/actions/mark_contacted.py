"""A coach notes that they were in touch with someone, and when they want to look again."""

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import datetime
from uuid import UUID

from django.db import transaction

from opstap.guidance.models import Contact
from opstap.guidance.rules.resting import look_again
from opstap.kit import ledger
from opstap.kit.clock import BRUSSELS, now
from opstap.people.models import Person


@dataclass(frozen=True, slots=True)
class Touch:
    """How it went (`Contact.How`), for which reasons (codes of rules/needs.py), and in how many days to look again."""

    how: str
    look_again_in: int
    reasons: Sequence[str] = ()
    words: str = ""


def mark_contacted(person: Person, *, touch: Touch, by: Person, key: UUID, at: datetime | None = None) -> Contact:
    """Append one contact; the same `key` gives the first one back. Raises ValueError for days that are not offered."""
    moment = at or now()
    day = look_again(moment.astimezone(BRUSSELS).date(), touch.look_again_in)
    with transaction.atomic():
        # The person's row is the lock: two taps pass one after the other.
        Person.objects.select_for_update().get(pk=person.pk)
        if done := Contact.objects.filter(key=key).first():
            return done
        contact = Contact.objects.create(
            key=key,
            person=person,
            by=by,
            how=touch.how,
            words=touch.words,
            reasons=sorted(set(touch.reasons)),
            look_again_on=day,
            happened_at=moment,
        )
        ledger.record("guidance.contacted", by=by, on=contact, at=moment, why=contact.how)
    return contact
