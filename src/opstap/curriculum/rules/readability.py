"""How easily a text reads: one number from about 0 (hard) to 100 (easy), by the Flesch formula of its language.

- Dutch, Flesch-Douma (W. H. Douma, 1960): 206.84 - 0.77 x syllables per 100 words - 0.93 x words per sentence.
- French, L. Kandel and A. Moles (1958): 207 - 1.015 x words per sentence - 73.6 x syllables per word.
- English, R. Flesch (1948): 206.835 - 1.015 x words per sentence - 84.6 x syllables per word.
- Arabic has no formula of this family that is used widely, so we give none.

A word that learners must meet anyway (glossary terms, product names, abbreviations, code, numbers) counts in the length of its
sentence, because it is read; it does not count in the syllables, because the writer cannot choose a shorter one. To leave it
out altogether would make sentences look shorter than they are, and a one-syllable word in its place would flatter the text.
"""

import re
from collections.abc import Collection, Iterable, Iterator
from dataclasses import dataclass

from opstap.curriculum.rules.prose import MASKED, PARAGRAPH, Block
from opstap.curriculum.rules.syllables import COUNTED_LANGUAGES, syllables

NAMES = frozenset(
    [
        "microsoft",
        "azure",
        "entra",
        "defender",
        "purview",
        "sentinel",
        "intune",
        "windows",
        "office",
        "teams",
        "outlook",
        "sharepoint",
        "onedrive",
        "exchange",
        "copilot",
        "github",
        "linux",
        "android",
        "google",
        "apple",
        "amazon",
        "esco",
        "phishing",
        "ransomware",
        "malware",
        "firewall",
        "cloud",
        "online",
        "e-mail",
    ]
)
_WORD = re.compile(rf"{MASKED}|\d[\d.,:]*%?|[^\W\d_]+(?:[-'’‑][^\W\d_]+)*")
_SENTENCE_END = re.compile(
    r"[.!?…؟](?:\s?[»”\"'’)\]])*\s+(?=[«“\"'‘(]?\s?[^\W\d_a-zà-ÿ]|[«“\"]?\s?\d|\ue000|[^\W\d_]*[A-Z])"
)
_SHORTENED = re.compile(
    r"(?:^|\s)(?:M|Mme|Mr|Mrs|Ms|Dr|St|bv|vb|nr|art|e\.g|i\.e|p\.ex|d\.w\.z|ca)\.\s+$", re.IGNORECASE
)


@dataclass(frozen=True, slots=True)
class Sentence:
    """`words` are all its words; `counted` those whose syllables count."""

    text: str
    line: int
    words: int
    counted: int
    syllables: int


@dataclass(frozen=True, slots=True)
class Reading:
    """What was read, and its ease; None where there is no formula, or nothing to count."""

    language: str
    sentences: tuple[Sentence, ...]

    @property
    def words(self) -> int:
        return sum(one.words for one in self.sentences)

    @property
    def ease(self) -> float | None:
        counted = sum(one.counted for one in self.sentences)
        if self.language not in COUNTED_LANGUAGES or not counted:
            return None
        per_word = sum(one.syllables for one in self.sentences) / counted
        return flesch(self.language, self.words / len(self.sentences), per_word)

    def longest(self, many: int = 5) -> list[Sentence]:
        """The sentences with most words: where a writer gains most by cutting."""
        return sorted(self.sentences, key=lambda one: (-one.words, one.line))[:many]


def flesch(language: str, words_per_sentence: float, syllables_per_word: float) -> float:
    """The formula of `language`, which must be one of COUNTED_LANGUAGES."""
    if language == "nl":
        return 206.84 - 77 * syllables_per_word - 0.93 * words_per_sentence
    if language == "fr":
        return 207 - 1.015 * words_per_sentence - 73.6 * syllables_per_word
    return 206.835 - 1.015 * words_per_sentence - 84.6 * syllables_per_word


def read_ease(blocks: Iterable[Block], language: str, terms: Collection[str] = ()) -> Reading:
    """Read the running text of a lesson: paragraphs, list items, boxes. Headings, tables and captions are no sentences.

    `terms`: the words of the course's glossary, which are masked wherever they stand.
    """
    known = _pattern(terms)
    said: list[Sentence] = []
    for block in blocks:
        for part in block.parts:
            if part.kind == PARAGRAPH:
                text = known.sub(_mask, part.text) if known else part.text
                said += [_count(one, line, language) for one, line in sentences(text, part.line)]
    return Reading(language, tuple(one for one in said if one.words))


def sentences(text: str, line: int = 1) -> Iterator[tuple[str, int]]:
    """The sentences of a paragraph, each with the line on which it begins."""
    start = 0
    for match in _SENTENCE_END.finditer(text):
        if _SHORTENED.search(text[: match.end()]):
            continue
        yield from _piece(text, start, match.end(), line)
        start = match.end()
    yield from _piece(text, start, len(text), line)


def _piece(text: str, start: int, end: int, line: int) -> Iterator[tuple[str, int]]:
    piece = text[start:end]
    if piece.strip():
        begin = start + len(piece) - len(piece.lstrip())
        yield piece.strip(), line + text.count("\n", 0, begin)


def _count(text: str, line: int, language: str) -> Sentence:
    words = _WORD.findall(text)
    counted = [word for word in words if not _given(word)] if language in COUNTED_LANGUAGES else []
    return Sentence(text, line, len(words), len(counted), sum(syllables(word, language) for word in counted))


def _given(word: str) -> bool:
    """Whether the writer had no choice: a masked word, a number, an abbreviation (MFA, IaaS), the name of a product."""
    if word == MASKED or word[0].isdigit():
        return True
    return sum(letter.isupper() for letter in word) > 1 or word.lower() in NAMES


def _pattern(terms: Collection[str]) -> re.Pattern[str] | None:
    names = sorted({term.lower() for term in terms if len(term) > 2}, key=len, reverse=True)
    return re.compile(rf"(?<!\w)(?:{'|'.join(map(re.escape, names))})(?!\w)", re.IGNORECASE) if names else None


def _mask(match: re.Match[str]) -> str:
    return " ".join(MASKED for _ in match[0].split())
