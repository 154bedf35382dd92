"""The application itself."""

from django.http import HttpRequest, HttpResponse, QueryDict
from django.shortcuts import redirect, render
from django.urls import reverse
from django.views.decorators.http import require_http_methods

from opstap.admission.actions.keep_for_later import keep_for_later
from opstap.admission.actions.save_draft import Answer, Typed, answers_of, given_in, save_draft
from opstap.admission.forms.applying import ApplicationForm, address_typed
from opstap.admission.models import Draft
from opstap.admission.queries import Shown
from opstap.admission.views import doors
from opstap.kit.translated import LANGUAGES
from opstap.people.models import NoticeKind
from opstap.people.queries.consents import newest_notice


@doors.private
@require_http_methods(["GET", "HEAD", "POST"])
def form(request: HttpRequest, slug: str) -> HttpResponse:
    """The application itself. What was typed is kept first and looked at afterwards.

    Every answer to a POST leads to a page of its own, so that a browser can go back and forth without sending again.
    """
    shown = doors.call_at(slug)
    draft = doors.draft_of(request, shown.call)
    if draft is None or not doors.takes_begun(shown):
        return redirect("admission:check", slug)
    if request.method == "POST":
        return _filled(request, shown, draft)
    context = {**doors.facts_of(shown), "form": _form_of(request, draft)}
    return doors.remember_draft(render(request, "admission/apply/form.html", context), draft)


def _form_of(request: HttpRequest, draft: Draft) -> ApplicationForm:
    answers = answers_of(draft)
    typed = {**answers, "version": draft.version, "notice": "on" if answers.get("notice") else ""}
    if look := request.GET.get("look"):
        checked = ApplicationForm(typed)
        if look == "address":
            # To go on later, only the address has to be right.
            checked.keep_errors_of("address")
        return checked
    person = doors.signed_in(request)
    known = {"name": person.name, "address": person.email or person.phone or ""} if person else {}
    return ApplicationForm(initial={**known, **typed, "language": draft.language})


def _filled(request: HttpRequest, shown: Shown, draft: Draft) -> HttpResponse:
    posted, later, slug = request.POST.copy(), "later" in request.POST, shown.call.slug
    filled = ApplicationForm(posted)
    valid = filled.is_valid()
    typed = _typed(filled, draft, complete=valid)
    if not save_draft(draft, typed=typed, version=filled.cleaned_data.get("version", 0)):
        draft.refresh_from_db(fields=["answers", "version", "address", "language"])
        posted["version"] = str(draft.version)
        context = {**doors.facts_of(shown), "form": filled, "newer": answers_of(draft)}
        return doors.remember_draft(render(request, "admission/apply/form.html", context, status=409), draft)
    if later and draft.address:
        keep_for_later(draft)
        response = doors.remember_address(redirect("admission:kept", slug), draft.address)
        return doors.forget(response, doors.DRAFT)
    if valid and not later:
        return doors.remember_draft(redirect("admission:review", slug), draft)
    look = "address" if later else "all"
    return doors.remember_draft(redirect(f"{reverse('admission:form', args=[slug])}?look={look}"), draft)


def _typed(filled: ApplicationForm, draft: Draft, *, complete: bool) -> Typed:
    posted = filled.data
    listed = posted.getlist("availability") if isinstance(posted, QueryDict) else []
    answers: dict[str, Answer] = {
        **{name: str(posted.get(name, "")) for name in ("name", "address", "language", "motivation", "referrer")},
        "availability": [str(day) for day in listed],
        "eligibility": given_in(draft),
        "notice": _notice() if posted.get("notice") else "",
        "complete": complete,
    }
    language = str(posted.get("language", ""))
    return Typed(answers, address_typed(filled), language if language in LANGUAGES else draft.language)


def _notice() -> str:
    version = newest_notice(NoticeKind.PRIVACY)
    return str(version.pk) if version else "none"
