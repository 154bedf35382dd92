"""Begin a mock exam, or the short test of a module; am I ready for the exam?"""

from django.contrib import messages
from django.http import Http404, HttpResponse
from django.shortcuts import redirect, render
from django.utils.translation import gettext
from django.views.decorators.http import require_GET, require_http_methods

from opstap.curriculum.models import Course
from opstap.kit.clock import BRUSSELS, now
from opstap.kit.forms import KeyedForm
from opstap.kit.paging import page_of
from opstap.kit.translated import LANGUAGES
from opstap.people.access import PersonRequest
from opstap.practice import access
from opstap.practice.actions.answer_question import KeyTakenError
from opstap.practice.actions.begin_paper import AnotherOpenError, TooSoonError, begin_mock, begin_test
from opstap.practice.forms_papers import BeginForm
from opstap.practice.models import Paper
from opstap.practice.presenting_papers import (
    best_next,
    clock_of,
    domain_lines,
    language_words,
    past_papers,
    standing_words,
    start_of,
    still_missing,
)
from opstap.practice.queries.mock_forms import coming_mock
from opstap.practice.queries.papers import (
    mock_habits,
    mock_languages,
    open_paper_of,
    papers_of,
    state_of_test,
)
from opstap.practice.queries.readiness import readiness_of, weakest_skills
from opstap.practice.rules.exam_clock import is_over
from opstap.practice.rules.mock_form import TooFewQuestionsError, minutes_of
from opstap.practice.views.choices import chosen_course, takes_part

PAST_SHOWN = 5


@require_http_methods(["GET", "POST"])
@takes_part
def mock(request: PersonRequest) -> HttpResponse:
    """What a mock exam is, begin one or go on with it, and the past ones."""
    if request.method == "POST":
        return _begin_mock(request)
    course = chosen_course(request)
    if course is None:
        return render(request, "practice/no_course.html")
    going = open_paper_of(request.person, Paper.Kind.MOCK)
    if going and is_over(going.ends_at, now()):
        return redirect("practice:paper", going.pk)
    papers = page_of(request, papers_of(request.person, Paper.Kind.MOCK))
    context = {
        "course": course,
        "exam": course.blueprint.exam if course.blueprint else None,
        "going": going,
        "clock": clock_of(going, now()) if going else None,
        "page": papers,
        "past": past_papers(list(papers)),
        **({} if going else _coming(request, course)),
    }
    return render(request, "practice/mock.html", context)


def _coming(request: PersonRequest, course: Course) -> dict[str, object]:
    """What a mock exam begun now would be."""
    habits = mock_habits(request.person)
    coming = coming_mock(habits.learner, course)
    if course.blueprint is None or not coming.size:
        return {"coming": coming}
    languages = exam_languages(course)
    usual = habits.language if habits.language in languages else "en"
    return {
        "coming": coming,
        "start": start_of(minutes_of(course.blueprint.exam.level), habits.factor, now()),
        "form": BeginForm(languages=languages, initial={"course": course.code, "language": usual}),
    }


def exam_languages(course: Course) -> list[str]:
    """In which of our languages a mock exam of the course can be sat: those of its texts, and English, that of most exams."""
    return [code for code in LANGUAGES if code == "en" or code in course.languages]


def _begin_mock(request: PersonRequest) -> HttpResponse:
    code = request.POST.get("course", "")
    course = next((one for one in access.courses_in_order(request.person) if one.code == code), None)
    if course is None:
        raise Http404
    form = BeginForm(request.POST, languages=exam_languages(course))
    if not form.is_valid():
        raise Http404
    try:
        paper = begin_mock(request.person, course=course, key=form.client_key, language=form.cleaned_data["language"])
    except AnotherOpenError as error:
        messages.info(request, gettext("You had begun this one. Hand it in first, then begin another."))
        paper = error.paper
    except TooFewQuestionsError:
        return redirect("practice:mock")
    except KeyTakenError as error:
        raise Http404 from error
    return redirect("practice:paper", paper.pk)


@require_http_methods(["GET", "POST"])
@takes_part
def test_out(request: PersonRequest, code: str) -> HttpResponse:
    """I know this already: the short test of one module."""
    module = access.module_for(request.person, code)
    form = KeyedForm(request.POST or None)
    if request.method == "POST" and form.is_valid():
        try:
            paper = begin_test(request.person, module=module, key=form.client_key)
            return redirect("practice:paper", paper.pk)
        except AnotherOpenError as error:
            messages.info(request, gettext("You had begun this one. Hand it in first, then begin another."))
            return redirect("practice:paper", error.paper.pk)
        except (TooSoonError, TooFewQuestionsError):
            return redirect("practice:test_out", code)
        except KeyTakenError as error:
            raise Http404 from error
    state = state_of_test(request.person, module)
    again = state.again_from if state.again_from and state.again_from > now() else None
    context = {
        "module": module,
        "state": state,
        "again": again.astimezone(BRUSSELS) if again else None,
        "form": KeyedForm(),
    }
    return render(request, "practice/test_out.html", context)


@require_GET
@takes_part
def readiness(request: PersonRequest) -> HttpResponse:
    """Am I ready for this exam? The chance in words and as a range, per domain, and what would help most."""
    course = chosen_course(request)
    if course is None or course.blueprint is None:
        return render(request, "practice/no_course.html")
    view = readiness_of(request.person, course.blueprint)
    papers = papers_of(request.person, Paper.Kind.MOCK).filter(course=course)[:PAST_SHOWN]
    context = {
        "course": course,
        "exam": course.blueprint.exam,
        "view": view,
        "words": standing_words(view),
        "domains": domain_lines(view),
        "missing": still_missing(view, course.code),
        "helps": [] if view.early else best_next(view, course.code, weakest_skills(request.person, view.helps_most)),
        "languages": language_words(mock_languages(request.person, course)),
        "past": past_papers(list(papers)),
        "others": [one for one in access.courses_in_order(request.person) if one != course and one.blueprint_id],
    }
    return render(request, "practice/readiness.html", context)
