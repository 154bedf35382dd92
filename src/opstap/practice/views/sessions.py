"""A practice session: begin it, one question after the other, what it came to."""

from uuid import UUID

from django.http import Http404, HttpResponse
from django.shortcuts import redirect, render
from django.views.decorators.http import require_GET, require_POST

from opstap.curriculum.models import Question
from opstap.kit.clock import now, today
from opstap.people.access import PersonRequest
from opstap.practice import access, queries
from opstap.practice.actions.answer_question import KeyTakenError
from opstap.practice.actions.begin_session import begin_session
from opstap.practice.actions.end_session import end_session
from opstap.practice.actions.propose_question import propose_question
from opstap.practice.forms import AnswerForm, HelpForm
from opstap.practice.forms_session import LENGTHS, SessionForm
from opstap.practice.models import PracticeSession
from opstap.practice.presenting import other_languages
from opstap.practice.presenting_questions import present_question
from opstap.practice.presenting_session import ending, why_now
from opstap.practice.queries.sessions import marks_of, outcomes_of, progress_of, reason_of
from opstap.practice.rules.case_place import CasePlace
from opstap.practice.views.choices import content_language, takes_part


@require_POST
@takes_part
def begin(request: PersonRequest) -> HttpResponse:
    """Begin a session of some minutes."""
    form = SessionForm(request.POST)
    if not form.is_valid():
        raise Http404
    code = form.cleaned_data["course"]
    course = next((one for one in access.courses_in_order(request.person) if one.code == code), None)
    if course is None:
        raise Http404
    try:
        begun = begin_session(request.person, course=course, minutes=form.cleaned_data["minutes"], key=form.client_key)
    except KeyTakenError as error:
        raise Http404 from error
    return redirect("practice:session", begun.pk)


@require_GET
@takes_part
def session(request: PersonRequest, pk: UUID) -> HttpResponse:
    """The question that the session asks now; what it came to, once it ended."""
    current = access.session_for(request.person, pk)
    question = propose_question(current)
    if question is None:
        return _ending(request, current)
    current.refresh_from_db(fields=["questions"])
    return ask_in_session(request, current, question, AnswerForm(initial={"question": question.pk}))


@require_POST
@takes_part
def end(request: PersonRequest, pk: UUID) -> HttpResponse:
    """Stop here."""
    end_session(access.session_for(request.person, pk))
    return redirect("practice:session", pk)


def ask_in_session(
    request: PersonRequest, current: PracticeSession, question: Question, form: AnswerForm
) -> HttpResponse:
    """The page of one question of a session, also with what is wrong in `form`."""
    learner = current.learner
    case = CasePlace(opened=not queries.goes_on_with_case(learner, question))
    page = present_question(question, learner, content_language(request), chosen=form.sent, case=case)
    context = {
        "session": current,
        "progress": progress_of(current),
        "why": why_now(reason_of(learner, question, now()), today()),
        "page": page,
        "form": form,
        "keep": "",
        "help_form": HelpForm(auto_id="help_%s", initial={"question": question.pk}),
        "others": other_languages(page.available, page.language),
    }
    return render(request, "practice/session.html", context, status=422 if form.errors else 200)


def _ending(request: PersonRequest, current: PracticeSession) -> HttpResponse:
    context = {
        "session": current,
        "ending": ending(outcomes_of(current), marks_of(current), today()),
        "form": SessionForm(initial={"course": current.course.code}),
        "lengths": LENGTHS,
    }
    return render(request, "practice/session_end.html", context)
