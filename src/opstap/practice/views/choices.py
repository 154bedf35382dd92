"""What several pages of the learner choose from the request: the course, the language of the content."""

from urllib.parse import urlencode

from django.http import Http404, HttpRequest
from django.utils.translation import get_language

from opstap.curriculum.models import Course
from opstap.kit.translated import LANGUAGES
from opstap.people.access import PersonRequest, requires
from opstap.practice import access

takes_part = requires(*access.TAKES_PART)
may_look = requires(*access.TAKES_PART, *access.PREVIEWS)


def chosen_course(request: PersonRequest) -> Course | None:
    """The course that `?course=` names, else the person's first one; Http404 for a course that is not theirs."""
    courses = access.courses_in_order(request.person)
    wanted = request.GET.get("course")
    if not wanted:
        return courses[0] if courses else None
    named = next((course for course in courses if course.code == wanted), None)
    if named is None:
        raise Http404
    return named


def content_language(request: HttpRequest) -> str:
    """The language asked for with `?in=`, else the language of the page."""
    asked = request.GET.get("in", "")
    return asked if asked in LANGUAGES else (get_language() or "en")


KEPT = ("course", "domain")


def keep_of(request: HttpRequest) -> str:
    """The query that keeps what the person chose to practise: "?course=sc-900&domain=d3", or nothing."""
    kept = {name: value for name in KEPT if (value := request.GET.get(name))}
    return f"?{urlencode(kept)}" if kept else ""


def keeping_language(request: HttpRequest, url: str) -> str:
    """`url` with the language in which the person was reading, when that is not the page's, and with what they practise."""
    asked = request.POST.get("in", "")
    kept = {name: value for name in KEPT if (value := request.GET.get(name))}
    if asked in LANGUAGES and asked != get_language():
        kept = {"in": asked, **kept}
    return f"{url}?{urlencode(kept)}" if kept else url


def previews(request: PersonRequest) -> bool:
    """Whether this person only looks, as staff."""
    return not access.takes_part(request.person)
