"""Go on with a saved application, by a code to its address."""

from django.http import HttpRequest, HttpResponse
from django.shortcuts import redirect, render
from django.utils.translation import gettext as _
from django.views.decorators.cache import never_cache
from django.views.decorators.http import require_http_methods

from opstap.admission.actions.resume_draft import Refusal, resume_draft
from opstap.admission.actions.send_code import send_code
from opstap.admission.forms.address import ResumeForm
from opstap.admission.forms.applying import CodeForm
from opstap.admission.pages.application import hinted
from opstap.admission.pages.programme import said
from opstap.admission.rules.codes import HOLDS
from opstap.admission.views import doors


@never_cache
@require_http_methods(["GET", "HEAD", "POST"])
def resume(request: HttpRequest, slug: str) -> HttpResponse:
    """Where may the code go? The answer is the same whether something is saved there or not."""
    call = doors.call_at(slug).call
    form = ResumeForm(request.POST or None)
    if request.method == "POST" and form.is_valid():
        send_code(call, address=form.cleaned_data["address"])
        return doors.remember_address(redirect("admission:resume_code", slug), form.cleaned_data["address"])
    context = {"call": call, "name": said(call.edition.programme.name), "form": form}
    return render(request, "admission/apply/resume.html", context, status=422 if form.errors else 200)


@never_cache
@require_http_methods(["GET", "HEAD", "POST"])
def code(request: HttpRequest, slug: str) -> HttpResponse:
    """Type the code."""
    call, address = doors.call_at(slug).call, doors.address_of(request)
    if not address:
        return redirect("admission:resume", slug)
    form = CodeForm(request.POST or None)
    if request.method == "POST" and form.is_valid():
        opened = resume_draft(call, address=address, code=form.cleaned_data["code"])
        if not isinstance(opened, Refusal):
            response = doors.remember_draft(redirect("admission:form", slug), opened)
            return doors.forget(response, doors.ADDRESS)
        form.add_error("code", _sentence(opened))
    context = {
        "call": call,
        "form": form,
        "hint": hinted(address),
        "address": address,
        "minutes": int(HOLDS.total_seconds() // 60),
    }
    return render(request, "admission/apply/code.html", context, status=422 if form.errors else 200)


def _sentence(refusal: Refusal) -> str:
    return {
        Refusal.WRONG: _("This code is not right. Look again at the newest message."),
        Refusal.EXPIRED: _("This code is too old. Ask for a new one."),
        Refusal.TOO_MANY: _("That was the wrong code too often. Ask for a new one."),
    }[refusal]
