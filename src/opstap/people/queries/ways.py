"""How a person signs in."""

from dataclasses import dataclass

from allauth.mfa.models import Authenticator
from allauth.socialaccount.models import SocialAccount

from opstap.people.models import Person


@dataclass(frozen=True, slots=True)
class Ways:
    """Besides a code: a password, so many apps and passkeys, a Microsoft account."""

    password: bool
    steps: int
    microsoft: bool


def ways_of(person: Person) -> Ways:
    """What this person has set up; recovery codes alone are no way."""
    steps = Authenticator.objects.filter(user=person).exclude(type=Authenticator.Type.RECOVERY_CODES).count()
    return Ways(person.has_usable_password(), steps, SocialAccount.objects.filter(user=person).exists())
