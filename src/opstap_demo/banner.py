"""The line above every page: these people are invented."""

from django.http import HttpRequest
from django.urls import reverse
from django.utils.translation import gettext as _

from opstap.people.models import Person
from opstap.site.context import Banner


def banner(request: HttpRequest) -> Banner:
    """Says it on every page, and where to become someone else."""
    words = _("Demonstration: everybody here is invented.")
    signed_in = isinstance(getattr(request, "user", None), Person)
    return Banner(words, reverse("opstap_demo:door"), _("Be someone else") if signed_in else _("Sign in as someone"))
