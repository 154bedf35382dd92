"""The employer: one introduction, from the question to the job."""

from collections.abc import Callable
from uuid import UUID

from django.contrib import messages as flash
from django.http import HttpResponse
from django.shortcuts import redirect, render
from django.utils.translation import gettext as _
from django.views.decorators.cache import never_cache
from django.views.decorators.http import require_http_methods, require_POST, require_safe

from opstap.jobs.access import hiring
from opstap.jobs.actions.end_introduction import end_introduction
from opstap.jobs.actions.move import IntroductionMovedError
from opstap.jobs.actions.record_interview import record_interview
from opstap.jobs.actions.record_placement import record_placement
from opstap.jobs.forms.steps import EndForm, HiredForm
from opstap.jobs.pages.vacancy import ask_row, contact_rows, kept_match
from opstap.jobs.queries.introductions import last_reasons
from opstap.jobs.rules.introduction import may_become
from opstap.kit.clock import today
from opstap.kit.forms import KeyedForm
from opstap.people.access import PersonRequest, requires
from opstap.people.models import Role


@never_cache
@requires(Role.EMPLOYER)
@require_safe
def introduction(request: PersonRequest, pk: UUID) -> HttpResponse:
    """Where it stands, who it is after a yes, and what to say next."""
    found = hiring.introduction_for(request.person, pk)
    row = ask_row(found, last_reasons([found]).get(found.pk, ""))
    # No introduction goes to the template: it knows the person, and the page may not.
    context = {
        "one": row,
        "title": found.vacancy.title,
        "language": found.vacancy.language,
        "vacancy": found.vacancy_id,
        "contact": contact_rows(found),
        "match": kept_match(found),
        "form": KeyedForm(),
        "may": {to: may_become(found.state, to) for to in ("interviewed", "hired", "ended")},
    }
    return render(request, "jobs/employer/introduction.html", context)


@requires(Role.EMPLOYER)
@require_POST
def met(request: PersonRequest, pk: UUID) -> HttpResponse:
    """We met."""
    found = hiring.introduction_for(request.person, pk)
    form = KeyedForm(request.POST)
    if form.is_valid():
        _try(request, lambda: record_interview(found, by=request.person, key=form.client_key), _("Noted: you met."))
    return redirect("jobs:introduction", pk)


@requires(Role.EMPLOYER)
@require_http_methods(["GET", "HEAD", "POST"])
def hired(request: PersonRequest, pk: UUID) -> HttpResponse:
    """They start with us."""
    found = hiring.introduction_for(request.person, pk)
    initial = {
        "title": found.vacancy.title,
        "hours": found.vacancy.hours_max,
        "starts_on": found.vacancy.starts_on or today(),
    }
    form = HiredForm(request.POST if request.method == "POST" else None, initial=initial)
    if form.is_valid():
        job = form.hired(found)
        done = _("Congratulations to both of you.")
        _try(request, lambda: record_placement(found.person, hired=job, by=request.person, key=form.client_key), done)
        return redirect("jobs:introduction", pk)
    return _step(request, pk, form, title=_("They start with you"), action=_("They start"))


@requires(Role.EMPLOYER)
@require_http_methods(["GET", "HEAD", "POST"])
def end(request: PersonRequest, pk: UUID) -> HttpResponse:
    """Not this time."""
    found = hiring.introduction_for(request.person, pk)
    form = EndForm(request.POST if request.method == "POST" else None)
    if form.is_valid():
        reason = form.cleaned_data["reason"]
        done = _("They are told, in kind words.")
        _try(request, lambda: end_introduction(found, reason=reason, by=request.person, key=form.client_key), done)
        return redirect("jobs:introduction", pk)
    return _step(request, pk, form, title=_("Not this time"), action=_("End it and tell them"))


def _try(request: PersonRequest, act: Callable[[], object], done: str) -> None:
    try:
        act()
        flash.success(request, done)
    except IntroductionMovedError:
        flash.info(request, _("This introduction is over. Nothing was changed."))


def _step(request: PersonRequest, pk: UUID, form: KeyedForm, *, title: str, action: str) -> HttpResponse:
    context = {"form": form, "title": title, "action": action, "pk": pk}
    return render(request, "jobs/employer/step.html", context, status=422 if form.errors else 200)
