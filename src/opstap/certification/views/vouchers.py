"""Being built."""

from django.http import Http404, HttpRequest, HttpResponse


def vouchers(request: HttpRequest, pk: object = None) -> HttpResponse:
    raise Http404


def stock(request: HttpRequest, pk: object = None) -> HttpResponse:
    raise Http404
