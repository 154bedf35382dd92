"""Sign in whoever has just proved an address, as the sign-in page would."""

from allauth.account.internal.flows.login import perform_login, record_authentication
from allauth.account.models import Login
from django.http import HttpRequest, HttpResponse

from opstap.people.adapters import OWN_PHONE
from opstap.people.models import Person


def sign_in_by_code(
    request: HttpRequest, person: Person, *, address: str, then: str, own_phone: bool = False
) -> HttpResponse:
    """Go on to `then`; whoever set up a second step takes it first. `own_phone` keeps them signed in here."""
    mail = address if "@" in address else None
    if mail is None:
        Person.objects.filter(pk=person.pk, phone=address).update(phone_verified=True)
    request.session[OWN_PHONE] = own_phone
    record_authentication(request, person, method="code", email=mail, phone=None if mail else address)
    response: HttpResponse = perform_login(request, Login(user=person, redirect_url=then, email=mail))
    return response
