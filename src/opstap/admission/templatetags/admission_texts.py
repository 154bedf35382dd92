"""Texts that people wrote in several languages, in the language of the message."""

from django import template

from opstap.admission.models import Call
from opstap.kit.translated import in_language
from opstap.programme.models import Programme

register = template.Library()


@register.simple_tag
def programme_name(programme: Programme) -> str:
    """The programme's name."""
    return in_language(programme.name)


@register.simple_tag
def call_session(call: Call) -> str:
    """When and where to come and see."""
    return in_language(call.information_session)
