"""An order that looks drawn by chance, and is the same at each reload."""

from collections.abc import Sequence
from hashlib import sha256


def shuffled[T](things: Sequence[T], seed: str, names: Sequence[str]) -> list[T]:
    """`things` in an order that follows from `seed` and their `names`: the same at each reload, another per person."""
    keyed = sorted(zip(names, things, strict=True), key=lambda pair: sha256(f"{seed}/{pair[0]}".encode()).digest())
    return [thing for _, thing in keyed]
