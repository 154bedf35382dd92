"""The short check, before anyone types a name."""

from django.http import HttpRequest, HttpResponse
from django.shortcuts import redirect, render
from django.urls import reverse
from django.utils.translation import get_language
from django.views.decorators.http import require_http_methods, require_safe

from opstap.admission.actions.save_draft import Typed, answers_of, given_in, save_draft, start_draft
from opstap.admission.forms.applying import CheckForm
from opstap.admission.models import Draft
from opstap.admission.pages.programme import said
from opstap.admission.queries import Shown
from opstap.admission.rules import eligibility
from opstap.admission.views import doors
from opstap.kit.clock import today


@doors.private
@require_http_methods(["GET", "HEAD", "POST"])
def check(request: HttpRequest, slug: str) -> HttpResponse:
    """The short check, before anyone types a name."""
    shown = doors.call_at(slug)
    draft = doors.draft_of(request, shown.call)
    if not doors.takes_new(shown) and draft is None:
        return redirect("admission:programme", shown.call.edition.programme.slug)
    rules = eligibility.read(shown.call.rules)
    if request.method == "POST":
        return _checked(request, shown, draft)
    given = doors.check_of(request, shown.call) or given_in(draft)
    form = CheckForm(rules, given) if "look" in request.GET else CheckForm(rules, initial=given)
    return render(request, "admission/apply/check.html", {**doors.facts_of(shown), "form": form, "draft": draft})


def _checked(request: HttpRequest, shown: Shown, draft: Draft | None) -> HttpResponse:
    rules = eligibility.read(shown.call.rules)
    given = {rule.code: str(request.POST.get(rule.code, "")) for rule in rules}
    verdict = eligibility.check(rules, given, today=today())
    if not verdict.fits:
        page = f"{reverse('admission:check', args=[shown.call.slug])}?look=1"
        response = redirect(page if verdict.missing else reverse("admission:not_yet", args=[shown.call.slug]))
        return doors.remember_check(response, shown.call, given)
    answers = answers_of(draft) if draft else {}
    language = draft.language if draft else (get_language() or "en")
    typed = Typed({**answers, "eligibility": given}, draft.address if draft else "", language)
    if draft is None:
        draft = start_draft(shown.call, typed=typed)
    else:
        save_draft(draft, typed=typed, version=draft.version)
    onward = doors.remember_draft(redirect("admission:form", shown.call.slug), draft)
    return doors.forget(onward, doors.CHECK)


@doors.private
@require_safe
def not_yet(request: HttpRequest, slug: str) -> HttpResponse:
    """What does not fit this round yet, why it is asked, and the other road for each."""
    shown = doors.call_at(slug)
    given = doors.check_of(request, shown.call)
    verdict = eligibility.check(eligibility.read(shown.call.rules), given, today=today())
    if not verdict.failures:
        return redirect("admission:check", slug)
    failures = [{"reason": said(one.reason), "alternative": said(one.alternative)} for one in verdict.failures]
    return render(request, "admission/apply/not_yet.html", {**doors.facts_of(shown), "failures": failures})
