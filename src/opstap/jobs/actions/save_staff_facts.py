"""Keep the firm's own facts, which its staff read in the lessons."""

from django.core.exceptions import PermissionDenied
from django.db import transaction

from opstap.jobs.access.staff import can_speak_for
from opstap.kit import ledger
from opstap.people.models import Organisation, Person


def save_staff_facts(employer: Organisation, *, reporting_contact: str, dpo: str, by: Person) -> Organisation:
    """Set whom one reports to and who protects the data; an empty one leaves the lesson's polite words. Other facts stay.

    Raises PermissionDenied.
    """
    if not can_speak_for(by, employer):
        raise PermissionDenied
    with transaction.atomic():
        locked = Organisation.objects.select_for_update().get(pk=employer.pk)
        before = dict(locked.facts)
        locked.facts = {**before, "reporting_contact": reporting_contact, "dpo": dpo}
        if locked.facts != before:
            locked.save(update_fields=["facts"])
            ledger.record("jobs.staff_facts_saved", by=by, on=locked)
    return locked
