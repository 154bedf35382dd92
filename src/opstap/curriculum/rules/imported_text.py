"""Texts of imported questions: any format in, plain text or a little safe HTML out.

An option stands inside a label and a question inside a legend, where only inline HTML may be: paragraphs and list items
become lines. Pictures are not carried along; `lost_picture` says so.
"""

import re
from html import escape, unescape

import nh3

from opstap.curriculum.rules.gift_shapes import Rich
from opstap.curriculum.rules.reader import render_short

INLINE = {"b", "strong", "i", "em", "code", "sub", "sup", "br", "s", "u"}
BLOCK_END = re.compile(r"</(?:p|div|li|tr|h[1-6]|pre|blockquote|td|th)\s*>", re.IGNORECASE)
EDGE_BREAKS = re.compile(r"^(?:\s|&nbsp;|<br>)+|(?:\s|&nbsp;|<br>)+$")
MANY_BREAKS = re.compile(r"(?:\s*<br>\s*){2,}")
ANY_TAG = re.compile(r"<[a-zA-Z/!]")
PICTURE = re.compile(r"<img\b|@@PLUGINFILE@@", re.IGNORECASE)


def safe_html(text: Rich) -> str:
    """The text as inline HTML that has gone through nh3; empty when nothing is left of it."""
    return clean_inline(BLOCK_END.sub("<br>", _as_html(text)))


def clean_inline(html: str) -> str:
    """Only the inline tags of INLINE, without any attribute, and without empty lines at the ends."""
    cleaned = nh3.clean(html, tags=INLINE, attributes={})
    return MANY_BREAKS.sub("<br>", EDGE_BREAKS.sub("", cleaned.replace("\xa0", "&nbsp;"))).replace("&nbsp;", "\xa0")


def plain_if_possible(texts: list[str]) -> tuple[bool, list[str]]:
    """Whether all of these are plain after all, and then the plain texts: markup is kept only where it says something."""
    if any(ANY_TAG.search(text) for text in texts):
        return False, texts
    return True, [unescape(text) for text in texts]


def lost_picture(text: Rich) -> bool:
    """Whether the text had a picture."""
    return bool(PICTURE.search(text.text))


def _as_html(text: Rich) -> str:
    if text.format == "markdown":
        return render_short(text.text)
    if text.format == "plain":
        return escape(text.text)
    return text.text if ANY_TAG.search(text.text) else text.text.replace("\n", "<br>")
