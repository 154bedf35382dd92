"""Open an empty installation: its organisation and its first administrator."""

from dataclasses import dataclass

from django.db import IntegrityError, transaction

from opstap.kit import ledger
from opstap.people.actions.grant_role import grant_role
from opstap.people.models import Installation, Organisation, OrganisationKind, Person, Role
from opstap.people.rules.address import Address, Kind


class AlreadyOpenError(Exception):
    """Somebody is here already."""


@dataclass(frozen=True, slots=True)
class Opening:
    """Who opens, and for which organisation."""

    organisation: str
    name: str
    address: Address
    language: str


def is_empty() -> bool:
    """Whether nobody is here yet."""
    return not Person.objects.exists() and not Installation.objects.exists()


def open_installation(opening: Opening) -> tuple[Organisation, Person]:
    """Make both, without a password; once in the life of an installation. Raises AlreadyOpenError."""
    if not is_empty():
        raise AlreadyOpenError
    mail, phone = (opening.address.value, None) if opening.address.kind == Kind.MAIL else (None, opening.address.value)
    try:
        with transaction.atomic():
            organisation = Organisation.objects.create(
                name=opening.organisation,
                kind=OrganisationKind.SCHOOL,
                contact_email=mail or "",
                contact_phone=phone or "",
            )
            installation = Installation.objects.create(organisation=organisation)
            person = Person.objects.make(name=opening.name, email=mail, phone=phone, language=opening.language)
            ledger.record("people.installation_opened", by=person, on=installation)
            grant_role(person, role=Role.ADMINISTRATOR, organisation=organisation, by=person)
    except IntegrityError as error:  # another pressed the button at the same moment: the one row is theirs
        raise AlreadyOpenError from error
    return organisation, person
