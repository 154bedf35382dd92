"""How large the picture of a question is, so that the page does not jump when it comes."""

from opstap.curriculum.models import Media


def picture_size(sha256: str) -> tuple[int, int]:
    """Width and height; 0 and 0 when not known."""
    found = Media.objects.filter(sha256=sha256).values_list("width", "height").first()
    return found or (0, 0)
