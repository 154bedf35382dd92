"""Count the syllables of a word, by rules of our own.

Why not a library: pyphen divides words for the end of a line, which is something else (it counts the mute e of French, and seldom
leaves one letter alone). docs/course-check.md has the figures of both on the same hand-counted words.
"""

import re
from functools import lru_cache

from opstap.curriculum.rules.syllables.dutch import dutch
from opstap.curriculum.rules.syllables.english import english
from opstap.curriculum.rules.syllables.french import french

COUNTED_LANGUAGES = ("nl", "fr", "en")
_COUNTERS = {"nl": dutch, "fr": french, "en": english}
_APART = re.compile(r"[-‑–/]")


@lru_cache(maxsize=20_000)
def syllables(word: str, language: str) -> int:
    """The syllables of one word (a hyphen joins words); at least 1. `language` is one of COUNTED_LANGUAGES."""
    plain = word.lower().replace("’", "'")
    parts = [part for part in _APART.split(plain) if part.strip("'")]
    return max(1, sum(_COUNTERS[language](part) for part in parts))
