"""Messages between processes: four bytes of length, big end first, then JSON in UTF-8."""

import json
import os
import select
import struct
import time
from typing import Any

_LENGTH = struct.Struct(">I")
# A result is at most 1 MB of cells; JSON and escapes make it longer. A frame beyond this is not one of ours.
MOST_BYTES = 16 * 1024 * 1024


class BrokenFrameError(Exception):
    """The other side closed, or sent what is no frame."""


class LateError(Exception):
    """The other side did not answer in time."""


def encode(message: dict[str, Any]) -> bytes:
    """A whole frame. What JSON or UTF-8 cannot carry (a lone surrogate) becomes a question mark."""
    body = json.dumps(message, ensure_ascii=False, separators=(",", ":")).encode("utf-8", "replace")
    return _LENGTH.pack(len(body)) + body


def send(file: int, message: dict[str, Any]) -> None:
    """Write one frame to a file descriptor. Raises OSError when the other side is gone."""
    rest = memoryview(encode(message))
    while rest:
        rest = rest[os.write(file, rest) :]


def receive(file: int, seconds: float | None = None) -> dict[str, Any]:
    """Read one frame, waiting at most `seconds` for the whole of it.

    Raises LateError when it takes longer and BrokenFrameError when the other side is gone or talks nonsense.
    """
    deadline = None if seconds is None else time.monotonic() + seconds
    (length,) = _LENGTH.unpack(_exactly(file, _LENGTH.size, deadline))
    if length > MOST_BYTES:
        raise BrokenFrameError(f"a frame of {length} bytes")
    try:
        message = json.loads(_exactly(file, length, deadline))
    except ValueError as error:
        raise BrokenFrameError("no JSON") from error
    if not isinstance(message, dict):
        raise BrokenFrameError("no object")
    return message


def _exactly(file: int, size: int, deadline: float | None) -> bytes:
    pieces: list[bytes] = []
    while size:
        if deadline is not None:
            left = deadline - time.monotonic()
            if left <= 0 or not select.select([file], [], [], left)[0]:
                raise LateError
        try:
            piece = os.read(file, min(size, 1 << 20))
        except OSError as error:
            raise BrokenFrameError(str(error)) from error
        if not piece:
            raise BrokenFrameError("closed")
        pieces.append(piece)
        size -= len(piece)
    return b"".join(pieces)
