"""Who needs me: the people to call, why, and what was done about it."""

from uuid import UUID

from django.contrib import messages as flash
from django.core.paginator import Paginator
from django.http import HttpResponse, HttpResponseRedirect
from django.shortcuts import redirect, render
from django.urls import reverse
from django.utils.translation import gettext as _
from django.views.decorators.http import require_http_methods, require_POST, require_safe

from opstap.guidance import access
from opstap.guidance.actions.mark_contacted import mark_contacted
from opstap.guidance.actions.take_back_contact import take_back_contact
from opstap.guidance.forms import AGAIN, ContactForm, NeedsForm
from opstap.guidance.queries.coach import desk_of
from opstap.guidance.queries.needs import needs_of
from opstap.guidance.views.coach import COACHES
from opstap.kit.clock import now
from opstap.kit.paging import PAGE_SIZE
from opstap.people.access import PersonRequest, requires

# What the form that notes a contact is sent with when it stands on the person's own page.
ON_PERSON = "on=person"


@requires(*COACHES)
@require_safe
def who_needs_me(request: PersonRequest) -> HttpResponse:
    """Who needs me, and why: the person to call first is first."""
    found = needs_of(request.person, at=now())
    form = NeedsForm(found.groups, request.GET or None)
    people = form.narrowed(found.awake)
    context = {
        "at": found.presence.at,
        "form": form,
        "page": Paginator(people, PAGE_SIZE).get_page(request.GET.get("page")),
        "found": found,
        "desk": desk_of(found.presence),
        "back": request.GET.urlencode(),
        "narrowed": form.has_changed(),
    }
    return render(request, "guidance/needs.html", context)


@requires(*COACHES)
@require_http_methods(["GET", "HEAD", "POST"])
def contact(request: PersonRequest, pk: UUID) -> HttpResponse:
    """I was in touch with this person; also the page where a form with an error is mended."""
    person = access.contactable_for(request.person, pk)
    form = ContactForm(request.POST if request.method == "POST" else None)
    if form.is_valid():
        mark_contacted(person, touch=form.touch(), by=request.person, key=form.client_key)
        return _back(request, pk)
    context = {"form": form, "person": person, "again": AGAIN.items()}
    return render(request, "guidance/contact.html", context, status=422 if form.errors else 200)


@requires(*COACHES)
@require_POST
def take_back(request: PersonRequest, pk: UUID) -> HttpResponse:
    """I noted that contact by mistake."""
    noted = access.own_contact_for(request.person, pk)
    if take_back_contact(noted, by=request.person):
        flash.success(request, _("Taken back: it counts for nothing."))
    return _back(request, noted.person_id)


def _back(request: PersonRequest, pk: UUID) -> HttpResponseRedirect:
    """To the list as it was narrowed down, or to the person's page."""
    query = request.GET.urlencode()
    if query == ON_PERSON:
        return redirect("guidance:person", pk=pk)
    return redirect(reverse("guidance:coach") + (f"?{query}" if query else ""))
