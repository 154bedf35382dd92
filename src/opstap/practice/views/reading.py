"""How someone likes to read, and where they are: kept while they read."""

from dataclasses import replace

from django.conf import settings
from django.http import Http404, HttpRequest, HttpResponse
from django.shortcuts import redirect
from django.urls import reverse
from django.utils.translation import get_language
from django.views.decorators.http import require_POST

from opstap.curriculum.models import Lesson
from opstap.curriculum.queries import Shown, show_lesson
from opstap.kit.translated import language_of
from opstap.people.access import PersonRequest
from opstap.people.models import Person
from opstap.practice import access
from opstap.practice.actions.note_place import note_place
from opstap.practice.forms_reading import NONE, PlaceForm, ReadingForm
from opstap.practice.models import Answer
from opstap.practice.presenting_reading import place_of_check, places
from opstap.practice.queries import lesson_about
from opstap.practice.rules.reading import LANGUAGES, Preferences, read_preferences
from opstap.practice.views.choices import may_look, takes_part

# A second language and a size of text: no word about a person, so it stays in their browser alone.
COOKIE = "opstap_reading"
YEAR = 60 * 60 * 24 * 365


def preferences_of(request: HttpRequest) -> Preferences:
    """What this browser was told."""
    return read_preferences(request.COOKIES.get(COOKIE, ""))


def reading_form(request: HttpRequest, lesson: Lesson, shown: Shown) -> ReadingForm:
    """The form above a lesson, with the other languages that this lesson has."""
    asked = request.GET.get("in", "")
    return ReadingForm(
        auto_id="reading_%s",
        languages=[code for code in shown.available if code != shown.language],
        initial={
            "lesson": lesson.code,
            # Only a language that was asked for is kept: another one may be all that this lesson has.
            "language": asked if asked in LANGUAGES else "",
            "second": shown.second_language or NONE,
            "size": preferences_of(request).size,
        },
    )


@require_POST
@may_look
def prefer(request: PersonRequest) -> HttpResponse:
    """Keep the second language and the size of the text, and show the lesson so."""
    form = ReadingForm(request.POST)
    if not form.is_valid():
        raise Http404
    lesson = access.lesson_for(request.person, form.cleaned_data["lesson"])
    language, chosen, before = form.cleaned_data["language"], form.preferences(), preferences_of(request)
    shown = language_of(lesson.text, language or get_language())
    if not chosen.second and (before.second == shown or not lesson.text.get(before.second)):
        # It could not be chosen here, so it was not taken away either: the next lesson may have it.
        chosen = replace(chosen, second=before.second)
    asked = {"in": language} if language and language != get_language() else {}
    response = redirect(reverse("practice:lesson", args=[lesson.code], query=asked))
    response.set_cookie(
        COOKIE,
        chosen.as_text(),
        max_age=YEAR,
        httponly=True,
        samesite="Lax",
        secure=settings.SESSION_COOKIE_SECURE,
    )
    return response


@require_POST
@takes_part
def place(request: PersonRequest, code: str) -> HttpResponse:
    """Note the block where the reader is. A block that the lesson has not is of an older version, and is let go."""
    form = PlaceForm(request.POST)
    if not form.is_valid():
        raise Http404
    lesson = access.lesson_for(request.person, code)
    shown = show_lesson(lesson, form.cleaned_data["language"], access.organisation_of(request.person))
    here = places(shown.rendered).get(form.cleaned_data["anchor"])
    if here is not None:
        note_place(person=request.person, lesson=lesson, place=here, at=form.moment())
    return HttpResponse(status=204)


def note_check(person: Person, answer: Answer, language: str) -> None:
    """Who answers a question in a lesson is there in it: this much is known without a script too."""
    lesson = lesson_about(answer.question) if answer.where == Answer.Where.LESSON else None
    if lesson is None:
        return
    shown = show_lesson(lesson, language, access.organisation_of(person))
    here = place_of_check(shown.rendered, answer.question.code)
    if here is not None:
        note_place(person=person, lesson=lesson, place=here, at=answer.happened_at)
