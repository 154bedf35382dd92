"""A lesson as its page shows it: row by row, in one language or two, with its questions between the rows."""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass

from django.utils.safestring import SafeString, mark_safe

from opstap.curriculum.queries import Shown
from opstap.curriculum.rules.reader import Block, Pair, Rendered
from opstap.practice.actions.note_place import Place
from opstap.practice.models import ReadingPlace
from opstap.practice.rules.reading import minutes_left, shares

WORDLESS = frozenset({"heading", "rule"})


@dataclass(frozen=True, slots=True)
class Piece:
    """One block in one language; a wide table has a box of its own to scroll in, which the keyboard reaches."""

    anchor: str
    html: SafeString


@dataclass(frozen=True, slots=True)
class ReadingRow:
    """What stands beside each other: usually one block in one or two languages, or else a question alone with its anchor.

    `stuck`: the anchor with which one says that one is stuck here; empty for a heading.
    """

    first: tuple[Piece, ...]
    second: tuple[Piece, ...]
    kind: str
    stuck: str
    check: str = ""
    anchor: str = ""


@dataclass(frozen=True, slots=True)
class GoOn:
    """Where the reader stopped, and how many minutes are left from there."""

    anchor: str
    minutes: int


def reading_rows(shown: Shown) -> list[ReadingRow]:
    """The rows of the page."""
    pairs: Sequence[Pair] = shown.pairs or [Pair((block,), ()) for block in shown.rendered.blocks]
    return [_row(pair) for pair in pairs]


def _row(pair: Pair) -> ReadingRow:
    blocks = pair.first or pair.second
    lead = blocks[0]
    if lead.check:
        return ReadingRow((), (), lead.kind, "", lead.check, lead.anchor)
    spoken = next((block for block in blocks if block.kind not in WORDLESS), None)
    return ReadingRow(_pieces(pair.first), _pieces(pair.second), lead.kind, spoken.anchor if spoken else "")


def _pieces(blocks: Sequence[Block]) -> tuple[Piece, ...]:
    return tuple(Piece(block.anchor, mark_safe(_boxed(block.html))) for block in blocks if not block.check)


def _boxed(html: str) -> str:
    return html.replace("<table", '<div class="scroll" tabindex="0"><table').replace("</table>", "</table></div>")


def places(rendered: Rendered) -> Mapping[str, Place]:
    """Each block as a place to stop at."""
    before = shares([block.words for block in rendered.blocks])
    return {block.anchor: Place(block.anchor, share) for block, share in zip(rendered.blocks, before, strict=True)}


def place_of_check(rendered: Rendered, code: str) -> Place | None:
    """Where a question is asked in the lesson."""
    anchor = next((block.anchor for block in rendered.blocks if block.check == code), "")
    return places(rendered).get(anchor)


def go_on(minutes: int, rendered: Rendered, place: ReadingPlace | None) -> GoOn | None:
    """Where to go on: not at the very beginning, nor at a block that is not there any more."""
    here = places(rendered).get(place.anchor) if place else None
    return GoOn(here.anchor, minutes_left(minutes, here.share)) if here and here.share else None


def quote_of(rendered: Rendered, anchor: str) -> str:
    """How the block with this anchor begins; "" when the lesson has none, for example since it was changed."""
    return next((block.text for block in rendered.blocks if block.anchor == anchor), "")
