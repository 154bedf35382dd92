"""Lists are shown 25 at a time."""

from django.core.paginator import Page, Paginator
from django.db.models import Model, QuerySet
from django.http import HttpRequest

PAGE_SIZE = 25


def page_of[M: Model](request: HttpRequest, rows: QuerySet[M], size: int = PAGE_SIZE) -> Page[M]:
    """The page that `?page=` asks for; a number out of range gives the nearest page, not an error."""
    return Paginator(rows, size).get_page(request.GET.get("page"))
