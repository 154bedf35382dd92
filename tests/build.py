"""Make rows for tests, with only what a test says; everything else is a sensible default.

The cast: Amina learns, Bilal coaches her, Chidi employs, Dora is a stranger who must be refused.
"""

from itertools import count

from opstap.people.models import Organisation, OrganisationKind, Person, Role, RoleGrant

_numbers = count(1)


def make_person(
    name: str = "Amina Test", *, email: str | None = "", phone: str | None = None, language: str = "nl"
) -> Person:
    """A person; `email=""` makes a fresh address, `email=None` makes none (then give a phone)."""
    if email == "":
        email = f"person{next(_numbers)}@example.org"
    return Person.objects.make(name=name, email=email, phone=phone, language=language)


def make_organisation(name: str = "", kind: str = OrganisationKind.SCHOOL) -> Organisation:
    return Organisation.objects.create(name=name or f"School {next(_numbers)}", kind=kind)


def grant(person: Person, role: str, organisation: Organisation | None = None) -> Person:
    """Give `person` the role in the organisation (default: a school of its own) and return the person."""
    RoleGrant.objects.create(person=person, role=Role(role), organisation=organisation or make_organisation())
    person.__dict__.pop("_roles", None)
    return person
