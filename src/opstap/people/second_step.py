"""Whoever sees other people's records signs in with a second step: an app's code, a passkey, or a recovery code.

allauth asks for it at sign-in once it is set up. Here: whether it was asked, and the one exception for invented people.
"""

from typing import Any

from allauth.account.authentication import get_authentication_records
from allauth.account.internal.flows.login import clear_authentication_records, record_authentication
from allauth.mfa.models import Authenticator
from django.conf import settings
from django.core.exceptions import ImproperlyConfigured
from django.http import HttpRequest

from opstap.people.models import Person

DEMONSTRATION = "people.demonstration_sign_in"


def who_must(request: HttpRequest) -> Person | None:
    """The signed-in person, if they must still take, or first set up, a second step in this session."""
    person = request.user
    if not isinstance(person, Person) or not person.is_staff:
        return None
    # allauth keeps what was proved in this session, bound to this person.
    if any(record.get("method") == "mfa" for record in get_authentication_records(request, person)):
        return None
    excused = settings.DEMONSTRATION and request.session.get(DEMONSTRATION) == str(person.pk)
    return None if excused else person


def is_set_up(person: Person) -> bool:
    """Whether the person has an app or a passkey; recovery codes alone are none."""
    return Authenticator.objects.filter(user=person).exclude(type=Authenticator.Type.RECOVERY_CODES).exists()


def excuse_in_demonstration(request: HttpRequest, person: Person) -> None:
    """Called by the demonstration's one-click sign-in, after `login`: this invented person, in this session only."""
    if not settings.DEMONSTRATION:
        raise ImproperlyConfigured("nobody is excused from the second step outside the demonstration")
    request.session[DEMONSTRATION] = str(person.pk)


def on_added(request: HttpRequest, user: Person, authenticator: Authenticator, **kwargs: Any) -> None:
    """Setting an app or passkey up proves it: nobody is asked for it twice within a minute."""
    if authenticator.type != Authenticator.Type.RECOVERY_CODES:
        record_authentication(
            request, user, method="mfa", id=authenticator.pk, type=authenticator.type, reauthenticated=True
        )


def on_removed(request: HttpRequest, user: Person, **kwargs: Any) -> None:
    """With the last one gone the session counts as signed in with one step again."""
    if not is_set_up(user):
        clear_authentication_records(request)
