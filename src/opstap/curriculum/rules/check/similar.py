"""Which questions are nearly the same.

Two texts are compared by their pairs of neighbouring words (shingles) over stem and options, without capitals, accents and
punctuation: the share of pairs that they have in common (Jaccard). Options count sorted, because learners see them shuffled.
docs/course-check.md tells how the limits were measured.
"""

import re
import unicodedata
from collections import Counter, defaultdict
from collections.abc import Iterator, Mapping
from itertools import pairwise

from opstap.curriculum.rules.check.finding import Finding, found
from opstap.curriculum.rules.check.material import Material, choices
from opstap.curriculum.rules.pack_entries import QuestionEntry

SAME = 0.8
SIMILAR = 0.35
_WORD = re.compile(r"[^\W_]+")


def check_similar(material: Material) -> Iterator[Finding]:
    """Each later question that is too much like an earlier one, with the one that it is most like."""
    language = "en" if "en" in material.pack.languages else next(iter(material.pack.languages), "en")
    questions = material.pack.questions
    said = {place: shingles(question, language) for place, question in enumerate(questions)}
    for place, (other, likeness) in sorted(nearest_earlier(said).items()):
        question, earlier = questions[place], questions[other]
        where = f"{earlier.place.file} line {earlier.place.line}"
        pools = " (one is for practice, one for the mock exam)" if question.pool != earlier.pool else ""
        message = f"{round(likeness * 100)} % the same as {earlier.code}, {where}{pools}: change it or take it out"
        yield found("question-duplicate" if likeness >= SAME else "question-similar", question.place, message)


def shingles(question: QuestionEntry, language: str) -> frozenset[str]:
    """The pairs of neighbouring words of a question in one language."""
    parts = [question.stem.get(language, "")]
    parts += sorted(one.text.get(language, "") or str(one.value or "") for one in choices(question))
    parts += sorted(slot.text.get(language, "") for slot in question.slots)
    return frozenset(pair for part in parts for pair in _pairs(part))


def likeness(one: frozenset[str], two: frozenset[str]) -> float:
    """From 0 (nothing in common) to 1 (the same)."""
    return len(one & two) / len(one | two) if one or two else 0.0


def nearest_earlier(said: Mapping[int, frozenset[str]], limit: float = SIMILAR) -> dict[int, tuple[int, float]]:
    """For each text that is at least `limit` like an earlier one: the one it is most like, and how much.

    An index of who holds which pair of words finds the candidates, so that not every two texts are compared.
    """
    holders: dict[str, list[int]] = defaultdict(list)
    nearest: dict[int, tuple[int, float]] = {}
    for place, mine in said.items():
        shared = Counter(other for pair in mine for other in holders[pair])
        for other, common in shared.items():
            alike = common / (len(mine) + len(said[other]) - common)
            if alike >= limit and alike > nearest.get(place, (0, 0.0))[1]:
                nearest[place] = (other, alike)
        for pair in mine:
            holders[pair].append(place)
    return nearest


def _pairs(text: str) -> Iterator[str]:
    apart = unicodedata.normalize("NFKD", text.lower())
    words = _WORD.findall("".join(one for one in apart if not unicodedata.combining(one)))
    if len(words) == 1:
        yield words[0]
    for one, two in pairwise(words):
        yield f"{one} {two}"
