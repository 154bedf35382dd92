"""The answer to a form that design/queue.js sends: taken in, and where to go on.

A form with `data-queue` is sent by the page itself and kept on the device until the server says that it has it. The view
answers with `taken` where it would redirect. Anything else (a page with errors, a conflict, "sign in first") is not
"taken": the script keeps the form and shows that page. Without the script the same form is sent by the browser and
`taken` is a redirect.
"""

import json
from collections.abc import Mapping

from django.http import HttpRequest, HttpResponse
from django.shortcuts import redirect

ASKED = "Opstap-Queue"
GO, FIELDS = "Opstap-Go", "Opstap-Fields"


def is_queued(request: HttpRequest) -> bool:
    """Whether the page's script sent this form."""
    return ASKED in request.headers


def taken(request: HttpRequest, url: str, *, fields: Mapping[str, str] | None = None) -> HttpResponse:
    """It was taken in; go on at `url`. With `fields` the page stays, and these hidden fields get these values."""
    if not is_queued(request):
        return redirect(url)
    if fields is None:
        return HttpResponse(status=204, headers={GO: url})
    return HttpResponse(status=204, headers={FIELDS: json.dumps(fields)})
