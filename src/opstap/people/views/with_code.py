"""What is done only after a code: a new address, a password, erasing the account."""

from collections.abc import Callable

from django.contrib import messages as flash
from django.contrib.auth import logout, update_session_auth_hash
from django.contrib.auth.hashers import make_password
from django.http import Http404, HttpResponse
from django.shortcuts import redirect, render
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy
from django.views.decorators.debug import sensitive_post_parameters
from django.views.decorators.http import require_http_methods

from opstap.people import codes
from opstap.people.access import PersonRequest, requires
from opstap.people.actions.change_address import AddressTakenError, change_address
from opstap.people.actions.end_role import LastAdministratorError
from opstap.people.actions.erase_person import erase_person, lines_that_stay, preview_erasure
from opstap.people.actions.set_password import set_password
from opstap.people.forms.me import CodeForm, NewAddressForm, PasswordForm
from opstap.people.queries.register import STATIONS
from opstap.people.rules.address import Address, read_address, shown

SLOW_DOWN = gettext_lazy("You asked for many codes. Wait an hour, then try again.")


@requires()
@require_http_methods(["GET", "POST"])
def address(request: PersonRequest) -> HttpResponse:
    """Ask for a new number or address, and send a code to it."""
    form = NewAddressForm(request.POST or None)
    if form.is_valid():
        return _send(request, purpose="address", address=form.cleaned_data["address"].value)
    return render(request, "people/address.html", {"form": form})


@requires()
@sensitive_post_parameters("password")
@require_http_methods(["GET", "POST"])
def password(request: PersonRequest) -> HttpResponse:
    """Ask for a new password, keep its hash until the code is typed."""
    form = PasswordForm(request.person, request.POST or None)
    if form.is_valid():
        return _send(request, purpose="password", given=make_password(form.cleaned_data["password"]))
    return render(request, "people/password.html", {"form": form})


@requires()
@require_http_methods(["GET", "POST"])
def erase(request: PersonRequest) -> HttpResponse:
    """Say what goes and what stays; the button sends a code."""
    if request.method == "POST":
        return _send(request, purpose="erase")
    goes = [(STATIONS.get(name, name), count) for name, count in preview_erasure(request.person).items() if count]
    return render(request, "people/erase.html", {"goes": goes, "stays": lines_that_stay(request.person)})


def _send(request: PersonRequest, *, purpose: str, address: str = "", given: str = "") -> HttpResponse:
    try:
        codes.send_code(request, request.person, purpose=purpose, address=address, given=given)
    except codes.TooManyCodesError:
        flash.error(request, SLOW_DOWN)
        return redirect("people:me")
    return redirect("people:code", purpose)


@requires()
@require_http_methods(["GET", "POST"])
def code(request: PersonRequest, purpose: str) -> HttpResponse:
    """Take the code; when it is right, do what waited for it."""
    waiting = codes.waiting_for(request, purpose)
    if waiting is None:
        flash.error(request, _("The time for this code is over. Ask for a new one."))
        return redirect("people:me")
    form = CodeForm(request.POST or None)
    if form.is_valid():
        match codes.check_code(request, request.person, purpose=purpose, code=form.cleaned_data["code"]):
            case codes.Verdict.RIGHT:
                return AFTER[purpose](request, waiting)
            case codes.Verdict.OVER:
                flash.error(request, _("Too many tries. Ask for a new code."))
                return redirect("people:me")
        form.add_error("code", _("That is not the code. Look again, or ask for a new one."))
    context = {"form": form, "address": shown(waiting.address), "purpose": purpose}
    return render(request, "people/code.html", context)


def _take_address(request: PersonRequest, waiting: codes.Waiting) -> HttpResponse:
    read = read_address(waiting.address)
    if not isinstance(read, Address):  # it was one when the code was sent
        raise Http404
    try:
        change_address(request.person, to=read)
        flash.success(request, _("Saved. From now on we write there."))
    except AddressTakenError:
        flash.error(request, _("Another account already has this number or address. Ask at your school."))
    return redirect("people:me")


def _take_password(request: PersonRequest, waiting: codes.Waiting) -> HttpResponse:
    update_session_auth_hash(request, set_password(request.person, hashed=waiting.given))
    flash.success(request, _("Your password is saved. Everywhere else you are signed out."))
    return redirect("people:me")


def _erase(request: PersonRequest, waiting: codes.Waiting) -> HttpResponse:
    try:
        erase_person(request.person, by=request.person)
    except LastAdministratorError:
        flash.error(request, _("You are the last administrator. Make someone else administrator first."))
        return redirect("people:me")
    logout(request)
    flash.success(request, _("Your account and your data are erased. We wish you well."))
    return redirect("/")


AFTER: dict[str, Callable[[PersonRequest, codes.Waiting], HttpResponse]] = {
    "address": _take_address,
    "password": _take_password,
    "erase": _erase,
}
