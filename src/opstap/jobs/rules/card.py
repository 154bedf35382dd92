"""A card: how it is called, which lines it has, and what own words may not hold as long as it has no name."""

import re
import unicodedata
from enum import StrEnum

# No 0, 1, I, L, O or U: read aloud and typed over without a mistake, and hardly ever a word.
ALPHABET = "23456789ABCDEFGHJKMNPQRSTVWXYZ"
LENGTH = 4
# Two letters are no name that anybody is known by, but many are words: "An", "Al".
SHORTEST_NAME = 3

_ADDRESS = re.compile(r"\S+@\S+|https?:|www\.|\b[\w-]+\.(?:be|com|org|net|eu|io|me|fr|nl)\b", re.IGNORECASE)
_NUMBER = re.compile(r"(?:\d[\s./-]?){8,}")


class Line(StrEnum):
    """A line of the card that a person may keep off it. What is off the card does not count in a match either."""

    EXAMS = "exams"
    LANGUAGES = "languages"
    HOURS = "hours"
    FROM_DAY = "from_day"
    REMOTE = "remote"
    STRENGTHS = "strengths"


class Tells(StrEnum):
    """What in own words tells who someone is."""

    NAME = "name"
    ADDRESS = "address"
    NUMBER = "number"


def card_name(draws: list[int]) -> str:
    """The name of a card, from `LENGTH` drawn numbers of any size."""
    return "".join(ALPHABET[draw % len(ALPHABET)] for draw in draws[:LENGTH])


def tells(words: str, *, name: str) -> Tells | None:
    """What gives the person away in `words`, if a machine can see it; a coach reads the rest."""
    text = unicodedata.normalize("NFKC", words)
    if _ADDRESS.search(text):
        return Tells.ADDRESS
    if _NUMBER.search(text):
        return Tells.NUMBER
    names = {part for part in _parts(name) if len(part) >= SHORTEST_NAME}
    return Tells.NAME if names & set(_parts(text)) else None


def _parts(text: str) -> list[str]:
    """The words of a text, small and without accents."""
    plain = "".join(char for char in unicodedata.normalize("NFKD", text) if not unicodedata.combining(char))
    return re.findall(r"[^\W\d_]+", plain.casefold())
