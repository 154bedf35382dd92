"""From the bytes of a file that someone sends to text, or a clear refusal."""

import codecs
from dataclasses import dataclass

MOST_BYTES = 2 * 1024 * 1024


class NotTextError(Exception):
    """The file is not read; the message is a code: too_big, empty, not_text."""


@dataclass(frozen=True, slots=True)
class Decoded:
    """The text, and the encoding that it was in."""

    text: str
    encoding: str


def decode(content: bytes) -> Decoded:
    """The text in `content`. Raises NotTextError.

    A byte order mark decides; without one it is UTF-8 when that fits, else Windows' western European code page, in which
    every older editor here saves. Zero bytes without a mark are UTF-16 without its mark, or no text at all.
    """
    if len(content) > MOST_BYTES:
        raise NotTextError("too_big")
    for mark, name in (
        (codecs.BOM_UTF8, "utf-8-sig"),
        (codecs.BOM_UTF16_LE, "utf-16"),
        (codecs.BOM_UTF16_BE, "utf-16"),
    ):
        if content.startswith(mark):
            return _decoded(content, name)
    if b"\x00" in content:
        raise NotTextError("not_text")
    try:
        return _decoded(content, "utf-8")
    except NotTextError:
        if not content.strip():
            raise
        # Five byte values mean nothing in the code page; they become a visible mark instead of an error.
        return Decoded(content.decode("cp1252", errors="replace"), "windows-1252")


def _decoded(content: bytes, name: str) -> Decoded:
    try:
        text = content.decode(name)
    except UnicodeDecodeError as error:
        raise NotTextError("not_text") from error
    if not text.strip():
        raise NotTextError("empty")
    if "\x00" in text:
        raise NotTextError("not_text")
    return Decoded(text, name.removesuffix("-sig"))
