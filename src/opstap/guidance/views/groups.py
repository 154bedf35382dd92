"""One group: its names, its calendar, who joins it."""

from uuid import UUID

from django.contrib import messages as flash
from django.http import HttpResponse
from django.shortcuts import redirect, render
from django.utils.translation import gettext as _
from django.utils.translation import ngettext
from django.views.decorators.http import require_http_methods, require_safe

from opstap.guidance.forms import PlaceForm, PlanForm
from opstap.guidance.queries.coach import group_page
from opstap.guidance.views.coach import COACHES
from opstap.kit.clock import now
from opstap.people.access import PersonRequest, requires
from opstap.people.models import Role
from opstap.programme import access, queries
from opstap.programme.actions.place_in_group import GroupFullError, place_in_group
from opstap.programme.actions.plan_session import plan_session


@requires(*COACHES)
@require_safe
def group(request: PersonRequest, pk: UUID) -> HttpResponse:
    """The names and the calendar of one group."""
    found = access.group_for(request.person, pk)
    context = {
        "group": found,
        "page": group_page(found, at=now()),
        "may_place": access.can_place(request.person, found),
        "at": now(),
    }
    return render(request, "guidance/group.html", context)


@requires(Role.MANAGER)
@require_http_methods(["GET", "HEAD", "POST"])
def place(request: PersonRequest, pk: UUID) -> HttpResponse:
    """Who joins this group, of those who have a place and no group yet."""
    found = access.placed_group_for(request.person, pk)
    form = PlaceForm(request.POST if request.method == "POST" else None, waiting=queries.without_group(found.edition))
    if form.is_valid():
        try:
            placed = place_in_group(found, participations=form.chosen(), by=request.person)
        except GroupFullError:
            form.add_error("people", _("There are fewer free chairs than that."))
        else:
            said = ngettext("%(n)d person joined the group.", "%(n)d people joined the group.", placed)
            flash.success(request, said % {"n": placed})
            return redirect("guidance:group", pk=pk)
    return render(request, "guidance/place.html", {"group": found, "form": form})


@requires(*COACHES)
@require_http_methods(["GET", "HEAD", "POST"])
def plan(request: PersonRequest, pk: UUID) -> HttpResponse:
    """Put classes in the calendar."""
    found = access.group_for(request.person, pk)
    form = PlanForm(request.POST if request.method == "POST" else None)
    if form.is_valid():
        given = form.cleaned_data
        for slot in form.slots():
            plan_session(found, slot=slot, by=request.person, place=given["place"], preparatory=given["preparatory"])
        flash.success(request, _("Planned."))
        return redirect("guidance:group", pk=pk)
    return render(request, "guidance/plan.html", {"group": found, "form": form})
