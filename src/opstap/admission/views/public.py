"""The candidate's first page, and leaving an address."""

from django.http import Http404, HttpRequest, HttpResponse
from django.shortcuts import redirect, render
from django.utils.translation import get_language
from django.views.decorators.http import require_http_methods, require_safe

from opstap.admission import access, queries
from opstap.admission.actions.leave_interest import leave_interest
from opstap.admission.actions.withdraw_interest import withdraw_interest
from opstap.admission.forms.address import InterestForm
from opstap.admission.pages.programme import programme_page, said
from opstap.kit.clock import now
from opstap.people.actions.open_installation import is_empty
from opstap.programme.models import Programme


@require_safe
def home(request: HttpRequest) -> HttpResponse:
    """The one programme, or a choice of several."""
    programmes = queries.programmes()
    if len(programmes) == 1:
        return _page(request, programmes[0])
    if not programmes and is_empty():
        return redirect("start")  # a fresh installation: whoever runs it opens it there
    listed = [{"slug": one.slug, "name": said(one.name), "promise": said(one.promise)} for one in programmes]
    return render(request, "admission/programmes.html", {"programmes": listed})


@require_safe
def programme(request: HttpRequest, slug: str) -> HttpResponse:
    """One programme."""
    return _page(request, _programme(slug))


@require_http_methods(["GET", "HEAD", "POST"])
def leave(request: HttpRequest, slug: str) -> HttpResponse:
    """Leave a number or address."""
    found = _programme(slug)
    form = InterestForm(request.POST or None, initial={"language": get_language()})
    if request.method == "POST" and form.is_valid():
        leave_interest(
            found,
            address=form.cleaned_data["address"],
            language=form.cleaned_data["language"],
            key=form.client_key,
        )
        return redirect("admission:interest_left", slug)
    context = {"programme": found, "name": said(found.name), "form": form}
    return render(request, "admission/interest/leave.html", context, status=422 if form.errors else 200)


@require_safe
def interest_left(request: HttpRequest, slug: str) -> HttpResponse:
    """Thanks; says nothing of the address."""
    found = _programme(slug)
    return render(request, "admission/interest/left.html", {"programme": found, "name": said(found.name)})


@require_http_methods(["GET", "HEAD", "POST"])
def interest(request: HttpRequest, token: str) -> HttpResponse:
    """Hear nothing more, by the link in a message."""
    found = access.interest_by_link(token)
    if request.method == "POST":
        withdraw_interest(found)
        return redirect("admission:interest", token)
    context = {"interest": found, "name": said(found.programme.name)}
    return render(request, "admission/interest/withdraw.html", context)


def _page(request: HttpRequest, found: Programme) -> HttpResponse:
    context = programme_page(found, queries.shown_call(found, at=now()))
    return render(request, "admission/programme.html", context)


def _programme(slug: str) -> Programme:
    found = queries.programme(slug)
    if found is None:
        raise Http404
    return found
