"""The outbox."""

from uuid import UUID

from django.contrib import messages as flash
from django.http import Http404, HttpRequest, HttpResponse
from django.shortcuts import redirect, render
from django.utils.formats import date_format
from django.utils.timezone import localtime
from django.utils.translation import gettext as _
from django.views.decorators.http import require_POST, require_safe

from opstap.design.parts import Row
from opstap.kit.paging import page_of
from opstap.messages import access
from opstap.messages.actions.send import send_again
from opstap.messages.forms import OutboxFilter
from opstap.people.models import Person


def _viewer(request: HttpRequest) -> Person | None:
    person = request.user if isinstance(request.user, Person) else None
    if not access.can_see_outbox(person):
        raise Http404
    return person


@require_safe
def outbox(request: HttpRequest) -> HttpResponse:
    """Every message that left, or should have."""
    person = _viewer(request)
    form = OutboxFilter(request.GET)
    wanted = form.cleaned_data if form.is_valid() else {}
    rows = access.visible_to(person, status=wanted.get("status", ""), search=wanted.get("search", ""))
    page = page_of(request, rows)
    shown = [(row, access.may_read_text(row)) for row in page]
    return render(request, "messages/outbox.html", {"page": page, "shown": shown, "form": form})


@require_safe
def message(request: HttpRequest, pk: UUID) -> HttpResponse:
    """One message as it was written."""
    person = _viewer(request)
    found = access.message_for(person, pk)
    rows = [
        Row(_("To"), found.address),
        Row(_("By"), found.get_channel_display()),
        Row(_("Made"), date_format(localtime(found.created_at), "DATETIME_FORMAT")),
        Row(_("Status"), f"{found.get_status_display()} {found.error}".strip()),
    ]
    context = {
        "message": found,
        "rows": rows,
        "may_read": access.may_read_text(found),
        "may_send": access.can_send_again(person),
    }
    return render(request, "messages/message.html", context)


@require_POST
def again(request: HttpRequest, pk: UUID) -> HttpResponse:
    """Put a failed message back in the queue."""
    person = _viewer(request)
    if not access.can_send_again(person):
        raise Http404
    send_again(access.message_for(person, pk))
    flash.success(request, _("The message is in the queue again."))
    return redirect("messages:message", pk=pk)
