"""The road through a course, and its lessons."""

from collections.abc import Sequence
from dataclasses import dataclass

from django.http import HttpResponse
from django.shortcuts import redirect, render
from django.urls import reverse
from django.utils.translation import gettext, pgettext_lazy
from django.views.decorators.http import require_GET, require_POST

from opstap.curriculum.models import Course
from opstap.curriculum.queries import Shown, check_questions, show_lesson
from opstap.kit.clock import now
from opstap.kit.forms import KeyedForm
from opstap.people.access import PersonRequest
from opstap.practice import access, queries
from opstap.practice.actions.finish_lesson import finish_lesson
from opstap.practice.forms import AnswerForm, HelpForm
from opstap.practice.models import Answer, Learner
from opstap.practice.presenting import course_home, minutes, other_languages
from opstap.practice.presenting_questions import QuestionPage, present_question
from opstap.practice.presenting_reading import go_on, reading_rows
from opstap.practice.presenting_road import staircase_of
from opstap.practice.queries import Road
from opstap.practice.queries.papers import modules_to_test
from opstap.practice.queries.placement import fits_now
from opstap.practice.queries.places import begun, place_in
from opstap.practice.rules.reading import minutes_left
from opstap.practice.views.choices import (
    chosen_course,
    content_language,
    keeping_language,
    may_look,
    previews,
    takes_part,
)
from opstap.practice.views.reading import preferences_of, reading_form


@dataclass(frozen=True, slots=True)
class Check:
    """A question in a lesson, and the form with which it is answered there."""

    page: QuestionPage
    form: AnswerForm


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
    courses = access.courses_in_order(request.person)
    others = [one for one in courses if one != course]
    modules = [] if previews(request) else modules_to_test(road)
    context = {
        "course": course,
        "road": road,
        "stairs": staircase_of(road, modules),
        "others": others,
        "preview": previews(request),
        "placing": not previews(request) and not road.done and _placing(request, courses),
        **_in_the_middle(request, road),
    }
    return render(request, "practice/learn.html", context)


def _placing(request: PersonRequest, courses: Sequence[Course]) -> bool:
    """Whether finding out where to begin is a first step."""
    answered = queries.learner_of(request.person).answers_counted > 0
    return fits_now(request.person, courses, answered=answered)


@require_GET
@may_look
def lesson(request: PersonRequest, code: str) -> HttpResponse:
    """Read one lesson, in one language or two, with its questions where they stand in it."""
    person = request.person
    found = access.lesson_for(person, code)
    liked = preferences_of(request)
    shown = show_lesson(found, content_language(request), access.organisation_of(person), liked.second)
    road = queries.road(person, found.module.course)
    preview = previews(request)
    learner = queries.learner_of(person)
    place = None if preview else place_in(learner, found)
    checks = _checks(learner, shown)
    context = {
        "lesson": found,
        "shown": shown,
        "minutes": minutes(found.minutes),
        "fallback_note": _fallback_note(shown),
        "others": other_languages(shown.available, shown.language),
        "rows": [(row, checks.get(row.check)) for row in reading_rows(shown)],
        "liked": liked,
        "reading_form": reading_form(request, found, shown),
        "go_on": go_on(found.minutes, shown.rendered, place),
        "opened": round(now().timestamp() * 1000),
        "help_form": HelpForm(auto_id="help_%s", initial={"lesson": found.code}),
        "read_form": KeyedForm(auto_id="read_%s"),
        "read": found.pk in road.read,
        "known": found.pk in road.known,
        "next": road.after(found),
        "road": road,
        "preview": preview,
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
    if following is None:
        return redirect(course_home(request.person, road.course))
    return redirect(keeping_language(request, reverse("practice:lesson", args=[following.code])))


def _checks(learner: Learner, shown: Shown) -> dict[str, Check]:
    """The questions of the lesson by their code, each with its form; ids of several forms on a page differ."""
    questions = check_questions(shown.rendered.checks)
    return {
        code: Check(
            present_question(question, learner, shown.language),
            AnswerForm(
                auto_id=f"{code}-%s".replace(".", "-"), initial={"question": question.pk, "where": Answer.Where.LESSON}
            ),
        )
        for code, question in questions.items()
    }


def _in_the_middle(request: PersonRequest, road: Road) -> dict[str, object]:
    """Where the next lesson goes on, with the minutes that are left of it, and another one that lies open."""
    places = [] if previews(request) else begun(request.person, road)
    here = next((place for place in places if place.lesson == road.next), None)
    return {
        "here": here,
        "left": minutes_left(here.lesson.minutes, here.share) if here else 0,
        "also": next((place.lesson for place in places if place is not here), None),
    }


def _fallback_note(shown: Shown) -> str:
    """Says so when the lesson is not in the language of the page."""
    if shown.language == shown.wanted:
        return ""
    names = {"wanted": LANGUAGE_NAMES.get(shown.wanted, shown.wanted), "shown": LANGUAGE_NAMES[shown.language]}
    return gettext("This lesson is not in %(wanted)s yet. You see it in %(shown)s.") % names
