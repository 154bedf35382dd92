"""Being built."""

from django.http import Http404, HttpRequest, HttpResponse


def badge(request: HttpRequest, pk: object = None) -> HttpResponse:
    raise Http404


def certificate(request: HttpRequest, pk: object = None) -> HttpResponse:
    raise Http404


def credential(request: HttpRequest, pk: object = None) -> HttpResponse:
    raise Http404


def did(request: HttpRequest, pk: object = None) -> HttpResponse:
    raise Http404


def revoke(request: HttpRequest, pk: object = None) -> HttpResponse:
    raise Http404
