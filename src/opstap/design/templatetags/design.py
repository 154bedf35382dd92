"""Template parts as tags."""

from django import template

register = template.Library()
