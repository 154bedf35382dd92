"""What the templates of practice need: a stored text in the page's language, a length of time in words."""

from django.template import Context, Library
from django.utils.safestring import SafeString, mark_safe

from opstap.curriculum.models import Course
from opstap.kit.translated import in_language
from opstap.practice import presenting
from opstap.practice.presenting import minutes

register = Library()
register.filter("in_language", in_language)
register.filter("minutes", minutes)


@register.simple_tag(takes_context=True)
def course_home(context: Context, course: Course | None = None) -> str:
    """Where the reader's course is at home."""
    return presenting.course_home(context["user"], course)


@register.filter
def rendered(html: str) -> SafeString:
    """HTML of a lesson, which the reader has sanitised."""
    return mark_safe(html)
