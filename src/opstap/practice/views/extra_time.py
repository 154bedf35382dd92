"""More time in mock exams for someone who will have it in the real one."""

from uuid import UUID

from django.contrib import messages
from django.http import Http404, HttpResponse
from django.shortcuts import redirect, render
from django.utils.translation import gettext
from django.views.decorators.http import require_http_methods

from opstap.kit.clock import BRUSSELS
from opstap.people.access import PersonRequest, requires
from opstap.practice.access_extra_time import GIVES, extra_times_visible_to, person_given_time
from opstap.practice.actions.answer_question import KeyTakenError
from opstap.practice.actions.give_extra_time import give_extra_time
from opstap.practice.forms_papers import ExtraTimeForm


@require_http_methods(["GET", "POST"])
@requires(*GIVES)
def extra_time(request: PersonRequest, pk: UUID) -> HttpResponse:
    """How much time this person has in mock exams, and another choice."""
    person = person_given_time(request.person, pk)
    newest = extra_times_visible_to(request.person).filter(learner__person=person).order_by("-recorded_at", "-pk")
    given = newest.select_related("by").first()
    form = ExtraTimeForm(request.POST or None, initial={"factor": str(given.factor if given else 1.0)})
    if request.method == "POST" and form.is_valid():
        try:
            give_extra_time(person, factor=form.cleaned_data["factor"], by=request.person, key=form.client_key)
        except KeyTakenError as error:
            raise Http404 from error
        messages.success(request, gettext("Kept. It counts from the next mock exam on."))
        return redirect("practice:extra_time", pk)
    since = given.recorded_at.astimezone(BRUSSELS) if given else None
    context = {"whose": person, "form": form, "given": given, "since": since}
    return render(request, "practice/extra_time.html", context, status=422 if form.errors else 200)
