"""Apply: a short check, the form, a last look, sent. Each page works by itself, without JavaScript."""

from django.http import HttpRequest, HttpResponse, QueryDict
from django.shortcuts import redirect, render
from django.utils.translation import get_language
from django.views.decorators.cache import cache_control, never_cache
from django.views.decorators.http import require_http_methods, require_POST, require_safe

from opstap.admission import queries
from opstap.admission.actions.keep_for_later import keep_for_later
from opstap.admission.actions.save_draft import Answer, Typed, answers_of, forget_draft, save_draft, start_draft
from opstap.admission.actions.send_application import SendRefusedError, send_application
from opstap.admission.forms.applying import ApplicationForm, CheckForm, SendForm, address_typed
from opstap.admission.models import Draft
from opstap.admission.pages.application import draft_rows
from opstap.admission.pages.programme import road, said
from opstap.admission.queries import Shown
from opstap.admission.rules import eligibility
from opstap.admission.views import doors
from opstap.kit.clock import today
from opstap.kit.translated import LANGUAGES
from opstap.people.models import NoticeKind
from opstap.people.queries.consents import newest_notice
from opstap.people.rules.address import hint_of

# Not "no-store": a browser that goes back must find what was typed.
_private = cache_control(private=True, max_age=0)


@_private
@require_http_methods(["GET", "HEAD", "POST"])
def check(request: HttpRequest, slug: str) -> HttpResponse:
    """The short check, before anyone types a name."""
    shown = doors.call_at(slug)
    draft = doors.draft_of(request, shown.call)
    if not doors.takes_new(shown) and draft is None:
        return redirect("admission:programme", shown.call.edition.programme.slug)
    rules = eligibility.read(shown.call.rules)
    given = answers_of(draft).get("eligibility") if draft else None
    form = CheckForm(rules, request.POST or None, initial=given if isinstance(given, dict) else None)
    if request.method == "POST" and form.is_valid():
        return _checked(request, shown, draft, {rule.code: str(form.cleaned_data[rule.code]) for rule in rules})
    context = {**_of(shown), "form": form, "draft": draft}
    return render(request, "admission/apply/check.html", context, status=422 if form.errors else 200)


def _checked(request: HttpRequest, shown: Shown, draft: Draft | None, given: dict[str, str]) -> HttpResponse:
    verdict = eligibility.check(eligibility.read(shown.call.rules), given, today=today())
    if not verdict.fits:
        failures = [{"reason": said(one.reason), "alternative": said(one.alternative)} for one in verdict.failures]
        return render(request, "admission/apply/not_yet.html", {**_of(shown), "failures": failures})
    answers = answers_of(draft) if draft else {}
    language = draft.language if draft else (get_language() or "en")
    typed = Typed({**answers, "eligibility": given}, draft.address if draft else "", language)
    if draft is None:
        draft = start_draft(shown.call, typed=typed)
    else:
        save_draft(draft, typed=typed, version=draft.version)
    return doors.remember_draft(redirect("admission:form", shown.call.slug), draft)


@_private
@require_http_methods(["GET", "HEAD", "POST"])
def form(request: HttpRequest, slug: str) -> HttpResponse:
    """The application itself. What was typed is kept first and looked at afterwards."""
    shown = doors.call_at(slug)
    draft = doors.draft_of(request, shown.call)
    if draft is None or not doors.takes_begun(shown):
        return redirect("admission:check", slug)
    if request.method == "POST":
        return _filled(request, shown, draft)
    answers = answers_of(draft)
    initial = {**answers, "language": draft.language, "version": draft.version, "notice": bool(answers.get("notice"))}
    person = doors.signed_in(request)
    if person is not None:
        initial = {"name": person.name, "address": person.email or person.phone or "", **initial}
    context = {**_of(shown), "form": ApplicationForm(initial=initial)}
    return doors.remember_draft(render(request, "admission/apply/form.html", context), draft)


