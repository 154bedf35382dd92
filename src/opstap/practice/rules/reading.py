"""How a lesson is read: what a reader prefers, how far a block is, how many minutes are left."""

from collections.abc import Sequence
from dataclasses import dataclass
from itertools import accumulate
from math import ceil

LANGUAGES = ("nl", "fr", "en", "ar")
SIZES = ("normal", "large", "larger")


@dataclass(frozen=True, slots=True)
class Preferences:
    """A second language beside each paragraph ("" for none), and the size of the text."""

    second: str = ""
    size: str = SIZES[0]

    def as_text(self) -> str:
        """As a cookie keeps it: "fr.large"."""
        return f"{self.second}.{self.size}"


def read_preferences(text: str) -> Preferences:
    """What a cookie kept; whatever cannot be read is as if it was never chosen."""
    second, _, size = text.partition(".")
    return Preferences(second if second in LANGUAGES else "", size if size in SIZES else SIZES[0])


def shares(words: Sequence[int]) -> tuple[float, ...]:
    """For each block, which share of all the words comes before it: from 0 on, never falling, never above 1."""
    total = sum(words)
    before = accumulate(words[:-1], initial=0)
    return tuple(one / total if total else 0.0 for one in before) if words else ()


def minutes_left(minutes: int, share: float) -> int:
    """Of a lesson that takes so many minutes, those that are left after this share of it; at least one."""
    return max(1, ceil(minutes * (1 - share)))
