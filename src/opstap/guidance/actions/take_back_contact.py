"""A coach takes back a contact that they noted by mistake."""

from django.db import transaction

from opstap.guidance.models import Contact
from opstap.kit import ledger
from opstap.kit.clock import now
from opstap.people.models import Person


def take_back_contact(contact: Contact, *, by: Person) -> bool:
    """Let the contact count for nothing; True when this call did it, False when it was taken back before."""
    moment = now()
    with transaction.atomic():
        taken = Contact.objects.filter(pk=contact.pk, taken_back_at__isnull=True).update(taken_back_at=moment)
        if taken:
            ledger.record("guidance.contact_taken_back", by=by, on=contact, at=moment)
    return bool(taken)
