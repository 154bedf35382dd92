"""Coach and manager: who looks for a job, and what waits for me?"""

from uuid import UUID

from django.contrib import messages as flash
from django.http import HttpResponse
from django.shortcuts import redirect, render
from django.utils.translation import gettext as _
from django.views.decorators.http import require_http_methods, require_POST, require_safe

from opstap.jobs.access import desk as access
from opstap.jobs.actions.answer_follow_up import answer_follow_up
from opstap.jobs.actions.move import IntroductionMovedError
from opstap.jobs.actions.read_strengths import WordsChangedError, read_strengths
from opstap.jobs.actions.record_interview import record_interview
from opstap.jobs.actions.record_placement import record_placement
from opstap.jobs.forms.steps import DeskForm, FollowUpForm, PlacementForm, StateForm
from opstap.jobs.models import FollowUp
from opstap.jobs.pages.card import card_text
from opstap.jobs.pages.desk import desk_row, introduction_row
from opstap.jobs.queries import desk as read
from opstap.jobs.queries.cards import own_card, profile_of
from opstap.jobs.queries.introductions import introductions_of, last_reasons, placements_of
from opstap.jobs.queries.mine import page_of_list
from opstap.kit.clock import now, today
from opstap.kit.forms import KeyedForm
from opstap.kit.paging import page_of
from opstap.people.access import PersonRequest, requires
from opstap.people.models import Role
from opstap.programme.access import people_guided_by

DESK = (Role.COACH, Role.MANAGER)


@requires(*DESK)
@require_safe
def desk(request: PersonRequest) -> HttpResponse:
    """Who looks for a job; the questions that are due are counted above."""
    form = DeskForm(request.GET or None)
    asked = form.cleaned_data if form.is_valid() else {}
    rows = read.seekers(people_guided_by(request.person), name=asked.get("name", ""), at=now())
    found = [one for one in rows if one.is_found(asked.get("show") or "ready")]
    page = page_of_list(found, request.GET.get("page"))
    context = {
        "form": form,
        "page": page,
        "rows": [desk_row(one) for one in page],
        "due": access.follow_ups_visible_to(request.person).filter(answer="", due_on__lte=today()).count(),
        "words": sum(one.words_wait for one in rows),
    }
    return render(request, "jobs/desk/desk.html", context)


@requires(*DESK)
@require_safe
def introductions(request: PersonRequest) -> HttpResponse:
    """Every introduction of the people I guide, with its state."""
    form = StateForm(request.GET or None)
    asked = form.cleaned_data if form.is_valid() else {}
    rows = access.introductions_visible_to(request.person)
    page = page_of(request, read.narrowed(rows, name=asked.get("name", ""), state=asked.get("state", "")))
    context = {"form": form, "page": page, "rows": [introduction_row(one) for one in page]}
    return render(request, "jobs/desk/introductions.html", context)


@requires(*DESK)
@require_safe
def follow_ups(request: PersonRequest) -> HttpResponse:
    """Questions that are due and not answered, the oldest first: whom do I phone?"""
    rows = access.follow_ups_visible_to(request.person).filter(answer="", due_on__lte=today())
    context = {"page": page_of(request, rows.order_by("due_on", "pk")), "today": today()}
    return render(request, "jobs/desk/follow_ups.html", context)


@requires(*DESK)
@require_safe
def person(request: PersonRequest, pk: UUID) -> HttpResponse:
    """One person's road to a job, and what I record of it."""
    found = access.person_for(request.person, pk)
    profile = profile_of(found)
    asked = list(introductions_of(found).select_related("person", "vacancy__employer"))
    reasons = last_reasons(asked) if asked else {}
    context = {
        "found": found,
        "profile": profile,
        "card": card_text(own_card(profile, at=now())) if profile else None,
        "words_wait": profile is not None and profile.strengths and profile.read_at is None,
        "asked": [introduction_row(one, reasons.get(one.pk, "")) for one in asked],
        "placements": placements_of(found),
        "answers": FollowUp.Answer.choices,
        "form": KeyedForm(),
        "today": today(),
    }
    return render(request, "jobs/desk/person.html", context)


@requires(*DESK)
@require_POST
def words(request: PersonRequest, pk: UUID) -> HttpResponse:
    """These words give nobody away: they may stand on the card."""
    found = access.profile_for(request.person, pk)
    found.strengths = request.POST.get("strengths", "").replace("\r\n", "\n")
    try:
        read_strengths(found, by=request.person)
        flash.success(request, _("Their own words are on the card now."))
    except WordsChangedError:
        flash.info(request, _("They changed their words in the meantime. Read them again."))
    return redirect("jobs:desk_person", found.person_id)


@requires(*DESK)
@require_POST
def met(request: PersonRequest, pk: UUID) -> HttpResponse:
    """They met: recorded for an employer who did not."""
    found = access.introduction_for(request.person, pk)
    form = KeyedForm(request.POST)
    if form.is_valid():
        try:
            record_interview(found, by=request.person, key=form.client_key)
            flash.success(request, _("Noted: they met."))
        except IntroductionMovedError:
            flash.info(request, _("This introduction is over. Nothing was changed."))
    return redirect("jobs:desk_person", found.person_id)


@requires(*DESK)
@require_http_methods(["GET", "HEAD", "POST"])
def placement(request: PersonRequest, pk: UUID) -> HttpResponse:
    """They have a job, also with an employer outside Opstap."""
    found = access.person_for(request.person, pk)
    form = PlacementForm(request.POST if request.method == "POST" else None, initial={"starts_on": today()})
    if form.is_valid():
        record_placement(found, hired=form.hired(), by=request.person, key=form.client_key)
        flash.success(request, _("Recorded. They are asked in six months how it goes."))
        return redirect("jobs:desk_person", pk)
    context = {"form": form, "found": found}
    return render(request, "jobs/desk/placement.html", context, status=422 if form.errors else 200)


@requires(*DESK)
@require_POST
def answered(request: PersonRequest, pk: UUID) -> HttpResponse:
    """They said on the phone whether they work."""
    found = access.follow_up_for(request.person, pk)
    form = FollowUpForm(request.POST)
    if form.is_valid():
        answer_follow_up(found, answer=form.cleaned_data["answer"], by=request.person, key=form.client_key)
        flash.success(request, _("Noted."))
    return redirect("jobs:desk_person", found.placement.person_id)
