"""The Markdown of lessons: CommonMark without raw HTML, with tables, and our extras as rules of the parser."""

from functools import lru_cache
from urllib.parse import unquote

from markdown_it import MarkdownIt
from markdown_it.ruler import RuleOptionsType
from markdown_it.rules_block import StateBlock
from markdown_it.rules_core import StateCore
from markdown_it.rules_inline import StateInline
from markdown_it.token import Token
from mdit_py_plugins.container import container_plugin

from opstap.curriculum.rules.lesson_source import ADMONITIONS, CHECK_LINE, FENCE, PLACE, TERM
from opstap.curriculum.rules.reader import drawing
from opstap.curriculum.rules.reader.context import context_of

# Before these a check line ends the paragraph, list or quote above it.
ENDS: RuleOptionsType = {"alt": ["paragraph", "reference", "blockquote", "list"]}


def prepared(markdown: str) -> str:
    """In the rows of a table the line inside a term is escaped, because a table would divide its cells there."""
    if "[[" not in markdown:
        return markdown
    fenced = False
    lines = markdown.split("\n")
    for number, line in enumerate(lines):
        if FENCE.match(line):
            fenced = not fenced
        elif not fenced and line.lstrip().startswith("|") and "[[" in line:
            lines[number] = TERM.sub(lambda match: f"[[{match[1].rstrip('\\')}\\|{match[2]}]]", line)
    return "\n".join(lines)


def _bare() -> MarkdownIt:
    return MarkdownIt("commonmark", {"html": False}).enable(["table", "strikethrough"])


@lru_cache
def plain_engine() -> MarkdownIt:
    """For texts of others: nothing of ours."""
    return _bare()


@lru_cache
def lesson_engine() -> MarkdownIt:
    """For lessons and case studies."""
    engine = _bare()
    for kind in ADMONITIONS:
        engine.use(container_plugin, name=kind)
        engine.add_render_rule(f"container_{kind}_open", drawing.box_open)
        engine.add_render_rule(f"container_{kind}_close", drawing.box_close)
    engine.block.ruler.before("code", "check", _check, ENDS)
    engine.inline.ruler.before("link", "term", _term)
    engine.inline.ruler.before("link", "place", _place)
    engine.core.ruler.push("figures", _figures)
    for name, rule in drawing.RULES.items():
        engine.add_render_rule(name, rule)
    return engine


def _check(state: StateBlock, start: int, end: int, silent: bool) -> bool:
    line = state.src[state.bMarks[start] + state.tShift[start] : state.eMarks[start]].strip()
    match = CHECK_LINE.fullmatch(line) if line.startswith("{{") else None
    if match is None:
        return False
    if not silent:
        token = state.push("check", "", 0)
        token.content, token.map = match[1], [start, start + 1]
        state.line = start + 1
    return True


def _term(state: StateInline, silent: bool) -> bool:
    match = TERM.match(state.src, state.pos)
    if match is None:
        return False
    if not silent:
        token = state.push("term", "", 0)
        token.meta = {"code": match[1].rstrip("\\")}
        token.content = match[2]
    state.pos = match.end()
    return True


def _place(state: StateInline, silent: bool) -> bool:
    match = PLACE.match(state.src, state.pos)
    if match is None:
        return False
    if not silent:
        state.push("place", "", 0).content = match[1]
    state.pos = match.end()
    return True


def _figures(state: StateCore) -> None:
    """A picture that is alone in its paragraph is a figure, when the pack has it."""
    context = context_of(state.env)
    for index, inline in enumerate(state.tokens):
        if inline.type != "inline" or state.tokens[index - 1].type != "paragraph_open":
            continue
        image = _alone(inline)
        figure = None
        if image is not None:
            path = str(image.attrs.get("src", ""))
            figure = context.sources.figures.get(path) or context.sources.figures.get(unquote(path))
        if image is not None and figure is not None:
            image.type, image.meta = "figure", {"figure": figure}
            state.tokens[index - 1].type, state.tokens[index + 1].type = "figure_open", "figure_close"


def _alone(inline: Token) -> Token | None:
    there = [one for one in inline.children or [] if one.type != "text" or one.content.strip()]
    return there[0] if len(there) == 1 and there[0].type == "image" else None
