"""Today, and its two calls: I can't come, I'm stuck."""

from uuid import UUID

from django.contrib import messages as flash
from django.http import HttpResponse
from django.shortcuts import redirect, render
from django.utils.translation import gettext as _
from django.views.decorators.http import require_http_methods, require_POST, require_safe

from opstap.guidance.forms import AbsenceForm, StuckForm
from opstap.guidance.queries.today import day_of
from opstap.guidance.queries.work import candidate_of, work_of
from opstap.guidance.words import GENERAL, greeting
from opstap.kit.clock import now
from opstap.messages.actions.ask_for_help import ask_for_help
from opstap.people.access import PersonRequest, requires
from opstap.programme.access import own_session
from opstap.programme.actions.say_absent import AbsenceRefusedError, say_absent
from opstap.programme.actions.withdraw_absence import withdraw_absence
from opstap.programme.queries import standing_notice


@requires()
@require_safe
def today(request: PersonRequest) -> HttpResponse:
    """One page for everybody who signs in: what to do now."""
    at = now()
    day = day_of(request.person, at=at)
    context = {
        "hello": greeting(request.person.name, at),
        "at": at,
        "day": day,
        "work": work_of(request.person),
        "applications": [] if day else candidate_of(request.person),
    }
    return render(request, "guidance/today.html", context)


@requires()
@require_http_methods(["GET", "HEAD", "POST"])
def absent(request: PersonRequest, pk: UUID) -> HttpResponse:
    """I can't come: five reasons, one tap sends; then the way back."""
    participation, session = own_session(request.person, pk)
    form = AbsenceForm(request.POST if request.method == "POST" else None)
    if form.is_valid():
        try:
            say_absent(participation, key=form.client_key, session=session, reason=form.cleaned_data["reason"])
        except AbsenceRefusedError:
            flash.info(request, _("This class is over, or does not take place."))
            return redirect("guidance:today")
        flash.success(request, _("Your coach knows that you can't come."))
        return redirect("guidance:today")
    notice = standing_notice(participation, session)
    context = {"form": form, "session": session, "notice": notice, "at": now()}
    return render(request, "guidance/absent.html", context)


@requires()
@require_POST
def come_after_all(request: PersonRequest, pk: UUID) -> HttpResponse:
    """I can come after all."""
    participation, session = own_session(request.person, pk)
    notice = standing_notice(participation, session)
    if notice is not None and withdraw_absence(notice, by=request.person):
        flash.success(request, _("Good: your coach expects you."))
    return redirect("guidance:today")


@requires()
@require_http_methods(["GET", "HEAD", "POST"])
def stuck(request: PersonRequest) -> HttpResponse:
    """I'm stuck: five things it can be about, one tap sends."""
    form = StuckForm(request.POST if request.method == "POST" else None)
    if form.is_valid():
        ask_for_help(
            key=form.client_key,
            person=request.person,
            about_type=GENERAL,
            about_id=form.cleaned_data["topic"],
            words=form.cleaned_data["words"],
        )
        flash.success(request, _("Your coach has your question. The answer comes here, and by message."))
        return redirect("guidance:today")
    return render(request, "guidance/stuck.html", {"form": form})
