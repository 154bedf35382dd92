"""A last look, sent, thanks; or set aside, or thrown away."""

from django.http import HttpRequest, HttpResponse
from django.shortcuts import redirect, render
from django.views.decorators.cache import never_cache
from django.views.decorators.http import require_POST, require_safe

from opstap.admission import queries
from opstap.admission.actions.save_draft import answers_of, forget_draft
from opstap.admission.actions.send_application import SendRefusedError, send_application
from opstap.admission.forms.applying import SendForm
from opstap.admission.pages.application import draft_rows, hinted
from opstap.admission.pages.programme import road
from opstap.admission.views import doors


@doors.private
@require_safe
def review(request: HttpRequest, slug: str) -> HttpResponse:
    """A last look at everything, and the button that sends it."""
    shown = doors.call_at(slug)
    draft = doors.draft_of(request, shown.call)
    if draft is None or not answers_of(draft).get("complete"):
        return redirect("admission:form", slug)
    rows = draft_rows(draft, queries.referrer(str(answers_of(draft).get("referrer", ""))))
    context = {**doors.facts_of(shown), "rows": rows, "form": SendForm(initial={"key": draft.key})}
    return render(request, "admission/apply/review.html", context)


@require_POST
def send(request: HttpRequest, slug: str) -> HttpResponse:
    """Send it. Twice is once."""
    form = SendForm(request.POST)
    if not form.is_valid():
        return redirect("admission:review", slug)
    try:
        address = send_application(doors.draft_id(request), key=form.client_key, by=doors.signed_in(request))
    except SendRefusedError as refusal:
        return _refused(request, slug, refusal.code)
    response = doors.forget(redirect("admission:sent", slug), doors.DRAFT)
    return doors.remember_address(response, address) if address else response


def _refused(request: HttpRequest, slug: str, code: str) -> HttpResponse:
    if code in {"incomplete", "not_eligible"}:
        return redirect("admission:form" if code == "incomplete" else "admission:check", slug)
    context = {**doors.facts_of(doors.call_at(slug)), "code": code}
    return render(request, "admission/apply/refused.html", context, status=409)


@never_cache
@require_safe
def sent(request: HttpRequest, slug: str) -> HttpResponse:
    """Thanks, what happens next and when; the same for everybody."""
    shown = doors.call_at(slug)
    address = doors.address_of(request)
    context = {**doors.facts_of(shown), "hint": hinted(address), "road": road(shown, at=1)}
    return render(request, "admission/apply/sent.html", context)


@never_cache
@require_safe
def kept(request: HttpRequest, slug: str) -> HttpResponse:
    """Set aside: how to go on later."""
    address = doors.address_of(request)
    context = {**doors.facts_of(doors.call_at(slug)), "hint": hinted(address)}
    return render(request, "admission/apply/kept.html", context)


@require_POST
def forget(request: HttpRequest, slug: str) -> HttpResponse:
    """Throw away what was typed: for a shared phone, or a new start."""
    draft = doors.draft_of(request, doors.call_at(slug).call)
    if draft is not None:
        forget_draft(draft)
    return doors.forget(redirect("admission:check", slug), doors.DRAFT, doors.ADDRESS)
