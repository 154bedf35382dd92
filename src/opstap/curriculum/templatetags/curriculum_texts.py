"""What the templates of curriculum need: a stored text in the page's language, and what a change is about."""

from django.template import Library
from django.utils.safestring import SafeString, mark_safe

from opstap.curriculum.models import Revision
from opstap.curriculum.queries.revisions import title_of
from opstap.kit.translated import in_language

register = Library()
register.filter("in_language", in_language)


@register.filter
def about(revision: Revision) -> str:
    """The title of what is changed."""
    return title_of(revision)


STATE_KINDS = {"draft": "plain", "review": "wait", "published": "done", "withdrawn": "plain"}


@register.filter
def state_kind(revision: Revision) -> str:
    """The kind of the tag that says its state."""
    return STATE_KINDS[revision.state]


@register.filter
def lesson_html(html: str) -> SafeString:
    """HTML of a lesson, which the reader has cleaned."""
    return mark_safe(html)
