""" "I'm stuck here": two taps that reach a coach."""

from django.contrib import messages
from django.http import Http404, HttpResponse
from django.shortcuts import redirect, render
from django.urls import reverse
from django.utils.translation import get_language
from django.utils.translation import gettext as _
from django.views.decorators.http import require_http_methods, require_POST

from opstap.curriculum.queries import Shown, show_lesson
from opstap.kit.translated import in_language
from opstap.messages.actions.ask_for_help import ask_for_help
from opstap.people.access import PersonRequest, requires
from opstap.people.models import Person, Role
from opstap.practice import access
from opstap.practice.actions.note_place import note_place
from opstap.practice.forms import HelpForm
from opstap.practice.presenting_reading import places, quote_of
from opstap.practice.views.choices import content_language, takes_part

# An employee of an employer has no coach here.
learns = requires(Role.LEARNER)


@require_POST
@takes_part
def stuck(request: PersonRequest) -> HttpResponse:
    """Tell the coach where this person is stuck; the words are optional."""
    form = HelpForm(request.POST)
    if not form.is_valid():
        raise Http404
    kind, about, title, back = _place(request.person, form)
    ask_for_help(
        key=form.client_key,
        person=request.person,
        about_type=kind,
        about_id=about,
        about_title=title,
        words=form.cleaned_data["words"],
    )
    messages.success(request, _("Your coach knows that you are stuck here. You may go on in the meantime."))
    return redirect(back)


@require_http_methods(["GET", "HEAD", "POST"])
@learns
def stuck_here(request: PersonRequest, code: str, anchor: str) -> HttpResponse:
    """Stuck at one paragraph: it is quoted, words may be added, and one comes back to it."""
    person = request.person
    lesson = access.lesson_for(person, code)
    shown = show_lesson(lesson, content_language(request), access.organisation_of(person))
    quote = quote_of(shown.rendered, anchor)
    back = _paragraph(lesson.code, shown, anchor if quote else "")
    form = HelpForm(request.POST or None, initial={"lesson": lesson.code})
    if not form.is_valid():
        context = {"form": form, "lesson": lesson, "shown": shown, "quote": quote, "back": back}
        return render(request, "practice/stuck_here.html", context)
    ask_for_help(
        key=form.client_key,
        person=person,
        about_type="lesson",
        about_id=lesson.code,
        about_title=shown.title,
        about_place=anchor if quote else "",
        about_quote=quote,
        words=form.cleaned_data["words"],
    )
    if quote:
        note_place(person=person, lesson=lesson, place=places(shown.rendered)[anchor])
    messages.success(request, _("Your coach knows that you are stuck here. You may go on in the meantime."))
    return redirect(back)


def _paragraph(code: str, shown: Shown, anchor: str) -> str:
    """The paragraph in the lesson, in the language that it was read in."""
    asked = {"in": shown.language} if shown.language != get_language() else {}
    return reverse("practice:lesson", args=[code], query=asked, fragment=anchor or None)


def _place(person: Person, form: HelpForm) -> tuple[str, str, str, str]:
    """What the help is about: kind, id, title, and the page to go back to; Http404 when it is not theirs to see."""
    if code := form.cleaned_data["lesson"]:
        lesson = access.lesson_for(person, code)
        return "lesson", lesson.code, in_language(lesson.title), reverse("practice:lesson", args=[lesson.code])
    if pk := form.cleaned_data["question"]:
        question = access.question_for(person, pk)
        return "question", question.code, in_language(question.stem), reverse("practice:practise")
    raise Http404
