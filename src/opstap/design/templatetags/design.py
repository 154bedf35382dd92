"""Template parts as tags; see README.md for what each is given."""

from opstap.design.tag_library import register
from opstap.design.tags import boxes, charts, forms, frame, lists, text

__all__ = ["boxes", "charts", "forms", "frame", "lists", "register", "text"]
