"""A match as it is kept with an introduction, and read back: what was told on the day it was asked stays."""

from collections.abc import Mapping
from dataclasses import asdict
from fractions import Fraction
from typing import cast

from opstap.jobs.rules.matching import Kind, Line, Match, State

type Kept = dict[str, object]


def kept(card: str, match: Match) -> Kept:
    """As JSON: the rule's version, the card, the score and every line."""
    lines = [asdict(line) for line in match.lines]
    return {"version": match.version, "card": card, "score": str(match.score), "lines": lines}


def read(reasons: Mapping[str, object]) -> Match:
    """What `kept` made; an emptied one (its person was erased) has no lines."""
    rows = cast(list[dict[str, object]], reasons.get("lines", []))
    lines = tuple(
        Line(
            kind=Kind(str(row["kind"])),
            state=State(str(row["state"])),
            what=str(row["what"]),
            need=str(row["need"]),
            has=str(row["has"]),
            hard=bool(row["hard"]),
            shown=bool(row["shown"]),
        )
        for row in rows
    )
    return Match(lines, Fraction(str(reasons.get("score", "0"))))


def card_name(reasons: Mapping[str, object]) -> str:
    """What the card was called."""
    return str(reasons.get("card", ""))


def emptied(reasons: Mapping[str, object]) -> Kept:
    """What is kept once the person was erased: the name of a card that leads to nobody any more."""
    return {"card": card_name(reasons)}
