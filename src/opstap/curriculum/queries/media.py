"""Where the figures of a course are found."""

from pathlib import PurePosixPath

from django.urls import reverse

from opstap.curriculum.models import Course, Media
from opstap.curriculum.rules.reader import Figure

# The kinds of pictures that a pack may hold, and the ending of each in its address.
ENDINGS = {"image/svg+xml": "svg", "image/png": "png", "image/jpeg": "jpg", "image/webp": "webp"}
CONTENT_TYPES = {**{ending: kind for kind, ending in ENDINGS.items()}, "jpeg": "image/jpeg"}


def figure_url(sha256: str, path: str) -> str:
    """The address of the picture with this content; `path` is its path in the pack. Empty for what is no picture."""
    kind = CONTENT_TYPES.get(PurePosixPath(path).suffix.removeprefix(".").lower())
    return reverse("curriculum:figure", args=[sha256, ENDINGS[kind]]) if kind and sha256 else ""


def figure_urls(course: Course) -> dict[str, Figure]:
    """Every figure that the course has now, by its path in the pack. One query, which leaves the bytes where they are."""
    rows = Media.objects.filter(course=course, current=True).values_list("path", "sha256", "width", "height")
    return {path: Figure(figure_url(sha256, path), width, height) for path, sha256, width, height in rows}


def media_with(sha256: str, ending: str) -> tuple[bytes, str] | None:
    """The bytes and the kind of a picture, known by its content; also of one that no course shows any more."""
    kind = CONTENT_TYPES.get(ending, "")
    found = Media.objects.filter(sha256=sha256, content_type=kind).values_list("content", flat=True).first()
    return None if found is None else (bytes(found), kind)
