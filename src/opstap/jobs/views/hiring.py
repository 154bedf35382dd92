"""The employer: whom should I meet? Vacancies and the cards that fit them."""

from uuid import UUID

from django.contrib import messages as flash
from django.http import HttpResponse
from django.shortcuts import redirect, render
from django.utils.translation import gettext as _
from django.views.decorators.cache import never_cache
from django.views.decorators.http import require_http_methods, require_safe

from opstap.jobs.access import hiring
from opstap.jobs.actions.ask_introduction import CardGoneError, ask_introduction
from opstap.jobs.actions.change_vacancy import VacancyClosedError, change_vacancy
from opstap.jobs.actions.close_vacancy import close_vacancy
from opstap.jobs.actions.open_vacancy import open_vacancy
from opstap.jobs.forms.vacancy import VacancyForm
from opstap.jobs.pages.card import fit_text
from opstap.jobs.pages.match import why_not_texts
from opstap.jobs.pages.vacancy import ask_row, vacancy_rows
from opstap.jobs.queries import vacancies as read
from opstap.jobs.queries.introductions import last_reasons, of_vacancy
from opstap.jobs.queries.mine import page_of_list
from opstap.jobs.queries.persons import person_of_card
from opstap.jobs.queries.roads import exams_to_ask
from opstap.kit.clock import now, today
from opstap.kit.forms import KeyedForm
from opstap.kit.paging import page_of
from opstap.people.access import PersonRequest, requires
from opstap.people.models import Role


@requires(Role.EMPLOYER)
@require_safe
def vacancies(request: PersonRequest) -> HttpResponse:
    """My vacancies, with how many cards fit and what waits for me."""
    rows = read.with_counts(hiring.vacancies_visible_to(request.person))
    page = page_of(request, rows)
    context = {"page": page, "rows": read.listed(list(page), at=now(), today=today())}
    return render(request, "jobs/employer/vacancies.html", context)


@requires(Role.EMPLOYER)
@require_http_methods(["GET", "HEAD", "POST"])
def new(request: PersonRequest) -> HttpResponse:
    """A new vacancy."""
    hiring.employer_for(request.person)
    data = request.POST if request.method == "POST" else None
    form = VacancyForm(data, exams=exams_to_ask(), employers=hiring.employers_of(request.person))
    if form.is_valid():
        made = open_vacancy(form.employer, wanted=form.wanted, by=request.person, key=form.client_key)
        flash.success(request, _("Your vacancy is open. These cards fit it now."))
        return redirect("jobs:vacancy", made.pk)
    return render(request, "jobs/employer/form.html", {"form": form}, status=422 if form.errors else 200)


@requires(Role.EMPLOYER)
@require_http_methods(["GET", "HEAD", "POST"])
def change(request: PersonRequest, pk: UUID) -> HttpResponse:
    """Change a vacancy that is open; what every need costs is on its page."""
    found = hiring.open_vacancy_for(request.person, pk, today=today())
    data = request.POST if request.method == "POST" else None
    form = VacancyForm(data, exams=exams_to_ask(), employers=hiring.employers_of(request.person), vacancy=found)
    if form.is_valid():
        try:
            change_vacancy(found, wanted=form.wanted, by=request.person)
            flash.success(request, _("Saved."))
        except VacancyClosedError:
            flash.info(request, _("This vacancy was closed in the meantime."))
        return redirect("jobs:vacancy", pk)
    context = {"form": form, "vacancy": found}
    return render(request, "jobs/employer/form.html", context, status=422 if form.errors else 200)


@requires(Role.EMPLOYER)
@require_http_methods(["GET", "HEAD", "POST"])
def close(request: PersonRequest, pk: UUID) -> HttpResponse:
    """Close it; whoever was asked is told."""
    found = hiring.vacancy_for(request.person, pk)
    form = KeyedForm(request.POST if request.method == "POST" else None)
    if form.is_valid():
        close_vacancy(found, by=request.person, key=form.client_key)
        flash.success(request, _("Closed. Whoever you had asked is told kindly."))
        return redirect("jobs:vacancy", pk)
    return render(request, "jobs/employer/close.html", {"form": form, "vacancy": found})


@never_cache
@requires(Role.EMPLOYER)
@require_safe
def vacancy(request: PersonRequest, pk: UUID) -> HttpResponse:
    """Whom should I meet? What I asked, then the cards that fit, each with why."""
    found = hiring.vacancy_for(request.person, pk)
    at, is_open = now(), read.is_open(found, today())
    asked = list(of_vacancy(found))
    reasons = last_reasons(asked) if asked else {}
    fits, out = read.cards_for(found, without={one.person_id for one in asked}, at=at) if is_open else ([], {})
    page = page_of_list(fits, request.GET.get("page"))
    context = {
        "vacancy": found,
        "is_open": is_open,
        "rows": vacancy_rows(found),
        "asked": [ask_row(one, reasons.get(one.pk, "")) for one in asked],
        "page": page,
        "cards": [fit_text(fit) for fit in page],
        "out": why_not_texts(out),
        "full": sum(one.state == "hired" for one in asked) >= found.people,
    }
    return render(request, "jobs/employer/vacancy.html", context)


@never_cache
@requires(Role.EMPLOYER)
@require_http_methods(["GET", "HEAD", "POST"])
def card(request: PersonRequest, pk: UUID, name: str) -> HttpResponse:
    """One card with everything of its match, and the question to meet."""
    at, day = now(), today()
    found = hiring.open_vacancy_for(request.person, pk, today=day)
    fit = hiring.card_for(request.person, found, name, at=at, today=day)
    form = KeyedForm(request.POST if request.method == "POST" else None)
    if form.is_valid():
        try:
            person = person_of_card(fit.card)
            asked = ask_introduction(found, person=person, by=request.person, key=form.client_key)
        except (CardGoneError, VacancyClosedError):
            flash.info(request, _("This card is no longer shown. Look at the others."))
            return redirect("jobs:vacancy", pk)
        flash.success(request, _("Asked. They answer yes or no; you hear from us."))
        return redirect("jobs:introduction", asked.pk)
    context = {"vacancy": found, "card": fit_text(fit), "form": form}
    return render(request, "jobs/employer/card.html", context)
