"""Pages that belong to no station."""

import logging

from django.conf import settings
from django.db import connection
from django.http import HttpRequest, HttpResponse
from django.shortcuts import render
from django.template.loader import render_to_string

from opstap.site.decisions import USES

log = logging.getLogger(__name__)


def health(request: HttpRequest) -> HttpResponse:
    """200 when the web process and its database answer; for balancers."""
    with connection.cursor() as cursor:
        cursor.execute("SELECT 1")
    return HttpResponse("ok", content_type="text/plain")


def decisions(request: HttpRequest) -> HttpResponse:
    """Which rule is used for what."""
    return render(request, "site/decisions.html", {"uses": USES})


def robots(request: HttpRequest) -> HttpResponse:
    """Search engines may find the programme, and nobody's pages; a demonstration is found by nobody."""
    public = settings.OPSTAP_MODE == "production"
    return render(request, "robots.txt", {"public": public}, content_type="text/plain")


def bad_request(request: HttpRequest, exception: Exception) -> HttpResponse:
    """What cannot be read."""
    return _explained(request, "400.html", 400)


def server_error(request: HttpRequest) -> HttpResponse:
    """A fault of ours. With the database away nobody can be looked up, and the page still has to come."""
    return _explained(request, "500.html", 500)


def _explained(request: HttpRequest, template: str, status: int) -> HttpResponse:
    try:
        return render(request, template, status=status)
    except Exception:  # whatever broke the page may break this one too
        log.exception("The page for status %d could not show who is looking", status)
        return HttpResponse(render_to_string(template), status=status)
