""" "I'm stuck here": two taps that reach a coach."""

from django.contrib import messages
from django.http import Http404, HttpResponse
from django.shortcuts import redirect
from django.urls import reverse
from django.utils.translation import gettext as _
from django.views.decorators.http import require_POST

from opstap.kit.translated import in_language
from opstap.messages.actions.ask_for_help import ask_for_help
from opstap.people.access import PersonRequest
from opstap.people.models import Person
from opstap.practice import access
from opstap.practice.forms import HelpForm
from opstap.practice.views.choices import takes_part


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


def _place(person: Person, form: HelpForm) -> tuple[str, str, str, str]:
    """What the help is about: kind, id, title, and the page to go back to; Http404 when it is not theirs to see."""
    if code := form.cleaned_data["lesson"]:
        lesson = access.lesson_for(person, code)
        return "lesson", lesson.code, in_language(lesson.title), reverse("practice:lesson", args=[lesson.code])
    if pk := form.cleaned_data["question"]:
        question = access.question_for(person, pk)
        return "question", question.code, in_language(question.stem), reverse("practice:practise")
    raise Http404
