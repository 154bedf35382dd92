"""Erase a person: each station forgets them, then the account goes. One transaction: all of it, or nothing."""

from collections.abc import Mapping

from django.db import transaction

from opstap.kit import ledger
from opstap.kit.models import LedgerLine
from opstap.kit.privacy import all_hooks
from opstap.people.actions.end_role import LastAdministratorError
from opstap.people.models import Person, Role, RoleGrant

# The account goes last: other stations still find the person's address while they forget.
LAST = "people"


def erase_person(person: Person, *, by: Person) -> Mapping[str, int]:
    """Erase; gives how many rows each station forgot. The row of the person stays, empty, so that the ledger's id and the
    pseudonymous answers hang on nothing that names anyone. Raises LastAdministratorError.
    """
    with transaction.atomic():
        locked = Person.objects.select_for_update().get(pk=person.pk)
        if locked.erased_at is not None:
            return {}
        _refuse_last_administrator(locked)
        ledger.record("people.erased", by=by, on=locked)
        return _forget(locked)


def preview_erasure(person: Person) -> Mapping[str, int]:
    """What `erase_person` would forget, per station: it is done and undone, so that the figures are the real ones."""
    with transaction.atomic():
        counts = _forget(person)
        transaction.set_rollback(True)
    return counts


def lines_that_stay(person: Person) -> int:
    """How many ledger lines keep the person's id, which then names nobody."""
    acted = LedgerLine.objects.filter(actor_id=person.pk)
    return (acted | LedgerLine.objects.filter(subject_type="people.person", subject_id=person.pk)).count()


def _forget(person: Person) -> Mapping[str, int]:
    hooks = sorted(all_hooks(), key=lambda hook: (hook.station == LAST, hook.station))
    return {hook.station: hook.erase(person.pk) for hook in hooks}


def _refuse_last_administrator(person: Person) -> None:
    current = RoleGrant.objects.select_for_update().filter(role=Role.ADMINISTRATOR, ended_at__isnull=True)
    people = set(current.filter(person__is_active=True).order_by("pk").values_list("person_id", flat=True))
    if people == {person.pk}:
        raise LastAdministratorError
