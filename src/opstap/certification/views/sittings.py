"""Being built."""

from django.http import Http404, HttpRequest, HttpResponse


def sittings(request: HttpRequest, pk: object = None) -> HttpResponse:
    raise Http404


def sitting(request: HttpRequest, pk: object = None) -> HttpResponse:
    raise Http404


def verify(request: HttpRequest, pk: object = None) -> HttpResponse:
    raise Http404


def correct(request: HttpRequest, pk: object = None) -> HttpResponse:
    raise Http404


def cancel(request: HttpRequest, pk: object = None) -> HttpResponse:
    raise Http404


def people(request: HttpRequest, pk: object = None) -> HttpResponse:
    raise Http404


def book(request: HttpRequest, pk: object = None) -> HttpResponse:
    raise Http404
