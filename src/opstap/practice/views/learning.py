"""The road through a course, and its lessons."""

from django.http import HttpResponse
from django.shortcuts import redirect, render
from django.utils.translation import gettext, pgettext_lazy
from django.views.decorators.http import require_GET, require_POST

from opstap.curriculum.queries import Shown, check_questions, show_lesson
from opstap.kit.forms import KeyedForm
from opstap.people.access import PersonRequest
from opstap.people.models import Person
from opstap.practice import access, queries
from opstap.practice.actions.finish_lesson import finish_lesson
from opstap.practice.forms import AnswerForm, HelpForm
from opstap.practice.models import Answer
from opstap.practice.presenting import course_home, minutes, other_languages, present_question, stairs
from opstap.practice.presenting_papers import testable
from opstap.practice.queries.papers import modules_to_test
from opstap.practice.views.choices import chosen_course, content_language, may_look, previews, takes_part

LANGUAGE_NAMES = {
    "nl": pgettext_lazy("in this language", "Dutch"),
    "fr": pgettext_lazy("in this language", "French"),
    "en": pgettext_lazy("in this language", "English"),
    "ar": pgettext_lazy("in this language", "Arabic"),
}


@require_GET
@may_look
def learn(request: PersonRequest) -> HttpResponse:
    """The course as a staircase."""
    course = chosen_course(request)
    if course is None:
        return render(request, "practice/no_course.html")
    road = queries.road(request.person, course)
    others = [one for one in access.courses_in_order(request.person) if one != course]
    modules = [] if previews(request) else modules_to_test(road)
    context = {
        "course": course,
        "road": road,
        "steps": stairs(road),
        "tests": testable(modules),
        "others": others,
        "preview": previews(request),
    }
    return render(request, "practice/learn.html", context)


@require_GET
@may_look
def lesson(request: PersonRequest, code: str) -> HttpResponse:
    """Read one lesson, with its check question in the middle."""
    person = request.person
    found = access.lesson_for(person, code)
    shown = show_lesson(found, content_language(request), access.organisation_of(person))
    road = queries.road(person, found.module.course)
    context = {
        "lesson": found,
        "shown": shown,
        "minutes": minutes(found.minutes),
        "fallback_note": _fallback_note(shown),
        "others": other_languages(shown.available, shown.language),
        "parts": _parts(person, shown),
        "help_form": HelpForm(auto_id="help_%s", initial={"lesson": found.code}),
        "read_form": KeyedForm(auto_id="read_%s"),
        "read": found.pk in road.read,
        "known": found.pk in road.known,
        "next": road.after(found),
        "road": road,
        "preview": previews(request),
    }
    return render(request, "practice/lesson.html", context)


@require_POST
@takes_part
def read_lesson(request: PersonRequest, code: str) -> HttpResponse:
    """ "I have read this", then on to the next lesson."""
    found = access.lesson_for(request.person, code)
    form = KeyedForm(request.POST)
    if form.is_valid():
        finish_lesson(key=form.client_key, person=request.person, lesson=found)
    road = queries.road(request.person, found.module.course)
    # Done with everything: home, where an employee finds the certificate. Else on, also past what a test showed to be known.
    following = road.after(found) if road.next else None
    return (
        redirect("practice:lesson", following.code) if following else redirect(course_home(request.person, road.course))
    )


def _parts(person: Person, shown: Shown) -> list[dict[str, object]]:
    """The text up to each check with the check's question, and the text after the last."""
    questions = check_questions(shown.rendered.checks)
    parts: list[dict[str, object]] = [{"html": ""}]
    for block in shown.rendered.blocks:
        parts[-1]["html"] = f"{parts[-1]['html']}{block.html}"
        if block.check in questions:
            question = questions[block.check]
            parts[-1]["check"] = present_question(question, queries.learner_of(person), shown.language)
            parts[-1]["form"] = AnswerForm(initial={"question": question.pk, "where": Answer.Where.LESSON})
            parts.append({"html": ""})
    return parts


def _fallback_note(shown: Shown) -> str:
    """Says so when the lesson is not in the language of the page."""
    if shown.language == shown.wanted:
        return ""
    names = {"wanted": LANGUAGE_NAMES.get(shown.wanted, shown.wanted), "shown": LANGUAGE_NAMES[shown.language]}
    return gettext("This lesson is not in %(wanted)s yet. You see it in %(shown)s.") % names
