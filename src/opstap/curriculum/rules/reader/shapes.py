"""What the reader gives: blocks of safe HTML in order, and pairs of them in two languages."""

from dataclasses import dataclass

HEADING, PARAGRAPH, LIST, QUOTE, TABLE = "heading", "paragraph", "list", "quote", "table"
CODE, BOX, FIGURE, CHECK, RULE = "code", "box", "figure", "check", "rule"


@dataclass(frozen=True, slots=True)
class Term:
    """A glossary term: the exam's English word and its meaning in the lesson's language.

    `language` is the one that the meaning has after all, when known; `own` is the meaning in the reader's own language, where
    that is another one.
    """

    name: str
    meaning: str
    language: str = ""
    own: str = ""
    own_language: str = ""


@dataclass(frozen=True, slots=True)
class Figure:
    """Where a figure is found, and its size in pixels (0 when not known), so that the page does not jump."""

    url: str
    width: int = 0
    height: int = 0


@dataclass(frozen=True, slots=True)
class Heading:
    """A heading for the list of contents; `level` as drawn, 2 to 4."""

    anchor: str
    text: str
    level: int = 2


@dataclass(frozen=True, slots=True)
class Block:
    """One block of a lesson."""

    anchor: str  # "b1", "b2", ... in order; with a prefix for a second language ("fr-b1")
    kind: str  # heading, paragraph, list, quote, table, code, box, figure, check, rule
    html: str  # safe; empty for a check
    check: str  # code of the question of a check block, else empty
    section: int  # number of the section (## heading) it belongs to, 0 before the first
    words: int
    text: str  # plain text, the first 300 characters


@dataclass(frozen=True, slots=True)
class Rendered:
    """A lesson in one language: its blocks, headings, the terms that were met, the questions that it checks with."""

    blocks: tuple[Block, ...]
    headings: tuple[Heading, ...]
    terms: tuple[Term, ...]
    checks: tuple[str, ...]
    words: int

    @property
    def html(self) -> str:
        """The whole text in one, without the checks."""
        return "".join(block.html for block in self.blocks)


@dataclass(frozen=True, slots=True)
class Pair:
    """Blocks that say the same in two languages, shown beside or under each other; one side may be empty."""

    first: tuple[Block, ...]
    second: tuple[Block, ...]
