"""A trainer before a lesson or a question: what stands there, what was there before, and may I change it?"""

from typing import Any

from django.contrib import messages
from django.http import Http404, HttpResponse
from django.shortcuts import redirect, render
from django.utils.translation import gettext as _
from django.views.decorators.http import require_http_methods, require_POST, require_safe

from opstap.curriculum.access.revisions import (
    course_for,
    lesson_to_edit,
    module_to_write_in,
    open_revision_of,
    question_to_edit,
)
from opstap.curriculum.actions.begin_revision import (
    BeingChangedError,
    begin_lesson,
    begin_new_question,
    begin_question,
)
from opstap.curriculum.forms.editing import NewQuestionForm
from opstap.curriculum.models import Lesson, Origin, Question
from opstap.curriculum.presenting_editing import OWN_NAMES, see_question, show_changes
from opstap.curriculum.queries import content, show_lesson
from opstap.curriculum.queries.revisions import (
    Content,
    lesson_content,
    older_lesson,
    older_question,
    question_content,
)
from opstap.curriculum.rules.content import changes
from opstap.curriculum.views.editing_courses import writes_content
from opstap.kit.forms import KeyedForm
from opstap.people.access import PersonRequest

ORIGINS = dict(Origin.choices)


def language_asked(request: PersonRequest, offered: list[str]) -> str:
    """`?language=`, else that of the page, else the first."""
    for wanted in (request.GET.get("language", ""), request.LANGUAGE_CODE.split("-")[0]):
        if wanted in offered:
            return wanted
    return offered[0] if offered else "en"


@require_safe
@writes_content
def lesson_text(request: PersonRequest, code: str, lesson: str) -> HttpResponse:
    """A lesson as it stands, with its history."""
    found = lesson_to_edit(request.person, code, lesson)
    languages = list(content.languages_of(found.text))
    language = language_asked(request, languages)
    context = {
        "course": found.module.course,
        "thing": found,
        "shown": show_lesson(found, language, None),
        "languages": [(one, OWN_NAMES[one], one == language) for one in languages],
        "open": open_revision_of(found),
        "history": [(past, ORIGINS.get(past.origin, past.origin)) for past in content.lesson_history(found)],
        "key_form": KeyedForm(auto_id=False),
    }
    return render(request, "curriculum/lesson_text.html", context)


@require_safe
@writes_content
def question_text(request: PersonRequest, code: str, question: str) -> HttpResponse:
    """A question as it stands, with its history."""
    found = question_to_edit(request.person, code, question)
    languages = list(content.languages_of(found.stem))
    language = language_asked(request, languages)
    context = {
        "course": found.course,
        "thing": found,
        "seen": see_question(question_content(found), language),
        "languages": [(one, OWN_NAMES[one], one == language) for one in languages],
        "open": open_revision_of(found),
        "history": [(past, ORIGINS.get(past.origin, past.origin)) for past in content.question_history(found)],
        "key_form": KeyedForm(auto_id=False),
    }
    return render(request, "curriculum/question_text.html", context)


@require_safe
@writes_content
def lesson_compare(request: PersonRequest, code: str, lesson: str) -> HttpResponse:
    """Any two versions of a lesson."""
    found = lesson_to_edit(request.person, code, lesson)
    return _compare(request, found, content.lesson_history(found))


@require_safe
@writes_content
def question_compare(request: PersonRequest, code: str, question: str) -> HttpResponse:
    """Any two versions of a question."""
    found = question_to_edit(request.person, code, question)
    return _compare(request, found, content.question_history(found))


def _compare(request: PersonRequest, thing: Lesson | Question, history: list[content.Past]) -> HttpResponse:
    numbers = [past.number for past in history]
    before = numbers[1] if len(numbers) > 1 else numbers[0]
    old, new = (_number(request, name, numbers, usual) for name, usual in (("from", before), ("to", numbers[0])))
    first, second = _older(thing, old), _older(thing, new)
    found = show_changes(changes(first, second), second)
    course = thing.module.course if isinstance(thing, Lesson) else thing.course
    context = {"course": course, "thing": thing, "numbers": numbers, "old": old, "new": new, "changes": found}
    return render(request, "curriculum/compare.html", {**context, "is_lesson": isinstance(thing, Lesson)})


def _number(request: PersonRequest, name: str, numbers: list[int], usual: int) -> int:
    given = request.GET.get(name, "")
    return int(given) if given.isdecimal() and len(given) < 7 and int(given) in numbers else usual


def _older(thing: Lesson | Question, number: int) -> Content:
    found = older_lesson(thing, number) if isinstance(thing, Lesson) else older_question(thing, number)
    if found is None:
        raise Http404
    return found


@require_POST
@writes_content
def lesson_change(request: PersonRequest, code: str, lesson: str) -> HttpResponse:
    """Begin to change a lesson, or bring an older version back as a proposal."""
    found = lesson_to_edit(request.person, code, lesson)
    standing = lesson_content(found)
    return _begin(request, found, standing, begin_lesson)


@require_POST
@writes_content
def question_change(request: PersonRequest, code: str, question: str) -> HttpResponse:
    """The same for a question."""
    found = question_to_edit(request.person, code, question)
    return _begin(request, found, question_content(found), begin_question)


def _begin(request: PersonRequest, thing: Any, standing: Content, begin: Any) -> HttpResponse:
    form = KeyedForm(request.POST)
    if not form.is_valid():
        raise Http404
    number = request.POST.get("version", "")
    brought = _older(thing, int(number)) if number.isdecimal() and len(number) < 7 else standing
    try:
        revision = begin(thing, by=request.person, key=form.client_key, content=brought)
    except BeingChangedError as there:
        revision = there.revision
        if revision.author_id != request.person.pk:
            messages.info(request, _("Somebody is changing this already. You see what they have so far."))
    return redirect("curriculum:revision", revision.pk)


@require_http_methods(["GET", "POST"])
@writes_content
def question_new(request: PersonRequest, code: str, module: str) -> HttpResponse:
    """A new question: which kind?"""
    found = module_to_write_in(request.person, code, module)
    form = NewQuestionForm(request.POST if request.method == "POST" else None)
    form.fields["kind"].choices = Question.Kind.choices  # type: ignore[attr-defined]
    if request.method == "POST" and form.is_valid():
        kind = form.cleaned_data["kind"]
        revision = begin_new_question(found, kind=kind, by=request.person, key=form.client_key)
        return redirect("curriculum:revision", revision.pk)
    context = {"course": course_for(request.person, code), "module": found, "form": form}
    return render(request, "curriculum/question_new.html", context, status=422 if form.is_bound else 200)
