"""What we know of you, and how you sign in."""

from allauth.account.adapter import get_adapter
from django.http import HttpResponse
from django.shortcuts import redirect, render
from django.views.decorators.http import require_safe

from opstap.people.access import PersonRequest, requires


@requires()
@require_safe
def home(request: PersonRequest) -> HttpResponse:
    """The first page of this person's role."""
    return redirect(get_adapter(request).get_login_redirect_url(request))


@requires()
@require_safe
def me(request: PersonRequest) -> HttpResponse:
    """My details."""
    return render(request, "people/me.html", {})
