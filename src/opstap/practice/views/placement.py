"""The placement test: what it is, one question after the other, and what it came to."""

from uuid import UUID

from django.contrib import messages
from django.http import Http404, HttpResponse
from django.shortcuts import redirect, render
from django.utils.translation import gettext
from django.views.decorators.http import require_http_methods, require_POST

from opstap.curriculum.rules.marking import NotAnOptionError
from opstap.kit.clock import now, today
from opstap.kit.translated import LANGUAGES
from opstap.people.access import PersonRequest
from opstap.practice import access
from opstap.practice.access_placement import placement_for
from opstap.practice.actions.answer_placement import answer_placement
from opstap.practice.actions.answer_question import KeyTakenError
from opstap.practice.actions.begin_placement import NoPlacementNowError, begin_placement
from opstap.practice.actions.count_answers import Reply
from opstap.practice.actions.end_placement import end_placement
from opstap.practice.actions.wish_plan import Change, wish_plan
from opstap.practice.forms import AnswerForm
from opstap.practice.forms_placement import BeginForm, SkipPartsForm
from opstap.practice.models import Answer, Placement
from opstap.practice.presenting import other_languages
from opstap.practice.presenting_placement import present_result
from opstap.practice.presenting_questions import present_question
from opstap.practice.queries.placement import is_offered, newest_of, number_asked, result_of
from opstap.practice.queries.placement_ground import LIMITS, course_to_place
from opstap.practice.queries.plan import situation_of
from opstap.practice.rules.placement_clock import AGAIN_AFTER
from opstap.practice.views.choices import content_language, keeping_language, takes_part


@require_http_methods(["GET", "POST"])
@takes_part
def begin(request: PersonRequest) -> HttpResponse:
    """What the test is; begin it, or go on."""
    course = course_to_place(access.courses_in_order(request.person))
    form = BeginForm(request.POST or None)
    if course is not None and form.is_valid():
        try:
            begun = begin_placement(request.person, course=course, key=form.client_key)
        except KeyTakenError as error:
            raise Http404 from error
        except NoPlacementNowError:
            return redirect("practice:placement")
        return redirect("practice:placement_test", begun.pk)
    last = newest_of(request.person)
    context = {
        "course": course,
        "form": form,
        "last": last,
        "offered": course is not None and is_offered(last, at=now()),
        "again_from": last.started_at + AGAIN_AFTER if last else None,
        "most": LIMITS.most,
    }
    return render(request, "practice/placement.html", context)


@require_http_methods(["GET", "POST"])
@takes_part
def test(request: PersonRequest, pk: UUID) -> HttpResponse:
    """The question that is open, and the reply to it; what the test came to, once it ended."""
    current = placement_for(request.person, pk)
    if request.method == "POST":
        return _take(request, current)
    if current.ended_at is not None:
        return _result(request, current)
    return _ask(request, current, AnswerForm(initial={"question": current.asked_id, "where": Answer.Where.PLACEMENT}))


@require_POST
@takes_part
def stop(request: PersonRequest, pk: UUID) -> HttpResponse:
    """Stop here: what was answered counts."""
    end_placement(placement_for(request.person, pk))
    return redirect("practice:placement_test", pk)


@require_POST
@takes_part
def skip(request: PersonRequest, pk: UUID) -> HttpResponse:
    """Skip the lessons of some parts, of those that the result proposes."""
    current = placement_for(request.person, pk)
    if current.ended_at is None:
        raise Http404
    result = result_of(current)
    form = SkipPartsForm(request.POST, choices=present_result(result).skips)
    if not form.is_valid():
        raise Http404
    chosen = {one.code for part in form.cleaned_data["parts"] for one in result.lessons[part]}
    proposed = {one.code for some in result.lessons.values() for one in some}
    situation = situation_of(request.person, today=today())
    before = set(situation.wish.skipped) if situation and situation.wish else set()
    skipped = tuple((before - proposed) | chosen)
    # Who follows no track has no plan yet: it then leads to the exam of this course.
    to_name = situation is None and current.course.blueprint_id is not None
    change = Change(course=current.course, skipped=skipped) if to_name else Change(skipped=skipped)
    wish_plan(key=form.client_key, person=request.person, change=change)
    messages.success(request, gettext("Your plan is made anew."))
    return redirect("practice:plan")


def _take(request: PersonRequest, current: Placement) -> HttpResponse:
    form = AnswerForm(request.POST)
    question = current.asked
    if current.ended_at is not None or question is None or request.POST.get("question") != str(question.pk):
        # Sent twice, or from an older page: what is open now is shown.
        return redirect("practice:placement_test", current.pk)
    if not form.is_valid():
        if not {"key", "question", "where"} <= form.cleaned_data.keys():
            raise Http404
        return _ask(request, current, form)
    language = request.POST.get("in", "")
    sent = form.cleaned_data
    reply = Reply(sent["key"], question, sent["choice"], language if language in LANGUAGES else "")
    try:
        answer_placement(current, reply)
    except NotAnOptionError as error:
        raise Http404 from error
    return redirect(keeping_language(request, request.path))


def _ask(request: PersonRequest, current: Placement, form: AnswerForm) -> HttpResponse:
    if current.asked is None:
        raise Http404
    page = present_question(current.asked, current.learner, content_language(request), chosen=form.sent)
    context = {
        "placement": current,
        "number": number_asked(current) + 1,
        "most": LIMITS.most,
        "page": page,
        "form": form,
        "others": other_languages(page.available, page.language),
    }
    return render(request, "practice/placement_question.html", context, status=422 if form.errors else 200)


def _result(request: PersonRequest, current: Placement) -> HttpResponse:
    page = present_result(result_of(current))
    context = {"placement": current, "page": page, "form": SkipPartsForm(choices=page.skips)}
    return render(request, "practice/placement_result.html", context)
