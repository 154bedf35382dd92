"""The learner: which exam is next, and what must I do?"""

from datetime import datetime
from uuid import UUID

from django.contrib import messages as flash
from django.http import Http404, HttpResponse
from django.shortcuts import redirect, render
from django.utils.translation import gettext as _
from django.views.decorators.http import require_http_methods, require_POST, require_safe

from opstap.certification import access
from opstap.certification.actions.answer_sitting import answer_sitting
from opstap.certification.actions.append_event import NotNowError
from opstap.certification.actions.cancel_sitting import cancel_sitting
from opstap.certification.actions.record_result import Declared, declare_result
from opstap.certification.actions.show_name import show_name
from opstap.certification.forms import AnswerForm, DeclareForm, NameForm
from opstap.certification.models import Sitting
from opstap.certification.pages import (
    again_text,
    badge_line,
    exam_title,
    kind,
    sitting_rows,
    status,
    what_to_bring,
)
from opstap.certification.queries import next_tries
from opstap.certification.rules import sittings as rules
from opstap.kit.clock import now
from opstap.kit.forms import KeyedForm
from opstap.people.access import PersonRequest, requires


@requires()
@require_safe
def mine(request: PersonRequest) -> HttpResponse:
    """What is ahead, what was, and my badges."""
    at = now()
    found = list(access.own_sittings(request.person).order_by("starts_at", "pk"))
    ahead = [one for one in found if one.state in Sitting.AHEAD]
    over = [one for one in reversed(found) if one.state not in Sitting.AHEAD]
    again = next_tries(found, at=at)
    context = {
        "ahead": [_ahead(one, at) for one in ahead],
        "over": [_over(one, again.get(one.pk)) for one in over],
        "badges": [badge_line(one) for one in access.own_badges(request.person)],
        "form": KeyedForm(),
    }
    return render(request, "certification/mine.html", context)


def _ahead(one: Sitting, at: datetime) -> dict[str, object]:
    return {
        "pk": one.pk,
        "title": exam_title(one.exam),
        "status": status(one),
        "kind": kind(one),
        "rows": sitting_rows(one),
        "bring": what_to_bring(one),
        "asked": rules.may_answer(one.state, starts_at=one.starts_at, at=at),
        "may_withdraw": rules.may_withdraw(one.state, starts_at=one.starts_at, at=at),
        "may_declare": rules.may_record(one.state, starts_at=one.starts_at, at=at),
        "foreign": one.language != one.person.language,
    }


def _over(one: Sitting, again: datetime | None) -> dict[str, object]:
    return {
        "title": exam_title(one.exam),
        "status": status(one),
        "kind": kind(one),
        "at": one.starts_at,
        "score": one.score,
        "failed": one.state == Sitting.State.FAILED,
        "again": again_text(again) if again else "",
        "to_verify": one.state in Sitting.SAT and one.verified_at is None,
    }


@requires()
@require_POST
def answer(request: PersonRequest, pk: UUID) -> HttpResponse:
    """Yes, or another day, by one tap."""
    sitting = access.own_sitting(request.person, pk)
    form = AnswerForm(request.POST)
    if not form.is_valid():
        flash.error(request, _("Tap yes, or another day."))
        return redirect("certification:mine")
    agree = form.cleaned_data["answer"] == "yes"
    try:
        answer_sitting(sitting, agree=agree, by=request.person, key=form.client_key)
    except NotNowError:
        flash.info(request, _("This day is no longer asked. Look at what stands here now."))
    else:
        told = (
            _("Good. It is fixed; we remind you the day before.") if agree else _("Your coach looks for another day.")
        )
        flash.success(request, told)
    return redirect("certification:mine")


@requires()
@require_http_methods(["GET", "HEAD", "POST"])
def withdraw(request: PersonRequest, pk: UUID) -> HttpResponse:
    """I cannot sit it that day: until a day before."""
    sitting = access.own_sitting(request.person, pk)
    form = KeyedForm(request.POST if request.method == "POST" else None)
    if form.is_valid():
        try:
            cancel_sitting(sitting, by=request.person, key=form.client_key)
            flash.success(request, _("It is off. Your coach looks for another day with you."))
        except NotNowError:
            flash.info(request, _("Less than a day is left. Call your coach."))
        return redirect("certification:mine")
    if not access.can_withdraw(request.person, sitting):
        raise Http404
    context = {"form": form, "title": exam_title(sitting.exam), "rows": sitting_rows(sitting)}
    return render(request, "certification/withdraw.html", context)


@requires()
@require_http_methods(["GET", "HEAD", "POST"])
def declare(request: PersonRequest, pk: UUID) -> HttpResponse:
    """How did it go? With the link to the transcript."""
    sitting = access.own_sitting(request.person, pk)
    form = DeclareForm(request.POST if request.method == "POST" else None)
    if form.is_valid():
        given = form.cleaned_data
        said = Declared(given["outcome"], given["score"], given["evidence"])
        try:
            declare_result(sitting, declared=said, by=request.person, key=form.client_key)
            flash.success(request, _("Thank you. The school looks at it, and then it counts."))
        except NotNowError:
            flash.info(request, _("The school recorded it before you. Look at what stands here now."))
        return redirect("certification:mine")
    if not access.can_declare(request.person, sitting):
        raise Http404
    context = {"form": form, "title": exam_title(sitting.exam)}
    return render(request, "certification/declare.html", context, status=422 if form.errors else 200)


@requires()
@require_POST
def name(request: PersonRequest, pk: UUID) -> HttpResponse:
    """Whether the public page of my badge shows my name."""
    badge = access.own_badge(request.person, pk)
    form = NameForm(request.POST)
    if form.is_valid():
        show_name(badge, public=form.cleaned_data["public"] == "yes", by=request.person)
        flash.success(request, _("Saved."))
    return redirect("certification:mine")
