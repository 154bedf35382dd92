"""The administrator's pages: who is here, and as what."""

from uuid import UUID

from django.contrib import messages as flash
from django.http import Http404, HttpResponse
from django.shortcuts import redirect, render
from django.utils.translation import gettext as _
from django.views.decorators.http import require_http_methods, require_safe

from opstap.design.parts import Row
from opstap.kit.paging import page_of
from opstap.people import access
from opstap.people.access import PersonRequest, requires
from opstap.people.actions.end_role import LastAdministratorError, end_role
from opstap.people.actions.invite_person import Invitation, invite_person
from opstap.people.forms.people import EndRoleForm, InviteForm, PeopleFilter
from opstap.people.models import Language, Role
from opstap.people.queries.persons import found, grants_of
from opstap.people.rules.address import shown


@requires(Role.ADMINISTRATOR)
@require_safe
def people(request: PersonRequest) -> HttpResponse:
    """Everyone with an account; by name, number, address, role."""
    form = PeopleFilter(request.GET)
    wanted = form.cleaned_data if form.is_valid() else {}
    rows = found(access.visible_to(request.person), search=wanted.get("search", ""), role=wanted.get("role", ""))
    return render(request, "people/people.html", {"page": page_of(request, rows), "form": form})


@requires(Role.ADMINISTRATOR)
@require_safe
def person(request: PersonRequest, pk: UUID) -> HttpResponse:
    """One person and their roles, today's and earlier ones."""
    subject = access.person_for(request.person, pk)
    rows = [
        Row(_("Phone number"), shown(subject.phone) if subject.phone else _("not given")),
        Row(_("Mail address"), subject.email or _("not given")),
        Row(_("Language"), Language(subject.language).label),
    ]
    return render(request, "people/person.html", {"subject": subject, "rows": rows, "grants": grants_of(subject)})


@requires(Role.ADMINISTRATOR)
@require_http_methods(["GET", "POST"])
def invite(request: PersonRequest) -> HttpResponse:
    """Whom, as what; asked once more before it is done."""
    own = grants_of(request.person).current().first()
    initial = {"language": request.person.language, "organisation": own and own.organisation_id}
    form = InviteForm(request.POST or None, initial=initial)
    if not form.is_valid():
        return render(request, "people/invite.html", {"form": form})
    given = form.cleaned_data
    if not given["sure"]:
        return render(request, "people/invite_sure.html", {"form": form, "rows": _asked_again(given)})
    invitation = Invitation(
        name=given["name"],
        address=given["address"],
        language=given["language"],
        role=Role(given["role"]),
        organisation=given["organisation"],
        key=form.client_key,
    )
    grant = invite_person(invitation, by=request.person)
    flash.success(request, _("Done. %(name)s can sign in now.") % {"name": grant.person.name})
    return redirect("people:person", grant.person_id)


def _asked_again(given: dict[str, object]) -> list[Row]:
    return [
        Row(_("Name"), given["name"]),
        Row(_("Phone number or mail address"), shown(str(getattr(given["address"], "value", "")))),
        Row(_("Language"), Language(str(given["language"])).label),
        Row(_("Role"), Role(str(given["role"])).label),
        Row(_("Organisation"), given["organisation"]),
    ]


@requires(Role.ADMINISTRATOR)
@require_http_methods(["GET", "POST"])
def end(request: PersonRequest, pk: UUID, grant: UUID) -> HttpResponse:
    """Take a role back, after asking."""
    held = access.grant_for(request.person, pk, grant)
    form = EndRoleForm(request.POST or None)
    if form.is_valid():
        try:
            end_role(held, by=request.person)
            flash.success(request, _("The role is taken back."))
        except LastAdministratorError:
            flash.error(request, _("This is the last administrator. Make someone else administrator first."))
        if pk == request.person.pk and held.role == Role.ADMINISTRATOR:
            return redirect("people:me")
        return redirect("people:person", pk)
    if request.method == "POST":
        raise Http404
    return render(request, "people/end_role.html", {"held": held, "form": form})
