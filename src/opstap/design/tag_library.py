"""The one template library; tags/ registers on it and templatetags/design.py hands it to Django."""

from django import template

register = template.Library()
