"""Check the figures of a pack: what a file is, is seen by its content, and its size stays fit for a phone with little data."""

import re
from collections.abc import Mapping

from opstap.curriculum.rules.marked_yaml import Problem
from opstap.curriculum.rules.pack_entries import MediaEntry
from opstap.curriculum.rules.schema import Reader
from opstap.curriculum.rules.svg import UnsafeError, size_of_svg

MEDIA_FILE = re.compile(r"media/[a-z0-9]+(?:-[a-z0-9]+)*\.(?P<type>svg|png|jpg|webp)")
CONTENT_TYPES = {"svg": "image/svg+xml", "png": "image/png", "jpg": "image/jpeg", "webp": "image/webp"}
MOST_BYTES = {"svg": 60_000, "png": 200_000, "jpg": 200_000, "webp": 200_000}
# A small file may still unpack to a picture that no phone can hold.
MOST_PIXELS = 4000
# The markers of a JPEG that carry its size (ITU-T T.81, table B.1): all SOF but DHT, JPG and DAC.
START_OF_FRAME = frozenset(range(0xC0, 0xD0)) - {0xC4, 0xC8, 0xCC}


def read_media(media: Mapping[str, bytes], reader: Reader) -> dict[str, MediaEntry]:
    """The figures that are in order; faults go to `reader`. `media`: path inside the pack -> bytes."""
    read: dict[str, MediaEntry] = {}
    for path in sorted(media):
        entry = _entry(path, media[path])
        if isinstance(entry, MediaEntry):
            read[path] = entry
        else:
            reader.problems.append(entry)
    return read


def size_of(kind: str, content: bytes) -> tuple[int, int] | None:
    """Width and height in pixels; none when the content is not of this kind. `kind`: png, jpg or webp."""
    try:
        return {"png": _size_of_png, "jpg": _size_of_jpg, "webp": _size_of_webp}[kind](content)
    except IndexError:
        return None


def _wrong(path: str, message: str) -> Problem:
    return Problem(path, 0, "", message, "media-wrong")


def _entry(path: str, content: bytes) -> MediaEntry | Problem:
    """The figure, or what is wrong with it."""
    match = MEDIA_FILE.fullmatch(path)
    if match is None:
        names = "small letters, digits and hyphens that ends in .svg, .png, .jpg or .webp"
        return _wrong(path, f"is not a figure: use a name of {names}")
    kind = match["type"]
    if len(content) > MOST_BYTES[kind]:
        most = MOST_BYTES[kind] // 1000
        return _wrong(path, f"is {len(content) // 1000} kB: at most {most} kB, so make it smaller or simpler")
    if kind == "svg":
        try:
            size: tuple[int, int] | None = size_of_svg(content)
        except UnsafeError as error:
            return Problem(path, 0, "", str(error), error.code)
    else:
        size = size_of(kind, content)
    if size is None:
        return _wrong(path, f"is not a {kind} picture, whatever its name says: save it again as {kind}")
    if not (0 < size[0] <= MOST_PIXELS and 0 < size[1] <= MOST_PIXELS):
        return _wrong(path, f"is {size[0]} by {size[1]}: at most {MOST_PIXELS} either way")
    return MediaEntry(path, content, CONTENT_TYPES[kind], *size)


def _size_of_png(content: bytes) -> tuple[int, int] | None:
    if content[:8] != b"\x89PNG\r\n\x1a\n" or content[12:16] != b"IHDR" or len(content) < 24:
        return None
    return int.from_bytes(content[16:20]), int.from_bytes(content[20:24])


def _size_of_jpg(content: bytes) -> tuple[int, int] | None:
    if content[:3] != b"\xff\xd8\xff":
        return None
    place = 2
    while content[place] == 0xFF:
        marker = content[place + 1]
        length = int.from_bytes(content[place + 2 : place + 4])
        if marker in START_OF_FRAME and place + 9 <= len(content):
            return int.from_bytes(content[place + 7 : place + 9]), int.from_bytes(content[place + 5 : place + 7])
        place += 2 + max(length, 2)
    return None


def _size_of_webp(content: bytes) -> tuple[int, int] | None:
    if content[:4] != b"RIFF" or content[8:12] != b"WEBP" or len(content) < 30:
        return None
    part = content[12:16]
    if part == b"VP8X":
        return int.from_bytes(content[24:27], "little") + 1, int.from_bytes(content[27:30], "little") + 1
    if part == b"VP8L":
        bits = int.from_bytes(content[21:25], "little")
        return (bits & 0x3FFF) + 1, (bits >> 14 & 0x3FFF) + 1
    if part == b"VP8 ":
        return int.from_bytes(content[26:28], "little") & 0x3FFF, int.from_bytes(content[28:30], "little") & 0x3FFF
    return None
