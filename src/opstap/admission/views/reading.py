"""A coach: which application needs me, and what do I read in it?"""

from itertools import chain
from uuid import UUID

from django.contrib import messages as flash
from django.http import HttpResponse, StreamingHttpResponse
from django.shortcuts import redirect, render
from django.utils.translation import gettext as _
from django.views.decorators.http import require_http_methods, require_safe

from opstap.admission import access, queries
from opstap.admission.actions.assess import ScoredAlreadyError, assess
from opstap.admission.forms.reading import ListForm, ScoreForm
from opstap.admission.models import Application
from opstap.admission.pages.programme import call_name
from opstap.admission.pages.reading import list_row, reader_rows, scored
from opstap.admission.pages.table import COLUMNS, line_of
from opstap.kit.paging import page_of
from opstap.kit.spreadsheet import long_table
from opstap.people.access import PersonRequest, requires
from opstap.people.models import Role


@requires(*access.READERS)
@require_safe
def applications(request: PersonRequest) -> HttpResponse:
    """The applications of my school."""
    calls = access.calls_visible_to(request.person)
    form = ListForm(calls, request.GET or None)
    page = page_of(request, form.narrowed(queries.for_reader(access.visible_to(request.person), request.person)))
    context = {
        "form": form,
        "page": page,
        "rows": [list_row(one, request.person) for one in page],
        "is_manager": request.person.has_role(Role.MANAGER),
        "work": [(call_name(one.call), one) for one in queries.calls_with_work(calls, request.person)],
    }
    return render(request, "admission/staff/list.html", context)


@requires(*access.READERS)
@require_http_methods(["GET", "HEAD", "POST"])
def score(request: PersonRequest, pk: UUID) -> HttpResponse:
    """Read one application and score it; afterwards the next one."""
    application = access.application_for(request.person, pk)
    own = queries.assessment_by(application, request.person)
    form = ScoreForm(request.POST or None) if access.can_score(request.person, application) else None
    if request.method == "POST" and form is not None and form.is_valid():
        return _scored(request, application, form)
    # Whoever has not scored sees no other score: the first number that one reads pulls one's own towards it.
    everybody = list(queries.assessments_of(application)) if own else []
    context = {
        "application": application,
        "rows": reader_rows(application),
        "form": form if own is None else None,
        "scores": [scored(one) for one in everybody],
        "can_decide": access.can_decide(request.person, application),
    }
    status = 422 if form is not None and form.errors else 200
    return render(request, "admission/staff/score.html", context, status=status)


def _scored(request: PersonRequest, application: Application, form: ScoreForm) -> HttpResponse:
    try:
        assess(
            application,
            scores=form.scores,
            remark=form.cleaned_data["remark"],
            by=request.person,
            key=form.client_key,
        )
        flash.success(request, _("Your scores are saved."))
    except ScoredAlreadyError:
        flash.info(request, _("You have scored this application already. Your first scores stay."))
    return redirect("admission:next", application.call.slug)


@requires(*access.READERS)
@require_safe
def next_one(request: PersonRequest, slug: str) -> HttpResponse:
    """The application of this call that waits longest for me, or back to the list."""
    call = access.call_for(request.person, slug)
    waiting = queries.next_to_score(access.visible_to(request.person), request.person, call=call)
    if waiting is not None:
        return redirect("admission:score", waiting.pk)
    flash.success(request, _("You have read every application of this call."))
    return redirect("admission:applications")


@requires(*access.READERS)
@require_safe
def export(request: PersonRequest, slug: str) -> StreamingHttpResponse:
    """The call's applications as a table for a spreadsheet; managers only."""
    call = access.managed_call_for(request.person, slug)
    rows = (line_of(row) for row in queries.for_export(call))
    return long_table(chain([COLUMNS], rows), f"{call.slug}.csv")
