"""The learner: what is happening about my job, and what must I do?"""

from uuid import UUID

from django.contrib import messages as flash
from django.http import Http404, HttpResponse
from django.shortcuts import redirect, render
from django.utils.translation import gettext as _
from django.views.decorators.cache import never_cache
from django.views.decorators.http import require_http_methods, require_POST, require_safe

from opstap.jobs.access import own
from opstap.jobs.actions.answer_introduction import ReasonError, answer_introduction
from opstap.jobs.actions.ask_introduction import CardGoneError
from opstap.jobs.actions.end_introduction import end_introduction
from opstap.jobs.actions.move import IntroductionMovedError
from opstap.jobs.actions.save_profile import save_profile
from opstap.jobs.forms.profile import ProfileForm
from opstap.jobs.forms.steps import AnswerForm, CardForm, StopForm
from opstap.jobs.pages.card import card_text, preview_notes
from opstap.jobs.pages.match import match_text
from opstap.jobs.pages.own import follow_up_rows, own_ask, standing
from opstap.jobs.queries import mine as read
from opstap.jobs.queries.cards import own_card, profile_of
from opstap.jobs.queries.introductions import has_card
from opstap.kit.clock import now, today
from opstap.people.access import PersonRequest, requires
from opstap.people.actions.consent import note_consent
from opstap.people.models import ConsentEvent, NoticeKind, Role
from opstap.people.queries.consents import newest_notice
from opstap.people.queries.notices import notice_html, notice_language, responsible_for


@never_cache
@requires()
@require_safe
def mine(request: PersonRequest) -> HttpResponse:
    """Questions of employers first, then where everything stands, then my card."""
    found = read.mine_of(request.person, at=now())
    asks = [own_ask(one, found.reasons.get(one.pk, "")) for one in found.introductions]
    waiting = [one for one in asks if one.state == "asked"] if found.shown else []
    jobs = [{"job": one, "follow_ups": follow_up_rows(one, today())} for one in found.placements]
    due = [row for job in jobs for row in job["follow_ups"] if row["due"]]  # type: ignore[attr-defined]
    job = found.placements[0] if found.placements else None
    context = {
        "standing": standing(found.profile, shown=found.shown, waiting=len(waiting), due=len(due), job=job),
        "waiting": waiting,
        "going_on": [one for one in asks if one.state in {"accepted", "interviewed"}],
        "over": [one for one in asks if one.state in {"declined", "hired", "ended"}],
        "jobs": jobs,
        "due": due,
        "profile": found.profile,
        "shown": found.shown and found.profile is not None and found.profile.looking,
        "fitting": found.fitting,
    }
    return render(request, "jobs/mine/mine.html", context)


@requires(Role.LEARNER)
@require_http_methods(["GET", "HEAD", "POST"])
def profile(request: PersonRequest) -> HttpResponse:
    """What I look for and what I can."""
    found = profile_of(request.person)
    form = ProfileForm(request.POST if request.method == "POST" else None, name=request.person.name, profile=found)
    if form.is_valid():
        save_profile(request.person, typed=form.typed)
        flash.success(request, _("Saved. This is how your card looks now."))
        return redirect("jobs:card")
    context = {"form": form, "profile": found}
    return render(request, "jobs/mine/profile.html", context, status=422 if form.errors else 200)


@never_cache
@requires(Role.LEARNER)
@require_http_methods(["GET", "HEAD", "POST"])
def card(request: PersonRequest) -> HttpResponse:
    """My card, exactly as an employer sees it, and whether it is shown: one button either way."""
    found = profile_of(request.person)
    notice = newest_notice(NoticeKind.EMPLOYER_CARD)
    if found is None:
        return redirect("jobs:profile")
    if notice is None:
        raise Http404
    form = CardForm(request.POST if request.method == "POST" else None)
    if form.is_valid():
        what = ConsentEvent.What(form.cleaned_data["what"])
        note_consent(request.person, notice=notice, what=what, key=form.client_key)
        given = what == ConsentEvent.What.GIVEN
        flash.success(request, _("Employers see your card now.") if given else _("Nobody sees your card any more."))
        return redirect("jobs:mine")
    context = {
        "card": card_text(own_card(found, at=now())),
        "notes": preview_notes(found),
        "profile": found,
        "given": has_card(request.person),
        "form": form,
        "text": notice_html(notice, responsible_for(request.person), below=2),
        "language": notice_language(notice),
    }
    return render(request, "jobs/mine/card.html", context)


@requires()
@require_POST
def answer(request: PersonRequest, pk: UUID) -> HttpResponse:
    """Yes or no, by one tap."""
    asked = own.introduction_for(request.person, pk)
    form = AnswerForm(request.POST)
    if not form.is_valid():
        flash.error(request, _("Tap yes or no."))
        return redirect("jobs:mine")
    yes = form.cleaned_data["answer"] == "yes"
    reason = form.cleaned_data["reason"]
    try:
        answer_introduction(asked, yes=yes, by=request.person, key=form.client_key, reason="" if yes else reason)
    except CardGoneError:
        flash.info(request, _("You took your card back. Show it again first, then say yes."))
    except (IntroductionMovedError, ReasonError):
        flash.info(request, _("This question is over. Nothing was sent."))
    else:
        told = (
            _("They get your name now, and contact you.")
            if yes
            else _("They hear that it does not go on. That is fine.")
        )
        flash.success(request, told)
    return redirect("jobs:mine")


@requires()
@require_http_methods(["GET", "HEAD", "POST"])
def stop(request: PersonRequest, pk: UUID) -> HttpResponse:
    """After a yes: I would rather stop."""
    found = own.introduction_for(request.person, pk)
    form = StopForm(request.POST if request.method == "POST" else None)
    if form.is_valid():
        try:
            end_introduction(found, reason=form.cleaned_data["reason"], by=request.person, key=form.client_key)
        except IntroductionMovedError:
            flash.info(request, _("This question is over. Nothing was sent."))
        else:
            flash.success(request, _("They hear that it does not go on. That is fine."))
        return redirect("jobs:mine")
    if not own.can_stop(request.person, found):
        raise Http404
    return render(request, "jobs/mine/stop.html", {"form": form, "one": found})


@requires(Role.LEARNER)
@require_safe
def vacancies(request: PersonRequest) -> HttpResponse:
    """Which vacancies fit my card, and why the others do not."""
    found = profile_of(request.person)
    rows = read.vacancies_beside(found, at=now()) if found else []
    page = read.page_of_list(rows, request.GET.get("page"))
    context = {"page": page, "rows": [{"vacancy": one.vacancy, "match": match_text(one.match)} for one in page]}
    return render(request, "jobs/mine/vacancies.html", context)
