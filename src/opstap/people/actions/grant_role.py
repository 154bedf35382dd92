"""Give a person a role in an organisation."""

from datetime import datetime
from uuid import UUID

from django.db import IntegrityError, transaction

from opstap.kit import ledger
from opstap.kit.clock import now
from opstap.kit.ids import new_id
from opstap.people.models import Organisation, Person, Role, RoleGrant


def grant_role(
    person: Person,
    *,
    role: Role,
    organisation: Organisation,
    by: Person | None,
    key: UUID | None = None,
    at: datetime | None = None,
) -> RoleGrant:
    """Give the role, or give the grant back that is there already (for this key, or current); leaves one ledger line.

    The caller has asked whether `by` may do this.
    """
    moment = at or now()
    try:
        with transaction.atomic():
            grant = RoleGrant.objects.create(
                person=person, role=role, organisation=organisation, key=key or new_id(), granted_at=moment
            )
            ledger.record(
                "people.role_granted",
                by=by,
                on=grant,
                at=moment,
                refs={"person": str(person.pk), "role": role, "organisation": str(organisation.pk)},
            )
    except IntegrityError:
        earlier = RoleGrant.objects.filter(key=key) if key else RoleGrant.objects.none()
        current = RoleGrant.objects.filter(person=person, role=role, organisation=organisation, ended_at__isnull=True)
        found = earlier.first() or current.first()
        if found is None:
            raise
        return found
    person.__dict__.pop("_roles", None)
    return grant
