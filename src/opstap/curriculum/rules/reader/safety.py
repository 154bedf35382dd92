"""What may come out of the reader at all: nh3 lets through these tags and attributes, and nothing else."""

from collections.abc import Iterable
from functools import lru_cache

import nh3

TAGS = {
    *("p", "h2", "h3", "h4", "ul", "ol", "li", "strong", "em", "code", "pre", "blockquote", "hr", "br", "a", "s"),
    *("table", "thead", "tbody", "tr", "th", "td", "aside", "span", "button", "bdi", "dfn"),
}
ATTRIBUTES = {
    "*": {"id", "class", "dir", "lang"},
    "a": {"href"},
    "ol": {"start"},
    "aside": {"data-kind", "aria-labelledby"},
    "button": {"type", "popovertarget"},
    "span": {"popover"},
}
# Reordering of text by invisible marks: what is read would not be what is there. `dir` and `bdi` do this honestly. The plain
# left-to-right and right-to-left marks (U+200E, U+200F) only help punctuation, and stay.
_REORDERING = dict.fromkeys([*range(0x202A, 0x202F), *range(0x2066, 0x206A)])


def clean(html: str) -> str:
    """Only what TAGS and ATTRIBUTES allow; links go to the web or stay on the page."""
    return cleaner().clean(html)


@lru_cache
def cleaner() -> nh3.Cleaner:
    """For a text without figures. Made once: reading the settings takes longer than cleaning a paragraph."""
    return nh3.Cleaner(
        tags=TAGS, attributes=ATTRIBUTES, url_schemes={"http", "https", "mailto"}, link_rel="noopener noreferrer"
    )


def cleaner_with_figures(urls: Iterable[str]) -> nh3.Cleaner:
    """The same, with pictures from exactly these addresses: no other can be asked for, so none can watch a reader."""
    return nh3.Cleaner(
        tags=TAGS | {"figure", "figcaption", "img"},
        attributes={**ATTRIBUTES, "img": {"alt", "width", "height"}},
        tag_attribute_values={"img": {"src": set(urls), "loading": {"lazy"}}},
        url_schemes={"http", "https", "mailto"},
        link_rel="noopener noreferrer",
    )


def without_reordering(text: str) -> str:
    """The text without invisible marks that reorder it."""
    return text.translate(_REORDERING)
