"""Turn a lesson's Markdown into safe HTML, in parts around its check question.

CommonMark without raw HTML, plus: boxes (`::: note Title`), key terms (`[[id|text]]`), the facts of the reader's own
organisation (`{{ org.dpo }}`), one check (`{{ check id }}`). What comes out has gone through nh3, so that even a hole in the
Markdown library cannot bring a script onto a learner's page.

A key term is a button that opens its meaning as a popover, which browsers do without JavaScript; a browser too old for
that shows the meaning in the text. All terms are listed again under the lesson.
"""

import re
from collections.abc import Mapping
from dataclasses import dataclass, field
from functools import lru_cache
from html import escape

import nh3
from markdown_it import MarkdownIt
from markdown_it.renderer import RendererHTML
from markdown_it.rules_inline import StateInline
from markdown_it.token import Token
from markdown_it.utils import EnvType, OptionsDict
from mdit_py_plugins.container import container_plugin

from opstap.curriculum.rules.lesson_source import ADMONITIONS, CHECK_LINE, PLACE, TERM

TAGS = {
    *("p", "h2", "h3", "h4", "ul", "ol", "li", "strong", "em", "code", "pre", "blockquote", "hr", "br", "a", "s"),
    *("table", "thead", "tbody", "tr", "th", "td", "aside", "span", "button", "bdi", "dfn"),
}
ATTRIBUTES = {
    "*": {"id", "class", "dir", "lang"},
    "a": {"href"},
    "ol": {"start"},
    "aside": {"data-kind", "aria-labelledby"},
    "button": {"type", "popovertarget"},
    "span": {"popover"},
}


@dataclass(frozen=True, slots=True)
class Term:
    """A glossary term: the exam's English word and its meaning in the lesson's language."""

    name: str
    meaning: str


@dataclass(frozen=True, slots=True)
class Heading:
    anchor: str
    text: str


@dataclass(frozen=True, slots=True)
class Rendered:
    """Safe HTML before and after the check, the id of the check question, the sections, and the terms that were met."""

    before: str
    check: str
    after: str
    headings: tuple[Heading, ...]
    terms: tuple[Term, ...]


@dataclass(slots=True)
class _Context:
    terms: Mapping[str, Term]
    facts: Mapping[str, str]
    fallbacks: Mapping[str, str]
    headings: list[Heading] = field(default_factory=list)
    met: dict[str, Term] = field(default_factory=dict)
    boxes: int = 0


def render(
    markdown: str, *, terms: Mapping[str, Term], facts: Mapping[str, str], fallbacks: Mapping[str, str]
) -> Rendered:
    """Render a lesson. `facts` are the organisation's own (`dpo`, `reporting_contact`); where one is missing or empty, the
    polite text of `fallbacks` stands. Unknown terms and places give their plain text: a page is never broken by a word.
    """
    context = _Context(terms, facts, fallbacks)
    first, check, rest = _split_at_check(markdown)
    before = _html(first, context)
    after = _html(rest, context) if rest else ""
    return Rendered(before, check, after, tuple(context.headings), tuple(context.met.values()))


def render_short(markdown: str) -> str:
    """A text of someone else (an imported question, feedback) as safe HTML, without our extras."""
    return clean(_plain_engine().render(markdown))


def clean(html: str) -> str:
    """Only what TAGS and ATTRIBUTES allow; links go to the web or stay on the page."""
    return nh3.clean(
        html,
        tags=TAGS,
        attributes=ATTRIBUTES,
        url_schemes={"http", "https", "mailto"},
        link_rel="noopener noreferrer",
    )


def _split_at_check(markdown: str) -> tuple[str, str, str]:
    """The text before the line `{{ check id }}`, the id, the text after it. A fence may hold such a line as text."""
    fenced = False
    lines = markdown.split("\n")
    for number, line in enumerate(lines):
        if line.lstrip().startswith(("```", "~~~")):
            fenced = not fenced
        match = CHECK_LINE.fullmatch(line.strip())
        if match and not fenced:
            return "\n".join(lines[:number]), match[1], "\n".join(lines[number + 1 :])
    return markdown, "", ""


def _html(markdown: str, context: _Context) -> str:
    return clean(_lesson_engine().render(markdown, {"context": context}))


