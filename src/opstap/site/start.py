"""The pages of the first run; 404 as soon as somebody is here."""

from allauth.core.internal.ratelimit import respond_429
from django.contrib import messages as flash
from django.contrib.auth import login
from django.http import Http404, HttpRequest, HttpResponse
from django.shortcuts import redirect, render
from django.utils.translation import gettext as _
from django.views.decorators.cache import never_cache
from django.views.decorators.http import require_http_methods

from opstap.people.actions.open_installation import AlreadyOpenError, is_empty
from opstap.people.models import Person
from opstap.site.first_run import StartForm, may_guess, open_house, person_of, use_link

BACKEND = "allauth.account.auth_backends.AuthenticationBackend"


@never_cache
@require_http_methods(["GET", "POST"])
def start(request: HttpRequest) -> HttpResponse:
    """Open the installation. Who knows the setup code runs the server, and is signed in as its administrator."""
    if not is_empty():
        raise Http404
    if not may_guess(request):
        return respond_429(request)
    form = StartForm(request.POST or None)
    if form.is_valid():
        try:
            person = open_house(form.cleaned_data)
        except AlreadyOpenError as error:
            raise Http404 from error
        return _in(request, person)
    return render(request, "site/start.html", {"form": form})


@never_cache
@require_http_methods(["GET", "POST"])
def first_sign_in(request: HttpRequest, token: str) -> HttpResponse:
    """The link of `bin/opstap new`: a button, because mail scanners and previews open links."""
    person = person_of(token)
    if person is None:
        raise Http404
    if request.method == "POST" and use_link(person):
        return _in(request, person)
    return render(request, "site/first_sign_in.html", {"person": person})


def _in(request: HttpRequest, person: Person) -> HttpResponse:
    login(request, person, backend=BACKEND)
    flash.success(request, _("Welcome. You are the administrator here. First set up a second step for signing in."))
    return redirect("mfa_index")
