"""One question a page, its feedback, and what the answers show."""

from uuid import UUID

from django.http import Http404, HttpResponse
from django.shortcuts import render
from django.urls import reverse
from django.views.decorators.http import require_GET, require_POST

from opstap.curriculum.models import Question
from opstap.curriculum.rules.marking import NotAnOptionError
from opstap.kit.clock import today
from opstap.kit.queueing import taken
from opstap.kit.translated import LANGUAGES
from opstap.people.access import PersonRequest
from opstap.practice import access, queries
from opstap.practice.actions.answer_question import KeyTakenError, take_reply
from opstap.practice.actions.count_answers import Reply
from opstap.practice.forms import AnswerForm, HelpForm
from opstap.practice.forms_session import LENGTHS, SessionForm
from opstap.practice.models import Answer, Learner
from opstap.practice.presenting import course_query, other_languages, reasoned
from opstap.practice.presenting_questions import present_answer, present_question
from opstap.practice.queries.papers import next_to_look_back
from opstap.practice.queries.readiness import mock_fits
from opstap.practice.queries.sessions import learner_and_session, open_session_with, progress_of
from opstap.practice.rules.case_place import CasePlace
from opstap.practice.views.choices import chosen_course, content_language, keep_of, keeping_language, takes_part
from opstap.practice.views.reading import note_check
from opstap.practice.views.sessions import ask_in_session


@require_GET
@takes_part
def practise(request: PersonRequest) -> HttpResponse:
    """Begin a session, or answer one question, chosen for this person."""
    course = chosen_course(request)
    domain = request.GET.get("domain", "")
    learner, session = learner_and_session(request.person)
    question = queries.choose_question(learner, course, domain) if course else None
    if question is None:
        return render(request, "practice/no_question.html")
    question.course = course
    return _ask(request, learner, question, AnswerForm(initial={"question": question.pk}), session)


@require_POST
@takes_part
def answer(request: PersonRequest) -> HttpResponse:
    """Take in one answer, and go to its page: a reload there sends nothing again."""
    form = AnswerForm(request.POST)
    valid, sent = form.is_valid(), form.cleaned_data
    if not {"key", "question", "where"} <= sent.keys():
        raise Http404
    question = access.question_for(request.person, sent["question"])
    if not queries.may_practise(request.person, question):
        raise Http404
    if not valid or not form.is_readable(question.kind):
        return _ask_again(request, question, form, sent["where"])
    language = request.POST.get("in", "")
    reply = Reply(sent["key"], question, sent["choice"], language if language in LANGUAGES else "")
    try:
        kept = take_reply(request.person, reply, where=sent["where"])
    except (NotAnOptionError, KeyTakenError) as error:
        raise Http404 from error
    note_check(request.person, kept, language)
    return taken(request, keeping_language(request, reverse("practice:answered", args=[kept.key])))


@require_GET
@takes_part
def answered(request: PersonRequest, key: UUID) -> HttpResponse:
    """Why the right answer is right, and why the chosen one is not."""
    kept = access.answer_for(request.person, key)
    page = present_answer(kept, content_language(request))
    context = {
        "answer": kept,
        "page": page,
        "percent": round(kept.score * 100),
        "skills": reasoned(queries.skills_of_answer(kept), today()),
        "lesson": queries.lesson_about(kept.question),
        "keep": keep_of(request) or course_query(kept.question),
        "progress": progress_of(kept.session) if kept.session else None,
        "look_back": next_to_look_back(kept) if kept.paper_id else None,
        "help_form": HelpForm(auto_id="help_%s", initial={"question": kept.question_id}),
        "others": other_languages(page.available, page.language),
    }
    return render(request, "practice/answered.html", context)


def _ask_again(request: PersonRequest, question: Question, form: AnswerForm, where: str) -> HttpResponse:
    """The page that the reply came from, with what is wrong."""
    learner, session = learner_and_session(request.person)
    going = open_session_with(learner, question) if session and where == Answer.Where.PRACTICE else None
    if going:
        return ask_in_session(request, going, question, form)
    return _ask(request, learner, question, form, session)


def _ask(
    request: PersonRequest, learner: Learner, question: Question, form: AnswerForm, session: UUID | None
) -> HttpResponse:
    case = CasePlace(opened=not queries.goes_on_with_case(learner, question))
    page = present_question(question, learner, content_language(request), chosen=form.sent, case=case)
    context = {
        "page": page,
        "form": form,
        "keep": keep_of(request),
        "session": session,
        "session_form": SessionForm(
            auto_id="session_%s", initial={"course": question.course.code if question.course else ""}
        ),
        "lengths": LENGTHS,
        "mock_fits": mock_fits(request.person, question.course_id),
        "help_form": HelpForm(auto_id="help_%s", initial={"question": question.pk}),
        "others": other_languages(page.available, page.language),
    }
    return render(request, "practice/practise.html", context, status=422 if form.errors else 200)
