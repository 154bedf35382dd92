"""An employer trains its staff: what it offers, the link to hand out, how many completed and who."""

from itertools import chain
from uuid import UUID

from django.contrib import messages as flash
from django.http import HttpResponse, StreamingHttpResponse
from django.shortcuts import redirect, render
from django.urls import reverse
from django.utils.translation import get_language
from django.utils.translation import gettext as _
from django.views.decorators.http import require_http_methods, require_safe

from opstap.jobs.access import staff as access
from opstap.jobs.actions.change_staff_course import change_staff_course
from opstap.jobs.actions.close_staff_course import close_staff_course
from opstap.jobs.actions.open_staff_course import Offer, open_staff_course
from opstap.jobs.actions.renew_staff_link import renew_staff_link
from opstap.jobs.actions.save_staff_facts import save_staff_facts
from opstap.jobs.forms.staff import ChangeForm, FactsForm, LinkForm, OfferForm, SearchForm
from opstap.jobs.pages.staff import letter, link_of, offered
from opstap.jobs.queries.staff import completed, courses_to_offer, named_days, size_of, with_counts
from opstap.kit.clock import today
from opstap.kit.paging import page_of
from opstap.kit.spreadsheet import long_table
from opstap.kit.translated import LANGUAGES, in_language
from opstap.people.access import PersonRequest, requires
from opstap.people.models import Language, Role

employer = requires(Role.EMPLOYER)


@employer
@require_safe
def staff(request: PersonRequest) -> HttpResponse:
    """Every course that my firm offers its staff, newest first."""
    page = page_of(request, with_counts(access.staff_courses_visible_to(request.person)))
    context = {
        "page": page,
        "offers": [offered(row, today()) for row in page],
        "firms": list(access.employers_visible_to(request.person).order_by("name")),
    }
    return render(request, "jobs/staff/staff.html", context)


@employer
@require_http_methods(["GET", "HEAD", "POST"])
def new(request: PersonRequest) -> HttpResponse:
    """Offer a course."""
    employers = access.employers_visible_to(request.person).order_by("name")
    if not employers:
        return redirect("jobs:staff")
    form = OfferForm(employers, courses_to_offer(), request.POST if request.method == "POST" else None)
    if request.method == "POST" and form.is_valid():
        offer = Offer(form.cleaned_data["course"], form.cleaned_data["seats"], form.cleaned_data["closes_on"])
        made = open_staff_course(form.firm, offer=offer, by=request.person, key=form.client_key)
        flash.success(request, _("The course is open. Now give your staff the link."))
        return redirect("jobs:staff_course", made.pk)
    return render(request, "jobs/staff/new.html", {"form": form}, status=422 if form.errors else 200)


@employer
@require_safe
def staff_course(request: PersonRequest, pk: UUID) -> HttpResponse:
    """One offer: the link with words to send along, the counts, who completed."""
    row = access.staff_course_for(request.person, pk)
    counted = with_counts(access.staff_courses_visible_to(request.person)).get(pk=row.pk)
    asked = request.GET.get("in", "")
    language = asked if asked in LANGUAGES else (get_language() or "en").split("-")[0]
    form = SearchForm(request.GET or None)
    everybody = completed(access.completions_visible_to(request.person), row)
    context = {
        "offer": offered(counted, today()),
        "link": link_of(row),
        "letter": letter(row, language, size_of(row.course).minutes),
        "languages": [(code, Language(code).label) for code in LANGUAGES],
        "form": form,
        "everybody": everybody.count(),
        "page": page_of(request, form.narrowed(everybody)),
    }
    return render(request, "jobs/staff/course.html", context)


@employer
@require_http_methods(["GET", "HEAD", "POST"])
def change(request: PersonRequest, pk: UUID) -> HttpResponse:
    """More seats or more time; a closed offer opens again."""
    row = access.staff_course_for(request.person, pk)
    form = ChangeForm(row, request.POST if request.method == "POST" else None)
    if request.method == "POST" and form.is_valid():
        change_staff_course(
            row, seats=form.cleaned_data["seats"], closes_on=form.cleaned_data["closes_on"], by=request.person
        )
        flash.success(request, _("Saved. The link lets people in."))
        return redirect("jobs:staff_course", pk)
    context = {"form": form, "row": row, "title": in_language(row.course.title)}
    return render(request, "jobs/staff/change.html", context, status=422 if form.errors else 200)


@employer
@require_http_methods(["GET", "HEAD", "POST"])
def close(request: PersonRequest, pk: UUID) -> HttpResponse:
    """Let nobody new begin; asks once."""
    row = access.staff_course_for(request.person, pk)
    if request.method == "POST":
        close_staff_course(row, by=request.person)
        flash.success(request, _("Closed. Whoever has begun can finish."))
        return redirect("jobs:staff_course", pk)
    context = {
        "title": _("Let nobody new begin?"),
        "text": _("The link then says that the course is closed. Whoever has begun can finish. You can open it again."),
        "action_label": _("Close it"),
        "back_url": reverse("jobs:staff_course", args=[pk]),
        "danger": False,
    }
    return render(request, "design/confirm.html", context)


@employer
@require_http_methods(["GET", "HEAD", "POST"])
def renew(request: PersonRequest, pk: UUID) -> HttpResponse:
    """A new link in the place of one that went too far; asks once."""
    row = access.staff_course_for(request.person, pk)
    form = LinkForm(request.POST if request.method == "POST" else None, initial={"old": row.token})
    if request.method == "POST" and form.is_valid():
        renew_staff_link(row, old=form.cleaned_data["old"], by=request.person)
        flash.success(request, _("Here is the new link. The old one opens nothing any more."))
        return redirect("jobs:staff_course", pk)
    context = {
        "title": _("Make a new link?"),
        "text": _("The old link stops working at once. Whoever has begun keeps their place."),
        "action_label": _("Make a new link"),
        "back_url": reverse("jobs:staff_course", args=[pk]),
        "form": form,
        "danger": False,
    }
    return render(request, "design/confirm.html", context)


@employer
@require_http_methods(["GET", "HEAD", "POST"])
def facts(request: PersonRequest, pk: UUID) -> HttpResponse:
    """What the lessons say of my firm."""
    firm = access.employer_for(request.person, pk)
    form = FactsForm(request.POST if request.method == "POST" else None, initial=firm.facts)
    if request.method == "POST" and form.is_valid():
        save_staff_facts(firm, **form.cleaned_data, by=request.person)
        flash.success(request, _("Saved. Your staff read it in the lessons from now on."))
        return redirect("jobs:staff")
    return render(request, "jobs/staff/facts.html", {"form": form, "firm": firm}, status=422 if form.errors else 200)


@employer
@require_safe
def export(request: PersonRequest, pk: UUID) -> StreamingHttpResponse:
    """Who completed, as a table for a spreadsheet."""
    row = access.staff_course_for(request.person, pk)
    rows = completed(access.completions_visible_to(request.person), row)
    lines = ((name, day.isoformat()) for name, day in named_days(rows))
    filename = f"{row.course.code}-{today():%Y-%m-%d}.csv"
    return long_table(chain([(_("Name"), _("Completed on"))], lines), filename)
