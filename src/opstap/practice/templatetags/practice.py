"""What the templates of practice need: a stored text in the page's language, a length of time in words."""

from django.template import Library
from django.utils.safestring import SafeString, mark_safe

from opstap.kit.translated import in_language
from opstap.practice.presenting import minutes

register = Library()
register.filter("in_language", in_language)
register.filter("minutes", minutes)


@register.filter
def rendered(html: str) -> SafeString:
    """HTML of a lesson, which the reader has sanitised."""
    return mark_safe(html)
