"""The blocks of a lesson with the lines on which they stand, as a check of its text needs them."""

import re
from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from functools import lru_cache

from markdown_it import MarkdownIt
from markdown_it.token import Token
from mdit_py_plugins.container import container_plugin

from opstap.curriculum.rules.lesson_source import ADMONITIONS, CHECK_LINE, FENCE, TERM

HEADING, PARAGRAPH, LIST, QUOTE, TABLE = "heading", "paragraph", "list", "quote", "table"
CODE, BOX, FIGURE, CHECK, RULE = "code", "box", "figure", "check", "rule"
# What opens a block that counts as one: a list is one block, whatever it holds.
_OPENERS = {
    "heading_open": HEADING,
    "paragraph_open": PARAGRAPH,
    "bullet_list_open": LIST,
    "ordered_list_open": LIST,
    "blockquote_open": QUOTE,
    "table_open": TABLE,
    "fence": CODE,
    "code_block": CODE,
    "hr": RULE,
    **{f"container_{kind}_open": BOX for kind in ADMONITIONS},
}
# Stands for a word that is read but not counted in syllables: a glossary term, code, a place that the organisation fills.
MASKED = "\ue000"
_PLACE = re.compile(r"\{\{[^}\n]*\}\}")


@dataclass(frozen=True, slots=True)
class Part:
    """A run of text: a paragraph, a list item, a heading, a cell. `text` has no Markdown; MASKED stands for each masked word."""

    line: int
    kind: str
    text: str


@dataclass(frozen=True, slots=True)
class Link:
    line: int
    target: str
    image: bool


@dataclass(frozen=True, slots=True)
class Block:
    """One block at the top of the lesson; `section` counts its ## headings from 0 on."""

    kind: str
    line: int
    section: int
    parts: tuple[Part, ...]
    links: tuple[Link, ...]


def blocks_of(markdown: str, first_line: int = 1) -> tuple[Block, ...]:
    """Every block in order. `first_line` is the line of the file on which `markdown` begins."""
    checks: dict[int, str] = {}
    tokens = _engine().parse(_without_checks(markdown, checks))
    blocks: list[Block] = []
    at = 0
    while at < len(tokens):
        end = _end(tokens, at)
        blocks += _block(tokens[at : end + 1], first_line)
        at = end + 1
    blocks += [Block(CHECK, number + first_line, 0, (), ()) for number in checks]
    return tuple(_in_sections(sorted(blocks, key=lambda block: block.line)))


def _without_checks(markdown: str, checks: dict[int, str]) -> str:
    """The text with an empty line for each check, and terms in tables escaped, as the reader does it."""
    fenced = False
    lines = markdown.split("\n")
    for number, line in enumerate(lines):
        if FENCE.match(line):
            fenced = not fenced
        elif not fenced and (match := CHECK_LINE.fullmatch(line.strip())):
            checks[number] = match[1]
            lines[number] = ""
        elif not fenced and line.lstrip().startswith("|"):
            lines[number] = TERM.sub(r"[[\1\\|\2]]", line)
    return "\n".join(lines)


@lru_cache
def _engine() -> MarkdownIt:
    engine = MarkdownIt("commonmark", {"html": False}).enable(["table", "strikethrough"])
    for kind in ADMONITIONS:
        engine.use(container_plugin, name=kind)
    return engine


def _end(tokens: Sequence[Token], start: int) -> int:
    depth = 0
    for place in range(start, len(tokens)):
        depth += tokens[place].nesting
        if depth == 0:
            return place
    return len(tokens) - 1


def _block(tokens: Sequence[Token], first_line: int) -> list[Block]:
    kind = _OPENERS.get(tokens[0].type)
    if kind is None:
        return []
    parts: list[Part] = []
    links: list[Link] = []
    line = _line(tokens[0], first_line)
    for place, token in enumerate(tokens):
        if token.type != "inline":
            continue
        opener = tokens[place - 1].type
        name = {"paragraph_open": PARAGRAPH, "heading_open": HEADING}.get(opener, TABLE)
        at = _line(token, first_line)
        parts.append(Part(at, name, _text(token)))
        links += _links(token.children or [], at)
        if kind == PARAGRAPH and _is_figure(token):
            kind = FIGURE
    return [Block(kind, line, 0, tuple(parts), tuple(links))]


def _line(token: Token, first_line: int) -> int:
    return (token.map[0] if token.map else 0) + first_line


def _is_figure(inline: Token) -> bool:
    there = [one for one in inline.children or [] if one.type != "text" or one.content.strip()]
    return len(there) == 1 and there[0].type == "image"


def _text(inline: Token) -> str:
    """What is read of it; a line break stays one, so that lines can be counted."""
    said = []
    for child in inline.children or []:
        if child.type == "text":
            said.append(child.content)
        elif child.type in ("softbreak", "hardbreak"):
            said.append("\n")
        elif child.type == "code_inline":
            said.append(_masked(child.content))
    plain = "".join(said)
    plain = TERM.sub(lambda match: _masked(match[2]), plain)
    return _PLACE.sub(MASKED, plain)


def _masked(text: str) -> str:
    return " ".join(MASKED for _ in text.split()) or MASKED


def _links(children: Sequence[Token], line: int) -> Iterator[Link]:
    for child in children:
        if child.type == "softbreak":
            line += 1
        elif child.type == "link_open":
            yield Link(line, str(child.attrs.get("href", "")), image=False)
        elif child.type == "image":
            yield Link(line, str(child.attrs.get("src", "")), image=True)


def _in_sections(blocks: Sequence[Block]) -> Iterator[Block]:
    section = 0
    for block in blocks:
        section += block.kind == HEADING
        yield Block(block.kind, block.line, section, block.parts, block.links)