@lru_cache
def _plain_engine() -> MarkdownIt:
    return MarkdownIt("commonmark", {"html": False}).enable(["table", "strikethrough"])


@lru_cache
def _lesson_engine() -> MarkdownIt:
    engine = MarkdownIt("commonmark", {"html": False}).enable(["table", "strikethrough"]).disable("image")
    for kind in ADMONITIONS:
        engine.use(container_plugin, name=kind)
        engine.add_render_rule(f"container_{kind}_open", _box_open)
        engine.add_render_rule(f"container_{kind}_close", _box_close)
    engine.inline.ruler.before("link", "term", _term)
    engine.inline.ruler.before("link", "place", _place)
    engine.add_render_rule("heading_open", _heading_open)
    engine.add_render_rule("term", _render_term)
    engine.add_render_rule("place", _render_place)
    engine.add_render_rule("fence", _code_block)
    engine.add_render_rule("code_block", _code_block)
    engine.add_render_rule("code_inline", _code_inline)
    return engine


def _term(state: StateInline, silent: bool) -> bool:
    match = TERM.match(state.src, state.pos)
    if match is None:
        return False
    if not silent:
        token = state.push("term", "", 0)
        token.meta = {"code": match[1]}
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


type Tokens = list[Token]


def _context(env: EnvType) -> _Context:
    context: _Context = env["context"]
    return context


def _render_term(self: RendererHTML, tokens: Tokens, index: int, options: OptionsDict, env: EnvType) -> str:
    context, token = _context(env), tokens[index]
    code, shown = str(token.meta["code"]), escape(token.content)
    term = context.terms.get(code)
    if term is None:
        return shown
    if code in context.met:
        # Explained above; a second button with the same meaning would only be in the way.
        return f"<dfn>{shown}</dfn>"
    context.met[code] = term
    meaning = f'<strong><bdi dir="ltr" lang="en">{escape(term.name)}</bdi></strong> {escape(term.meaning)}'
    return (
        f'<button type="button" class="term" popovertarget="term-{escape(code)}">{shown}</button>'
        f'<span popover="" class="term-meaning" id="term-{escape(code)}">{meaning}</span>'
    )


def _render_place(self: RendererHTML, tokens: Tokens, index: int, options: OptionsDict, env: EnvType) -> str:
    context = _context(env)
    name = tokens[index].content.removeprefix("org.")
    fact = context.facts.get(name, "")
    return f"<bdi>{escape(fact)}</bdi>" if fact else escape(context.fallbacks.get(name, ""))


def _heading_open(self: RendererHTML, tokens: Tokens, index: int, options: OptionsDict, env: EnvType) -> str:
    context, inline = _context(env), tokens[index + 1]
    text = re.sub(r"[*_`]|\[\[[^|\]]*\||\]\]", "", inline.content)
    anchor = f"part-{len(context.headings) + 1}"
    # The page's title is the one h1.
    level = min(max(int(tokens[index].tag[1:]), 2), 4)
    tokens[index].tag = tokens[index + 2].tag = f"h{level}"
    context.headings.append(Heading(anchor, text))
    return f'<h{level} id="{anchor}">'


def _box_open(self: RendererHTML, tokens: Tokens, index: int, options: OptionsDict, env: EnvType) -> str:
    context = _context(env)
    kind, _, title = tokens[index].info.strip().partition(" ")
    context.boxes += 1
    name = f"box-{context.boxes}"
    return (
        f'<aside class="admonition" data-kind="{kind}" aria-labelledby="{name}">'
        f'<p class="admonition-title" id="{name}">{escape(title)}</p>'
    )


def _box_close(self: RendererHTML, tokens: Tokens, index: int, options: OptionsDict, env: EnvType) -> str:
    return "</aside>"


def _code_block(self: RendererHTML, tokens: Tokens, index: int, options: OptionsDict, env: EnvType) -> str:
    return f'<pre dir="ltr"><code>{escape(tokens[index].content)}</code></pre>'


def _code_inline(self: RendererHTML, tokens: Tokens, index: int, options: OptionsDict, env: EnvType) -> str:
    return f'<code dir="ltr">{escape(tokens[index].content)}</code>'
