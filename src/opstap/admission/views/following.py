"""Where is my application? By the link in a message, or signed in. And taking it back."""

from uuid import UUID

from django.http import HttpRequest, HttpResponse
from django.shortcuts import redirect, render
from django.utils.translation import gettext as _
from django.views.decorators.cache import never_cache
from django.views.decorators.http import require_http_methods, require_safe

from opstap.admission import access, queries
from opstap.admission.actions.confirm_application import confirm_application
from opstap.admission.actions.place import PlaceInUseError
from opstap.admission.actions.withdraw_application import withdraw_application
from opstap.admission.links import Purpose, token_for
from opstap.admission.models import Application, Draft
from opstap.admission.pages.application import OUTCOMES, application_rows, decision_rows, draft_rows, standing
from opstap.admission.pages.programme import said
from opstap.kit.forms import KeyedForm
from opstap.people.access import PersonRequest, requires


@never_cache
@require_safe
def status(request: HttpRequest, token: str) -> HttpResponse:
    """By the link."""
    application = access.application_by_link(token)
    return _page(request, application, {"name": "admission:withdraw", "key": token})


@never_cache
@requires()
@require_safe
def own(request: PersonRequest, pk: UUID) -> HttpResponse:
    """Signed in."""
    application = access.own_application(request.person, pk)
    return _page(request, application, {"name": "admission:withdraw_own", "key": pk})


@never_cache
@requires()
@require_safe
def mine(request: PersonRequest) -> HttpResponse:
    """Everything that this person applied for."""
    rows = [
        {
            "application": one,
            "name": said(one.call.edition.programme.name),
            "title": OUTCOMES[one.status](),
        }
        for one in access.own_applications(request.person)
    ]
    return render(request, "admission/status/mine.html", {"applications": rows})


@never_cache
@require_http_methods(["GET", "HEAD", "POST"])
def withdraw(request: HttpRequest, token: str) -> HttpResponse:
    """Take it back, by the link."""
    application = access.application_by_link(token)
    return _withdraw(request, application, back=("admission:status", token))


@never_cache
@requires()
@require_http_methods(["GET", "HEAD", "POST"])
def withdraw_own(request: PersonRequest, pk: UUID) -> HttpResponse:
    """Take it back, signed in."""
    application = access.own_application(request.person, pk)
    return _withdraw(request, application, back=("admission:own", pk))


@never_cache
@require_http_methods(["GET", "HEAD", "POST"])
def confirm(request: HttpRequest, token: str) -> HttpResponse:
    """The owner of an address sees what was sent in their name, and says that it was them."""
    waiting = access.waiting_by_link(token)
    if isinstance(waiting, Application):
        return redirect("admission:status", token_for(Purpose.STATUS, waiting.pk))
    if request.method == "POST":
        application = confirm_application(waiting)
        return redirect("admission:status", token_for(Purpose.STATUS, application.pk))
    return render(request, "admission/status/confirm.html", _waiting(waiting))


def _waiting(draft: Draft) -> dict[str, object]:
    rows = [{"label": row.label, "value": row.value} for row in draft_rows(draft, None)]
    return {"rows": rows, "name": said(draft.call.edition.programme.name), "draft": draft}


def _page(request: HttpRequest, application: Application, withdraw_at: dict[str, object]) -> HttpResponse:
    context = {
        "application": application,
        "name": said(application.call.edition.programme.name),
        "standing": standing(application),
        "decisions": decision_rows(list(queries.decisions_of(application))),
        "rows": application_rows(application),
        "can_withdraw": access.can_withdraw(application.person, application),
        "withdraw_at": withdraw_at,
    }
    return render(request, "admission/status/status.html", context)


def _withdraw(request: HttpRequest, application: Application, *, back: tuple[str, object]) -> HttpResponse:
    if not access.can_withdraw(application.person, application):
        return redirect(*back)
    form = KeyedForm(request.POST if request.method == "POST" else None)
    if request.method == "POST" and form.is_valid():
        try:
            withdraw_application(application, by=application.person, key=form.client_key)
        except PlaceInUseError:
            form.add_error(None, _("You are in class already. Talk with your coach: together you find a way."))
        else:
            return redirect(*back)
    context = {"form": form, "application": application, "name": said(application.call.edition.programme.name)}
    context["back"] = back
    return render(request, "admission/status/withdraw.html", context, status=422 if form.errors else 200)
