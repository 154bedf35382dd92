"""The personal plan: this week and the next ones, and what one says about it."""

from datetime import timedelta

from django.contrib import messages
from django.http import Http404, HttpResponse
from django.shortcuts import redirect, render
from django.utils.translation import gettext
from django.views.decorators.http import require_http_methods

from opstap.kit.clock import today
from opstap.people.access import PersonRequest
from opstap.practice import access
from opstap.practice.actions.wish_plan import Change, wish_plan
from opstap.practice.forms_plan import PlanForm, SkipForm, initial_of
from opstap.practice.presenting_plan import present_plan
from opstap.practice.queries.plan import (
    Situation,
    basis_of,
    classes_by_week,
    plan_before_this_week,
    situation_of,
)
from opstap.practice.rules.plan import Moves, monday_of, moved
from opstap.practice.views.choices import takes_part

CLASSES_AHEAD = timedelta(weeks=26)


@require_http_methods(["GET", "POST"])
@takes_part
def plan(request: PersonRequest) -> HttpResponse:
    """This week, the next weeks, what moved, and a form to change it."""
    situation = situation_of(request.person, today=today())
    form = _form(request, situation)
    if form.is_valid():
        wish_plan(key=form.client_key, person=request.person, change=form.change())
        messages.success(request, gettext("Your plan is made anew."))
        return redirect("practice:plan")
    if situation is None and not form.courses:
        return render(request, "practice/no_course.html")
    context: dict[str, object] = {"form": form, "situation": situation, "coached": form.follows}
    if situation is not None:
        monday = monday_of(today())
        classes = classes_by_week(request.person, start=monday, end=monday + CLASSES_AHEAD)
        moves = _moves(request, situation)
        context["page"] = present_plan(situation, moves=moves, classes=classes, today=today())
    return render(request, "practice/plan.html", context, status=422 if form.errors else 200)


@require_http_methods(["GET", "POST"])
@takes_part
def skip(request: PersonRequest) -> HttpResponse:
    """Which lessons someone does not want to read."""
    situation = situation_of(request.person, today=today())
    if situation is None:
        raise Http404
    chosen = [lesson.code for lesson in situation.skipped]
    form = SkipForm(request.POST or None, lessons=situation.unread, initial={"skipped": chosen})
    if form.is_valid():
        # Those of another course are not on this page, and stay.
        kept = set(situation.wish.skipped if situation.wish else ()) - {lesson.code for lesson in situation.unread}
        change = Change(skipped=(*kept, *form.cleaned_data["skipped"]))
        wish_plan(key=form.client_key, person=request.person, change=change)
        messages.success(request, gettext("Your plan is made anew."))
        return redirect("practice:plan")
    context = {"form": form, "lessons": situation.unread}
    return render(request, "practice/plan_skip.html", context, status=422 if form.errors else 200)


def _form(request: PersonRequest, situation: Situation | None) -> PlanForm:
    courses = [one for one in access.courses_in_order(request.person) if one.blueprint_id and not one.draft]
    return PlanForm(
        request.POST or None,
        today=today(),
        courses=courses,
        follows=situation is not None and situation.follows,
        initial=initial_of(situation.wish if situation else None, today=today()),
    )


def _moves(request: PersonRequest, situation: Situation) -> Moves:
    before = plan_before_this_week(request.person, situation.course, today=today())
    return moved(basis_of(before), situation.basis, situation.done) if before else Moves()
