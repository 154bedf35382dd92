"""A manager: whom do we take, and why?"""

from uuid import UUID

from django.contrib import messages as flash
from django.http import Http404, HttpResponse
from django.shortcuts import redirect, render
from django.utils.translation import gettext as _
from django.views.decorators.http import require_http_methods, require_safe

from opstap.admission import access, queries
from opstap.admission.actions.assess import NotAllowedError
from opstap.admission.actions.decide import Choice, PlacesFullError, decide
from opstap.admission.actions.place import PlaceInUseError
from opstap.admission.forms.reading import DecisionForm
from opstap.admission.models import Application
from opstap.admission.pages.application import decision_rows
from opstap.admission.pages.deciding import message_preview, order_page, order_row, places_figures
from opstap.admission.pages.programme import call_name
from opstap.admission.pages.reading import check_rows, reader_rows, scored
from opstap.admission.rules.status import OUTCOMES, StatusError, open_outcomes
from opstap.kit.paging import PAGE_SIZE
from opstap.people.access import PersonRequest, requires
from opstap.people.models import Role


@requires(Role.MANAGER)
@require_safe
def order(request: PersonRequest, slug: str) -> HttpResponse:
    """The applications of a call in the proposed order, each with its reasons, and how many places are given."""
    call = access.managed_call_for(request.person, slug)
    page = order_page(queries.ranked(call), request.GET.get("page"), size=PAGE_SIZE)
    context = {
        "call": call,
        "name": call_name(call),
        "page": page,
        "rows": [order_row(rank, found, request.person) for rank, found in queries.with_applications(page.object_list)],
        "figures": places_figures(call, queries.admitted_count(call), queries.status_counts([call])),
    }
    return render(request, "admission/staff/order.html", context)


@requires(Role.MANAGER)
@require_http_methods(["GET", "HEAD", "POST"])
def decision(request: PersonRequest, pk: UUID) -> HttpResponse:
    """Choose an outcome with its reason; the next page shows what the person will read."""
    application = _decidable(request, pk)
    # A confirmed decision may come twice: the second time its outcome is no longer open, and the key finds the first.
    outcomes = OUTCOMES if "sure" in request.POST else open_outcomes(application.status)
    form = DecisionForm(outcomes, request.POST or None)
    if request.method == "POST" and form.is_valid():
        return _sure(request, application, form)
    context = {
        "application": application,
        "form": form,
        "rows": reader_rows(application),
        "checks": check_rows(application),
        "scores": [scored(one) for one in queries.assessments_of(application)],
        "decisions": decision_rows(list(queries.decisions_of(application))),
        "figures": places_figures(application.call, queries.admitted_count(application.call), {}),
    }
    return render(request, "admission/staff/decide.html", context, status=422 if form.errors else 200)


def _sure(request: PersonRequest, application: Application, form: DecisionForm) -> HttpResponse:
    if "sure" not in request.POST:
        context = {
            "application": application,
            "form": form,
            "preview": message_preview(application, form.outcome, form.reason, form.cleaned_data["words"]),
        }
        return render(request, "admission/staff/sure.html", context)
    choice = Choice(form.outcome, form.reason, form.cleaned_data["words"])
    try:
        decide(application, choice, by=request.person, key=form.client_key)
        flash.success(request, _("Decided. %(name)s is told now.") % {"name": application.person.name})
    except PlacesFullError:
        flash.error(request, _("Every place is given. Use the reason “extra place” if you make one more."))
        return redirect("admission:decide", application.pk)
    except PlaceInUseError:
        flash.error(request, _("This person has come to class already. End their place in the group, not here."))
        return redirect("admission:decide", application.pk)
    except (StatusError, NotAllowedError):
        flash.info(request, _("Someone decided about this application just before you. Look again."))
    return redirect("admission:order", application.call.slug)


def _decidable(request: PersonRequest, pk: UUID) -> Application:
    application = access.application_for(request.person, pk)
    if not access.can_decide(request.person, application):
        raise Http404
    return application
