"""The coach: who asked for me, who is in class, and everything of one person."""

from uuid import UUID

from django.contrib import messages as flash
from django.http import HttpResponse
from django.shortcuts import redirect, render
from django.utils.translation import gettext as _
from django.views.decorators.http import require_http_methods, require_POST, require_safe

from opstap.guidance import access
from opstap.guidance.forms import AnswerForm, AttendanceForm
from opstap.guidance.queries import coach as read
from opstap.guidance.queries.record import record_of, with_job
from opstap.guidance.timeline import timeline
from opstap.kit.clock import now
from opstap.kit.paging import page_of
from opstap.messages.actions.answer_help import AnsweredAlreadyError, answer_help
from opstap.messages.models import HelpRequest
from opstap.people.access import PersonRequest, requires
from opstap.people.models import Role
from opstap.programme import access as programme
from opstap.programme.actions.mark_seen import mark_seen
from opstap.programme.actions.record_attendance import record_attendance
from opstap.programme.models import Session

COACHES = (Role.COACH, Role.MANAGER)
# Of one person's road, the newest lines: about a year.
LINES = 40


@requires(*COACHES)
@require_safe
def asked(request: PersonRequest) -> HttpResponse:
    """Every call for help that waits, each with a place to answer."""
    requests = page_of(request, access.open_help_visible_to(request.person))
    return render(request, "guidance/asked_for_me.html", {"at": now(), "requests": requests})


@requires(*COACHES)
@require_http_methods(["GET", "HEAD", "POST"])
def answer(request: PersonRequest, pk: UUID) -> HttpResponse:
    """Answer one call for help; also the page where a form with an error is mended."""
    asked = access.help_for(request.person, pk)
    form = AnswerForm(request.POST if request.method == "POST" else None)
    if form.is_valid():
        _answer(request, asked, form.cleaned_data["answer"])
        return redirect("guidance:asked" if "asked" in request.GET else "guidance:coach")
    return render(request, "guidance/answer.html", {"form": form, "asked": asked, "at": now()})


def _answer(request: PersonRequest, asked: HelpRequest, words: str) -> None:
    try:
        answer_help(asked, by=request.person, answer=words)
    except AnsweredAlreadyError:
        flash.info(request, _("A colleague answered just before you. Your answer was not sent."))
    else:
        flash.success(request, _("Sent. It is on their Today, and they get a message."))


@requires(*COACHES)
@require_POST
def seen(request: PersonRequest, pk: UUID) -> HttpResponse:
    """I have seen that this person can't come."""
    mark_seen(programme.notice_for(request.person, pk), by=request.person)
    return redirect("guidance:coach")


@requires(*COACHES)
@require_http_methods(["GET", "HEAD", "POST"])
def session(request: PersonRequest, pk: UUID) -> HttpResponse:
    """Who is there: one tap per name, save once."""
    found = programme.session_for(request.person, pk)
    form = _attendance_form(request, found)
    if form.is_valid():
        marks = form.marks(rest=request.POST.get("rest", "") and "present")
        new = record_attendance(found, marks=marks, by=request.person, key=form.client_key)
        flash.success(request, _("Saved.") if new else _("Nothing had changed."))
        return redirect("guidance:session", pk=pk)
    return render(request, "guidance/session.html", {"session": found, "form": form, "at": now()})


def _attendance_form(request: PersonRequest, found: Session) -> AttendanceForm:
    sheet = read.sheet_of(found)
    return AttendanceForm(
        request.POST if request.method == "POST" else None,
        participants=sheet.participants,
        now=sheet.now,
        said=sheet.said,
    )


@requires(*COACHES)
@require_safe
def person(request: PersonRequest, pk: UUID) -> HttpResponse:
    """One person whom I guide."""
    at = now()
    found = access.participation_for(request.person, pk, with_job(at=at))
    record = record_of(found, viewer=request.person, at=at)
    context = {"record": record, "timeline": timeline(record)[:LINES], "at": at}
    return render(request, "guidance/person.html", context)
