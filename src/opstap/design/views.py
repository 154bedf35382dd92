"""The living page: every part in its states, and the ready page layouts."""

from django.http import Http404, HttpRequest, HttpResponse
from django.shortcuts import render
from django.utils.translation import get_language_bidi

from opstap.design import layouts, specimens


def living(request: HttpRequest) -> HttpResponse:
    """All parts, each in this language and in one that runs from the other side, light beside dark."""
    other = "nl" if get_language_bidi() else "ar"
    context = {"sections": specimens.shown(other), "layouts": layouts.LAYOUTS, "theme": theme(request)}
    return render(request, "design/living.html", context)


def layout(request: HttpRequest, name: str) -> HttpResponse:
    """One ready layout with invented content."""
    if name not in layouts.LAYOUTS:
        raise Http404
    context = layouts.LAYOUTS[name]()
    return render(request, f"design/layouts/{name}.html", {**context, "theme": theme(request)})


def theme(request: HttpRequest) -> str:
    """The theme asked for in the address; "" follows the system."""
    asked = request.GET.get("theme", "")
    return asked if asked in {"light", "dark"} else ""
