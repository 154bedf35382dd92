"""My data: the notice, what is kept, what I agreed to, taking it along."""

from django.contrib import messages as flash
from django.http import Http404, HttpRequest, HttpResponse, JsonResponse
from django.shortcuts import redirect, render
from django.utils.translation import gettext as _
from django.views.decorators.http import require_http_methods, require_safe

from opstap.kit.clock import today
from opstap.people.access import PersonRequest, requires
from opstap.people.actions.consent import note_consent
from opstap.people.actions.export_person import export_person
from opstap.people.forms.me import ConsentForm
from opstap.people.models import ConsentEvent, NoticeKind, Person
from opstap.people.queries.consents import Standing, newest_notice, standings
from opstap.people.queries.notices import notice_html, notice_language, responsible_for
from opstap.people.queries.register import register_parts


@require_safe
def privacy(request: HttpRequest) -> HttpResponse:
    """The privacy notice and the register; open to everyone, because who applies has no account yet."""
    notice = newest_notice(NoticeKind.PRIVACY)
    if notice is None:
        raise Http404
    person = request.user if isinstance(request.user, Person) else None
    context = {
        "text": notice_html(notice, responsible_for(person)),
        "language": notice_language(notice),
        "parts": register_parts(),
    }
    return render(request, "people/privacy.html", context)


@requires()
@require_http_methods(["GET", "POST"])
def consents(request: PersonRequest) -> HttpResponse:
    """What I agreed to: give and take back with one button each."""
    rows = standings(request.person)
    if request.method == "POST":
        form = ConsentForm(request.POST)
        row = _row(rows, form) if form.is_valid() else None
        if row is None:
            raise Http404
        what = ConsentEvent.What(form.cleaned_data["what"])
        note_consent(request.person, notice=row.notice, what=what, key=form.client_key, organisation=row.organisation)
        given = what == ConsentEvent.What.GIVEN
        flash.success(request, _("You said yes.") if given else _("You took your yes back."))
        return redirect("people:consents")
    return render(request, "people/consents.html", {"rows": [_shown(request.person, row) for row in rows]})


def _row(rows: list[Standing], form: ConsentForm) -> Standing | None:
    wanted = (form.cleaned_data["kind"], form.cleaned_data["organisation"])
    return next(
        (row for row in rows if (row.notice.kind, row.organisation.pk if row.organisation else None) == wanted), None
    )


def _shown(person: Person, row: Standing) -> dict[str, object]:
    what = ConsentEvent.What.WITHDRAWN if row.given else ConsentEvent.What.GIVEN
    form = ConsentForm(
        auto_id=False,
        initial={"kind": row.notice.kind, "what": what, "organisation": row.organisation and row.organisation.pk},
    )
    return {
        "standing": row,
        "form": form,
        "title": NoticeKind(row.notice.kind).label,
        "text": notice_html(row.notice, responsible_for(person), below=2),
        "language": notice_language(row.notice),
    }


@requires()
@require_http_methods(["GET", "POST"])
def export(request: PersonRequest) -> HttpResponse:
    """Everything that every station holds of me, as one JSON file."""
    if request.method != "POST":
        return render(request, "people/export.html")
    response = JsonResponse(export_person(request.person), json_dumps_params={"indent": 2, "ensure_ascii": False})
    response["Content-Disposition"] = f'attachment; filename="opstap-{today():%Y-%m-%d}.json"'
    return response
