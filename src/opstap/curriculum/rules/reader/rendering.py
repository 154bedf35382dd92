"""Turn a lesson's Markdown into safe HTML, block by block, with its check questions between them.

CommonMark without raw HTML, plus: boxes (`::: note Title`), key terms (`[[id|text]]`), the facts of the reader's own
organisation (`{{ org.dpo }}`), checks (`{{ check id }}`), figures (a picture alone in its paragraph). What comes out has gone
through nh3, so that even a hole in the Markdown library cannot bring a script onto a learner's page.

A key term is a button that opens its meaning as a popover, which browsers do without JavaScript; a browser too old for
that shows the meaning in the text. All terms are listed again under the lesson.
"""

from collections.abc import Iterator, Mapping, Sequence
from types import MappingProxyType
from typing import Any

from markdown_it.token import Token
from nh3 import Cleaner

from opstap.curriculum.rules.reader import shapes
from opstap.curriculum.rules.reader.context import Context, Sources
from opstap.curriculum.rules.reader.drawing import level_of
from opstap.curriculum.rules.reader.engine import lesson_engine, plain_engine, prepared
from opstap.curriculum.rules.reader.plain import plain
from opstap.curriculum.rules.reader.safety import clean, cleaner, cleaner_with_figures, without_reordering
from opstap.curriculum.rules.reader.shapes import Block, Figure, Rendered, Term

QUOTED = 300
NONE: Mapping[str, Any] = MappingProxyType({})
KINDS = {
    "heading_open": shapes.HEADING,
    "bullet_list_open": shapes.LIST,
    "ordered_list_open": shapes.LIST,
    "blockquote_open": shapes.QUOTE,
    "table_open": shapes.TABLE,
    "fence": shapes.CODE,
    "code_block": shapes.CODE,
    "figure_open": shapes.FIGURE,
    "hr": shapes.RULE,
    "check": shapes.CHECK,
}


def render(
    markdown: str,
    *,
    terms: Mapping[str, Term] = NONE,
    facts: Mapping[str, str] = NONE,
    fallbacks: Mapping[str, str] = NONE,
    figures: Mapping[str, Figure] = NONE,
    prefix: str = "",
) -> Rendered:
    """Render a lesson. `facts` are the organisation's own (`dpo`, `reporting_contact`); where one is missing or empty, the
    polite text of `fallbacks` stands. `figures` by their path in the pack. `prefix` ("fr-") goes before every id, for a text
    that is the second on its page. Unknown terms, places and figures give their plain text: a word never breaks a page.
    """
    context = Context(Sources(terms, facts, fallbacks, figures), prefix)
    blocks = _blocks(markdown, context)
    return Rendered(
        blocks=blocks,
        headings=tuple(context.headings),
        terms=tuple(context.met.values()),
        checks=tuple(block.check for block in blocks if block.check),
        words=sum(block.words for block in blocks),
    )


def render_scenario(markdown: str, *, figures: Mapping[str, Figure] = NONE, prefix: str = "case-") -> str:
    """The scenario of a case study as safe HTML: the same Markdown without terms and facts, its headings one level lower."""
    context = Context(Sources(figures=figures), prefix, top=3)
    return "".join(block.html for block in _blocks(markdown, context))


def render_short(markdown: str) -> str:
    """A text of someone else (an imported question, feedback) as safe HTML, without our extras."""
    return clean(plain_engine().render(markdown))


def _blocks(markdown: str, context: Context) -> tuple[Block, ...]:
    engine = lesson_engine()
    env = {"context": context}
    tokens = engine.parse(prepared(without_reordering(markdown)), env)
    plainly = cleaner()
    with_figures = _cleaner_for(tokens, context)
    blocks: list[Block] = []
    asked: set[str] = set()
    section = 0

    def add(kind: str, html: str = "", check: str = "", text: str = "") -> None:
        anchor = f"{context.prefix}b{len(blocks) + 1}"
        blocks.append(Block(anchor, kind, html, check, section, len(text.split()), text[:QUOTED].rstrip()))

    for group in _top_level(tokens):
        kind = KINDS.get(group[0].type, shapes.BOX if group[0].type.startswith("container_") else shapes.PARAGRAPH)
        if kind == shapes.HEADING and level_of(group[0], context) == context.top:
            section += 1
        if kind != shapes.CHECK:
            html = engine.renderer.render(group, engine.options, env)
            by = with_figures if with_figures and "<img " in html else plainly
            add(kind, by.clean(html), text=plain(group, context))
        # A check inside a box or a list stands after it, because a form of its own does not fit there; the same question twice
        # on one page is asked once.
        for code in (one.content for one in group if one.type == "check"):
            if code not in asked:
                asked.add(code)
                add(shapes.CHECK, check=code)
    return tuple(blocks)


def _cleaner_for(tokens: Sequence[Token], context: Context) -> Cleaner | None:
    if not any(one.type == "figure_open" for one in tokens):
        return None
    return cleaner_with_figures(figure.url for figure in context.sources.figures.values())


def _top_level(tokens: Sequence[Token]) -> Iterator[list[Token]]:
    """The tokens of each block that is inside no other."""
    group: list[Token] = []
    depth = 0
    for token in tokens:
        group.append(token)
        depth += token.nesting
        if depth == 0:
            yield group
            group = []
