"""Take a role back."""

from datetime import datetime

from django.core.exceptions import PermissionDenied
from django.db import transaction

from opstap.kit import ledger
from opstap.kit.clock import now
from opstap.people.access import can_end_role
from opstap.people.models import Person, Role, RoleGrant


class LastAdministratorError(Exception):
    """Without an administrator nobody could give this role again."""


def end_role(grant: RoleGrant, *, by: Person, at: datetime | None = None) -> RoleGrant:
    """End the grant now; ending it again changes nothing. Raises LastAdministratorError, PermissionDenied."""
    if not can_end_role(by, grant):
        raise PermissionDenied
    with transaction.atomic():
        # All administrators' rows in one order: two of them who end each other at once wait here for one another.
        administrators = list(
            RoleGrant.objects.select_for_update()
            .filter(role=Role.ADMINISTRATOR, ended_at__isnull=True, person__is_active=True)
            .order_by("pk")
            .values_list("pk", "person_id")
        )
        locked = RoleGrant.objects.select_for_update().get(pk=grant.pk)
        if locked.ended_at is not None:
            return locked
        if locked.role == Role.ADMINISTRATOR and not [pk for pk, _ in administrators if pk != locked.pk]:
            raise LastAdministratorError
        locked.ended_at = at or now()
        locked.save(update_fields=["ended_at"])
        refs = {"person": str(locked.person_id), "role": locked.role, "organisation": str(locked.organisation_id)}
        ledger.record("people.role_ended", by=by, on=locked, at=locked.ended_at, refs=refs)
    return locked
