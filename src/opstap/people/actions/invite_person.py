"""Invite someone: an account, a role, a letter."""

from dataclasses import dataclass
from uuid import UUID

from django.core.exceptions import PermissionDenied
from django.db import IntegrityError, transaction

from opstap.people import post
from opstap.people.access import can_invite
from opstap.people.actions.grant_role import grant_role
from opstap.people.models import Organisation, Person, Role, RoleGrant
from opstap.people.rules.address import Address, Kind


@dataclass(frozen=True, slots=True)
class Invitation:
    """Whom an administrator wants in. `key` is made by the client."""

    name: str
    address: Address
    language: str
    role: Role
    organisation: Organisation
    key: UUID


def invite_person(invitation: Invitation, *, by: Person) -> RoleGrant:
    """Make the account (or take the one at that address), grant the role, write to the person; once per key.

    Raises PermissionDenied.
    """
    if not can_invite(by):
        raise PermissionDenied
    with transaction.atomic():
        earlier = RoleGrant.objects.filter(key=invitation.key).first()
        if earlier is not None:
            return earlier
        person = _account(invitation)
        grant = grant_role(
            person, role=invitation.role, organisation=invitation.organisation, by=by, key=invitation.key
        )
        if grant.key == invitation.key:  # else the person has this role already, and the letter
            post.write(
                "invited",
                event=invitation.key,
                language=person.language,
                person=person,
                address=invitation.address.value,
                context={"role": Role(grant.role).label, "organisation": invitation.organisation.name},
            )
    return grant


def _account(invitation: Invitation) -> Person:
    address = invitation.address.value
    known = Person.objects.get_queryset().reachable_at(address)
    if (person := known.first()) is not None:
        return person
    mail, phone = (address, None) if invitation.address.kind == Kind.MAIL else (None, address)
    try:
        with transaction.atomic():
            return Person.objects.make(name=invitation.name, email=mail, phone=phone, language=invitation.language)
    except IntegrityError:  # two administrators invite the same person at once
        return known.get()
