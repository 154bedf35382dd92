"""Change one's own name and language."""

from django.db import transaction

from opstap.kit import ledger
from opstap.people.models import Person


def change_details(person: Person, *, name: str, language: str) -> Person:
    """Save both; the same again changes nothing and leaves no line."""
    with transaction.atomic():
        locked = Person.objects.select_for_update().get(pk=person.pk)
        changed = [field for field, new in (("name", name), ("language", language)) if getattr(locked, field) != new]
        if changed:
            locked.name, locked.language = name, language
            locked.save(update_fields=changed)
            ledger.record("people.details_changed", by=locked, on=locked, refs={"fields": ".".join(changed)})
    return locked
