"""One question a page, its feedback, and what the answers show."""

from uuid import UUID

from django.http import Http404, HttpResponse
from django.shortcuts import redirect, render
from django.urls import reverse
from django.views.decorators.http import require_GET, require_POST

from opstap.curriculum.models import Question
from opstap.curriculum.rules.marking import NotAnOptionError
from opstap.kit.clock import today
from opstap.people.access import PersonRequest
from opstap.practice import access, queries
from opstap.practice.actions.answer_question import KeyTakenError, answer_question
from opstap.practice.forms import AnswerForm, HelpForm
from opstap.practice.models import Learner
from opstap.practice.presenting import course_query, domain_views, other_languages, reasoned
from opstap.practice.presenting_questions import present_answer, present_question
from opstap.practice.queries.papers import next_to_look_back
from opstap.practice.queries.readiness import mock_fits
from opstap.practice.rules.case_place import CasePlace
from opstap.practice.views.choices import chosen_course, content_language, keep_of, keeping_language, takes_part
from opstap.practice.views.reading import note_check


@require_GET
@takes_part
def practise(request: PersonRequest) -> HttpResponse:
    """One question, chosen for this person."""
    course = chosen_course(request)
    domain = request.GET.get("domain", "")
    learner = queries.learner_of(request.person)
    question = queries.choose_question(learner, course, domain) if course else None
    if question is None:
        return render(request, "practice/no_question.html")
    return _ask(request, learner, question, AnswerForm(initial={"question": question.pk}))


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
        return _ask(request, queries.learner_of(request.person), question, form)
    try:
        kept = answer_question(
            key=sent["key"], person=request.person, question=question, chosen=sent["choice"], where=sent["where"]
        )
    except (NotAnOptionError, KeyTakenError) as error:
        raise Http404 from error
    note_check(request.person, kept, request.POST.get("in", ""))
    return redirect(keeping_language(request, reverse("practice:answered", args=[kept.key])))


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
        "look_back": next_to_look_back(kept) if kept.paper_id else None,
        "help_form": HelpForm(auto_id="help_%s", initial={"question": kept.question_id}),
        "others": other_languages(page.available, page.language),
    }
    return render(request, "practice/answered.html", context)


@require_GET
@takes_part
def skills(request: PersonRequest) -> HttpResponse:
    """What you are shown to know, per domain and skill, and why."""
    course = chosen_course(request)
    if course is None:
        return render(request, "practice/no_course.html")
    domains = domain_views(queries.skill_lines(request.person, course), today())
    return render(request, "practice/skills.html", {"domains": domains, "course": course})


def _ask(request: PersonRequest, learner: Learner, question: Question, form: AnswerForm) -> HttpResponse:
    case = CasePlace(opened=not queries.goes_on_with_case(learner, question))
    page = present_question(question, learner, content_language(request), chosen=form.sent, case=case)
    context = {
        "page": page,
        "form": form,
        "keep": keep_of(request),
        "mock_fits": mock_fits(request.person, question.course_id),
        "help_form": HelpForm(auto_id="help_%s", initial={"question": question.pk}),
        "others": other_languages(page.available, page.language),
    }
    return render(request, "practice/practise.html", context, status=422 if form.errors else 200)
