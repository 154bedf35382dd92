"""What differs between two texts, word by word, so that a reviewer sees what was written and what was taken away.

Lines are compared first and words only inside lines that changed: that reads as people edit, and a rewritten lesson of a
thousand words is compared in milliseconds.
"""

import re
from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from difflib import SequenceMatcher

SAME, INSERTED, DELETED = "same", "inserted", "deleted"
# A word takes the blanks behind it along, so that a blank is never matched on its own.
WORD = re.compile(r"\s+|\S+\s*")
# Two blocks of more words than this (one beside the other) are shown as a whole: comparing them would take seconds.
MOST_PAIRS = 4_000_000
# Unchanged text longer than this is folded to its ends.
FOLD_FROM = 400
SHOWN_OF_FOLDED = 120


@dataclass(frozen=True, slots=True)
class Piece:
    """A run of text that stayed, came or went."""

    kind: str
    text: str


@dataclass(frozen=True, slots=True)
class Shown:
    """A piece as the page shows it: of a long unchanged one only the ends, and `folded` is what lies between."""

    kind: str
    text: str
    folded: str = ""
    after: str = ""


def compare(old: str, new: str) -> tuple[Piece, ...]:
    """The pieces in order. What stayed and came, joined, is `new`; what stayed and went is `old`."""
    pieces: list[Piece] = []
    before, after = old.splitlines(keepends=True), new.splitlines(keepends=True)
    for same, gone, come in _runs(before, after):
        if same:
            pieces.append(Piece(SAME, same))
        elif gone and come:
            pieces += _words(gone, come)
        else:
            pieces.append(Piece(INSERTED, come) if come else Piece(DELETED, gone))
    return _joined(pieces)


def _words(old: str, new: str) -> Iterator[Piece]:
    for same, gone, come in _runs(WORD.findall(old), WORD.findall(new)):
        if same:
            yield Piece(SAME, same)
        if gone:
            yield Piece(DELETED, gone)
        if come:
            yield Piece(INSERTED, come)


def _runs(old: Sequence[str], new: Sequence[str]) -> Iterator[tuple[str, str, str]]:
    """Runs as (what stayed, what went, what came), each joined."""
    if len(old) * len(new) > MOST_PAIRS:
        yield "", "".join(old), "".join(new)
        return
    for what, i, j, k, m in SequenceMatcher(None, old, new, autojunk=False).get_opcodes():
        if what == "equal":
            yield "".join(old[i:j]), "", ""
        else:
            yield "", "".join(old[i:j]), "".join(new[k:m])


def _joined(pieces: Sequence[Piece]) -> tuple[Piece, ...]:
    """Neighbours of one kind as one piece; an unchanged blank between two changes is no reason to break them apart."""
    joined: list[Piece] = []
    for piece in pieces:
        if joined and joined[-1].kind == piece.kind:
            joined[-1] = Piece(piece.kind, joined[-1].text + piece.text)
        elif piece.text:
            joined.append(piece)
    return tuple(joined)


def fold(pieces: Sequence[Piece]) -> tuple[Shown, ...]:
    """The pieces for a page: the middle of a long unchanged one is folded away, at the edge of a word."""
    return tuple(_fold(piece, first=not at, last=at == len(pieces) - 1) for at, piece in enumerate(pieces))


def _fold(piece: Piece, *, first: bool, last: bool) -> Shown:
    if piece.kind != SAME or len(piece.text) <= FOLD_FROM:
        return Shown(piece.kind, piece.text)
    words = WORD.findall(piece.text)
    start = 0 if first else _reach(words)
    end = len(words) if last else len(words) - _reach(words[::-1])
    if end <= start:
        return Shown(piece.kind, piece.text)
    return Shown(piece.kind, "".join(words[:start]), "".join(words[start:end]), "".join(words[end:]))


def _reach(words: Sequence[str]) -> int:
    """How many words fill the part that stays visible."""
    length = 0
    for count, word in enumerate(words):
        length += len(word)
        if length > SHOWN_OF_FOLDED:
            return count
    return len(words)
