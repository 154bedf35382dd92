r"""Text in a GIFT file: escapes, formats, and where a piece of text ends.

A backslash before one of `~ = # { } : [ ] \` takes away its meaning, `\n` is a line break; before anything else it is an
ordinary character. Line breaks as typed are only layout, except in Markdown.
"""

import re

from opstap.curriculum.rules.gift_shapes import FORMATS, Rich

ESCAPED = frozenset("~=#{}:[]\\")
FORMAT = re.compile(r"\s*\[(\w{1,20})\]")
BREAK = "\ue000"  # a private character that stands for an escaped \n while layout is taken out


def find(text: str, marks: tuple[str, ...], start: int = 0) -> int:
    """The place of the first of `marks` that is not escaped, from `start`; the length of the text when there is none."""
    place = start
    while place < len(text):
        if text[place] == "\\":
            place += 2
        elif text.startswith(marks, place):
            return place
        else:
            place += 1
    return len(text)


def pieces(text: str, marks: tuple[str, ...]) -> list[str]:
    """`text` cut before each unescaped mark; the first piece is what stands before the first mark."""
    cuts = [0]
    place = find(text, marks)
    while place < len(text):
        cuts.append(place)
        place = find(text, marks, place + 1)
    return [text[start:end] for start, end in zip(cuts, [*cuts[1:], len(text)], strict=True)]


def read(text: str, *, lines: bool = False) -> str:
    """`text` without escapes and layout; `lines` keeps the typed line breaks."""
    found: list[str] = []
    place = 0
    text = text.replace(BREAK, "")
    while place < len(text):
        following = text[place + 1 : place + 2]
        if text[place] == "\\" and following in ESCAPED and following:
            found.append(following)
            place += 2
        elif text[place] == "\\" and following == "n":
            found.append(BREAK)
            place += 2
        else:
            found.append(text[place])
            place += 1
    plain = "".join(found).strip()
    if not lines:
        plain = re.sub(r"[^\S\u00a0]+", " ", plain)
    return plain.replace(BREAK, "\n")


def rich(text: str, inherited: str = "moodle") -> Rich:
    """A text with its format: `[html]` in front, or else what it inherits from the question."""
    match = FORMAT.match(text)
    if match and match[1].lower() in FORMATS:
        named = match[1].lower()
        return Rich(read(text[match.end() :], lines=named == "markdown"), named)
    return Rich(read(text, lines=inherited == "markdown"), inherited)
