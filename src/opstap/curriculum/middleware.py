"""Figures come before sessions, languages and sign-in: they are the same for everyone, and may stay on a phone."""

import re
from collections.abc import Callable

from django.http import HttpRequest, HttpResponse

from opstap.curriculum.views.media import figure

type Handler = Callable[[HttpRequest], HttpResponse]
ADDRESS = re.compile(r"/figures/([0-9a-z]{1,64})\.([a-z]{1,5})")


class FiguresMiddleware:
    """Answer for figures, and leave every other request to what follows.

    What follows would say that nothing of a session is kept (`no-store`), and that the answer depends on the reader's
    language and cookies: each of these would send the same picture over the same cheap line again.
    """

    def __init__(self, get_response: Handler) -> None:
        self.get_response = get_response

    def __call__(self, request: HttpRequest) -> HttpResponse:
        match = ADDRESS.fullmatch(request.path_info)
        return figure(request, match[1], match[2]) if match else self.get_response(request)
