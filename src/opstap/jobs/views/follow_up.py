"""Does the job last? Two taps: the link, the answer. Nobody signs in for it."""

from django.contrib import messages as flash
from django.http import HttpRequest, HttpResponse
from django.shortcuts import redirect, render
from django.utils.translation import gettext as _
from django.views.decorators.cache import never_cache
from django.views.decorators.http import require_http_methods

from opstap.jobs.access import own
from opstap.jobs.actions.answer_follow_up import answer_follow_up
from opstap.jobs.forms.steps import FollowUpForm
from opstap.jobs.models import FollowUp


@never_cache
@require_http_methods(["GET", "HEAD", "POST"])
def follow_up(request: HttpRequest, token: str) -> HttpResponse:
    """Four buttons, answered once; afterwards what was answered."""
    found = own.follow_up_by_link(token)
    form = FollowUpForm(request.POST if request.method == "POST" else None)
    if form.is_valid():
        answer_follow_up(found, answer=form.cleaned_data["answer"], by=None, key=form.client_key)
        return redirect("jobs:follow_up", token)
    if request.method == "POST":
        flash.error(request, _("Tap one of the four."))
        return redirect("jobs:follow_up", token)
    context = {
        "follow_up": found,
        "answers": FollowUp.Answer.choices,
        "form": form,
        "said": FollowUp.Answer(found.answer).label if found.answer else "",
        "works": found.answer in FollowUp.WORKS,
    }
    return render(request, "jobs/follow_up.html", context)
