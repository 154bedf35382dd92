"""Being built."""

from django.http import Http404, HttpRequest, HttpResponse


def mine(request: HttpRequest, pk: object = None) -> HttpResponse:
    raise Http404


def answer(request: HttpRequest, pk: object = None) -> HttpResponse:
    raise Http404


def withdraw(request: HttpRequest, pk: object = None) -> HttpResponse:
    raise Http404


def declare(request: HttpRequest, pk: object = None) -> HttpResponse:
    raise Http404


def name(request: HttpRequest, pk: object = None) -> HttpResponse:
    raise Http404