def _filled(request: HttpRequest, shown: Shown, draft: Draft) -> HttpResponse:
    posted = request.POST.copy()
    filled = ApplicationForm(posted)
    valid = filled.is_valid()
    version = filled.cleaned_data.get("version", 0)
    saved = save_draft(draft, typed=_typed(filled, draft, complete=valid), version=version)
    if not saved:
        draft.refresh_from_db(fields=["answers", "version", "address", "language"])
    posted["version"] = str(draft.version)
    context = {**_of(shown), "form": filled, "newer": None if saved else answers_of(draft)}
    if not saved:
        response = render(request, "admission/apply/form.html", context, status=409)
    elif "later" in posted and draft.address:
        keep_for_later(draft)
        response = doors.remember_address(redirect("admission:kept", shown.call.slug), draft.address)
        return doors.forget(response, doors.DRAFT)
    elif valid and "later" not in posted:
        response = redirect("admission:review", shown.call.slug)
    else:
        if "later" in posted:
            # To go on later, only the address has to be right.
            filled.keep_errors_of("address")
        response = render(request, "admission/apply/form.html", context, status=422)
    return doors.remember_draft(response, draft)


def _typed(filled: ApplicationForm, draft: Draft, *, complete: bool) -> Typed:
    posted = filled.data
    listed = posted.getlist("availability") if isinstance(posted, QueryDict) else []
    answers: dict[str, Answer] = {
        **{name: str(posted.get(name, "")) for name in ("name", "address", "motivation", "referrer")},
        "availability": listed,
        "eligibility": answers_of(draft).get("eligibility", {}),
        "notice": _notice() if posted.get("notice") else "",
        "complete": complete,
    }
    language = str(posted.get("language", ""))
    return Typed(answers, address_typed(filled), language if language in LANGUAGES else draft.language)


def _notice() -> str:
    version = newest_notice(NoticeKind.PRIVACY)
    return str(version.pk) if version else "none"


@_private
@require_safe
def review(request: HttpRequest, slug: str) -> HttpResponse:
    """A last look at everything, and the button that sends it."""
    shown = doors.call_at(slug)
    draft = doors.draft_of(request, shown.call)
    if draft is None or not answers_of(draft).get("complete"):
        return redirect("admission:form", slug)
    rows = draft_rows(draft, queries.referrer(str(answers_of(draft).get("referrer", ""))))
    context = {**_of(shown), "rows": rows, "form": SendForm(initial={"key": draft.key})}
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
    context = {**_of(doors.call_at(slug)), "code": code}
    return render(request, "admission/apply/refused.html", context, status=409)


@never_cache
@require_safe
def sent(request: HttpRequest, slug: str) -> HttpResponse:
    """Thanks, what happens next and when; the same for everybody."""
    shown = doors.call_at(slug)
    address = doors.address_of(request)
    context = {**_of(shown), "hint": hint_of(address) if address else "", "road": road(shown, at=1)}
    return render(request, "admission/apply/sent.html", context)


@never_cache
@require_safe
def kept(request: HttpRequest, slug: str) -> HttpResponse:
    """Set aside: how to go on later."""
    address = doors.address_of(request)
    context = {**_of(doors.call_at(slug)), "hint": hint_of(address) if address else ""}
    return render(request, "admission/apply/kept.html", context)


@require_POST
def forget(request: HttpRequest, slug: str) -> HttpResponse:
    """Throw away what was typed: for a shared phone, or a new start."""
    draft = doors.draft_of(request, doors.call_at(slug).call)
    if draft is not None:
        forget_draft(draft)
    return doors.forget(redirect("admission:check", slug), doors.DRAFT, doors.ADDRESS)


def _of(shown: Shown) -> dict[str, object]:
    programme = shown.call.edition.programme
    return {"shown": shown, "call": shown.call, "programme": programme, "name": said(programme.name)}
