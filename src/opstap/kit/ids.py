"""Identifiers: UUID version 7 (RFC 9562, 5.7), so that rows made later sort later and indexes stay compact."""

import os
import threading
import time
from uuid import UUID

RANDOM_BITS = 74
# Within one millisecond the next one is further by a random step of up to this many bits (RFC 9562, 6.2, method 2): still
# in order, and still not to be guessed.
STEP_BITS = 40

_lock = threading.Lock()
_last = (0, 0)


def new_id() -> UUID:
    """A fresh UUIDv7: 48 bits of Unix milliseconds, 74 random bits; in one process each sorts after the one before.

    Python has `uuid.uuid7` from 3.14 on; we also run on 3.12 and 3.13.
    """
    global _last
    with _lock:
        _last = _after(_last, time.time_ns() // 1_000_000)
        milliseconds, random_bits = _last
    value = (milliseconds & 0xFFFF_FFFF_FFFF) << 80
    value |= 0x7 << 76
    value |= (random_bits >> 62) << 64
    value |= 0b10 << 62
    value |= random_bits & 0x3FFF_FFFF_FFFF_FFFF
    return UUID(int=value)


def _after(last: tuple[int, int], milliseconds: int) -> tuple[int, int]:
    """Time and random part of the next one. A clock that was set back does not take the order back with it."""
    if milliseconds > last[0]:
        return milliseconds, _random(RANDOM_BITS)
    stepped = last[1] + 1 + _random(STEP_BITS)
    if stepped >> RANDOM_BITS:
        return last[0] + 1, _random(RANDOM_BITS)
    return last[0], stepped


def _random(bits: int) -> int:
    return int.from_bytes(os.urandom((bits + 7) // 8), "big") >> (-bits % 8)
