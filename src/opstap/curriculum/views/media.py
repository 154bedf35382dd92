"""Figures of courses, for everyone: their licence is open, and a picture has no session to wait for."""

from django.http import HttpRequest, HttpResponse, HttpResponseNotFound
from django.utils.cache import get_conditional_response
from django.views.decorators.http import require_safe

from opstap.curriculum.queries import media_with

# A picture inside a page runs nothing. Opened by itself, a drawing would be a document of ours: this leaves it nothing but
# its own colours, and a sandbox makes it nobody's.
ALONE = "default-src 'none'; style-src 'unsafe-inline'; sandbox"
# The address is the content, so what stands under it is the same for ever.
FOR_A_YEAR = "public, max-age=31536000, immutable"


@require_safe
def figure(request: HttpRequest, sha256: str, ending: str) -> HttpResponse:
    """One picture, known by its content."""
    found = media_with(sha256, ending)
    if found is None:
        return HttpResponseNotFound(content_type="text/plain")
    content, kind = found
    whole = HttpResponse(content, content_type=kind, headers={"Content-Length": str(len(content))})
    etag = f'"{sha256}"'
    response = get_conditional_response(request, etag=etag, response=whole) or whole
    # Also when it says "not modified": a browser brings the kept picture's headers up to date with these.
    response["Content-Disposition"] = "inline"
    response["Content-Security-Policy"] = ALONE
    response["Cache-Control"] = FOR_A_YEAR
    response["X-Content-Type-Options"] = "nosniff"
    response["ETag"] = etag
    return response
