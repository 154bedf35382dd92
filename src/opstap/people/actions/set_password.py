"""Choose a password."""

from django.db import transaction

from opstap.kit import ledger
from opstap.people import post
from opstap.people.models import Person


def set_password(person: Person, *, hashed: str) -> Person:
    """Keep the hash (from `make_password`); every other session of the person ends with the old one."""
    with transaction.atomic():
        locked = Person.objects.select_for_update().get(pk=person.pk)
        locked.password = hashed
        locked.save(update_fields=["password"])
        ledger.record("people.password_set", by=locked, on=locked)
        post.write("sign_in_changed", language=locked.language, person=locked, context={"what": "password_changed"})
    return locked
