"""What every page knows: the mode of the installation and who is looking."""

from django.conf import settings
from django.http import HttpRequest


def page(request: HttpRequest) -> dict[str, object]:
    """Context for all templates."""
    return {"demonstration": settings.DEMONSTRATION}
