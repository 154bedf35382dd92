"""My page: my details, and how I sign in."""

from allauth.account.adapter import get_adapter
from django.conf import settings
from django.contrib import messages as flash
from django.http import HttpResponse
from django.shortcuts import redirect, render
from django.urls import reverse
from django.utils import translation
from django.utils.translation import gettext as _
from django.utils.translation import ngettext
from django.views.decorators.http import require_http_methods, require_POST, require_safe

from opstap.design.parts import Row
from opstap.people.access import PersonRequest, requires
from opstap.people.actions.change_address import OnlyAddressError, drop_address
from opstap.people.actions.change_details import change_details
from opstap.people.adapters import keep_language
from opstap.people.forms.me import DetailsForm
from opstap.people.models import Person
from opstap.people.queries.persons import grants_of
from opstap.people.queries.ways import Ways, ways_of
from opstap.people.rules.address import Kind, shown


@requires()
@require_safe
def home(request: PersonRequest) -> HttpResponse:
    """The first page of this person's role."""
    return redirect(get_adapter(request).get_login_redirect_url(request))


@requires()
@require_safe
def me(request: PersonRequest) -> HttpResponse:
    """My details, and how I sign in."""
    person = request.person
    ways = ways_of(person)
    context = {
        "details": _details(person),
        "ways": _ways(ways),
        "has_both": bool(person.email and person.phone),
        "grants": grants_of(person).current(),
        "entra": settings.ENTRA and not ways.microsoft,
    }
    return render(request, "people/me.html", context)


def _details(person: Person) -> list[Row]:
    change, new = _("Change"), reverse("people:address")
    rows = [
        Row(_("Name"), person.name, reverse("people:details"), change, _("name")),
        Row(_("Language"), person.get_language_display(), reverse("people:details"), change, _("language")),
    ]
    for label, value in ((_("Phone number"), person.phone), (_("Mail address"), person.email)):
        rows.append(Row(label, shown(value) if value else _("not given"), new, change if value else _("Add"), label))
    return rows


def _ways(ways: Ways) -> list[Row]:
    steps = ngettext("%(count)s set up", "%(count)s set up", ways.steps) % {"count": ways.steps}
    return [
        Row(_("Code"), _("to your phone number or mail address")),
        Row(
            _("Password"),
            _("you have one") if ways.password else _("none; you do not need one"),
            reverse("people:password"),
            _("Change") if ways.password else _("Choose one"),
            _("password"),
        ),
        Row(
            _("Passkey or second step"),
            steps if ways.steps else _("nothing set up"),
            reverse("mfa_index"),
            _("Change") if ways.steps else _("Set up"),
            _("passkey or second step"),
        ),
    ]


@requires()
@require_http_methods(["GET", "POST"])
def details(request: PersonRequest) -> HttpResponse:
    """Change my name and language; the page then speaks it."""
    person = request.person
    form = DetailsForm(request.POST or None, initial={"name": person.name, "language": person.language})
    if form.is_valid():
        changed = change_details(person, **form.cleaned_data)
        response = redirect("people:me")
        keep_language(response, changed.language)
        with translation.override(changed.language):
            flash.success(request, _("Your details are saved."))
        return response
    return render(request, "people/details.html", {"form": form})


@requires()
@require_POST
def drop(request: PersonRequest, kind: str) -> HttpResponse:
    """Forget my number or my address, when the other is left."""
    try:
        drop_address(request.person, kind=Kind(kind))
        flash.success(request, _("It is removed. We no longer write there."))
    except OnlyAddressError:
        flash.error(request, _("It is the only way to reach you. Add another one first."))
    return redirect("people:me")
