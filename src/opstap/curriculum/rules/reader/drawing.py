"""How each token of a lesson becomes HTML. What comes out still goes through `safety`."""

from collections.abc import Callable, Sequence
from html import escape

from markdown_it.renderer import RendererHTML
from markdown_it.token import Token
from markdown_it.utils import EnvType, OptionsDict

from opstap.curriculum.rules.reader.context import Context, context_of
from opstap.curriculum.rules.reader.plain import plain, plain_title
from opstap.curriculum.rules.reader.shapes import Figure, Heading, Term

type Tokens = Sequence[Token]
type Rule = Callable[[RendererHTML, Tokens, int, OptionsDict, EnvType], str]


def term(self: RendererHTML, tokens: Tokens, index: int, options: OptionsDict, env: EnvType) -> str:
    """The first time a button that opens the meaning; after that the word alone."""
    context, token = context_of(env), tokens[index]
    code, shown = str(token.meta["code"]), escape(token.content)
    known = context.sources.terms.get(code)
    if known is None:
        return shown
    if code in context.met:
        # Explained above; a second button with the same meaning would only be in the way.
        return f"<dfn>{shown}</dfn>"
    context.met[code] = known
    name = f"{context.prefix}term-{escape(code)}"
    return (
        f'<button type="button" class="term" popovertarget="{name}">{shown}</button>'
        f'<span popover="" class="term-meaning" id="{name}">{_meaning(known)}</span>'
    )


def _meaning(known: Term) -> str:
    meaning = f'<strong><bdi dir="ltr" lang="en">{escape(known.name)}</bdi></strong> '
    meaning += _in(known.language, known.meaning)
    return f"{meaning}<br>{_in(known.own_language, known.own)}" if known.own else meaning


def _in(language: str, text: str) -> str:
    if not language:
        return escape(text)
    direction = "rtl" if language == "ar" else "ltr"
    return f'<span lang="{escape(language)}" dir="{direction}">{escape(text)}</span>'


def place(self: RendererHTML, tokens: Tokens, index: int, options: OptionsDict, env: EnvType) -> str:
    """A fact of the organisation, or the polite words that stand for it."""
    text, own = context_of(env).fact(tokens[index].content)
    return f"<bdi>{escape(text)}</bdi>" if own else escape(text)


def heading_open(self: RendererHTML, tokens: Tokens, index: int, options: OptionsDict, env: EnvType) -> str:
    """A heading with an anchor; the page's title is the one h1."""
    context = context_of(env)
    anchor = f"{context.prefix}part-{len(context.headings) + 1}"
    level = level_of(tokens[index], context)
    tokens[index + 2].tag = f"h{level}"
    context.headings.append(Heading(anchor, plain(tokens[index + 1 : index + 2], context), level))
    return f'<h{level} id="{anchor}">'


def level_of(heading: Token, context: Context) -> int:
    """The level that this heading is drawn at; one inside a box or a list begins no section."""
    level = max(int(heading.tag[1:]), 3 if heading.level else 2)
    return min(level + context.top - 2, 4)


def box_open(self: RendererHTML, tokens: Tokens, index: int, options: OptionsDict, env: EnvType) -> str:
    """A box is named by its title."""
    context = context_of(env)
    kind, title = plain_title(tokens[index])
    context.boxes += 1
    name = f"{context.prefix}box-{context.boxes}"
    return (
        f'<aside class="admonition" data-kind="{escape(kind)}" aria-labelledby="{name}">'
        f'<p class="admonition-title" id="{name}">{escape(title)}</p>'
    )


def box_close(self: RendererHTML, tokens: Tokens, index: int, options: OptionsDict, env: EnvType) -> str:
    """The end of a box."""
    return "</aside>"


def code_block(self: RendererHTML, tokens: Tokens, index: int, options: OptionsDict, env: EnvType) -> str:
    """Code runs from left to right in every language."""
    return f'<pre dir="ltr"><code>{escape(tokens[index].content)}</code></pre>'


def code_inline(self: RendererHTML, tokens: Tokens, index: int, options: OptionsDict, env: EnvType) -> str:
    """The same inside a sentence."""
    return f'<code dir="ltr">{escape(tokens[index].content)}</code>'


def figure_open(self: RendererHTML, tokens: Tokens, index: int, options: OptionsDict, env: EnvType) -> str:
    """Around a picture that stands alone."""
    return "<figure>"


def figure(self: RendererHTML, tokens: Tokens, index: int, options: OptionsDict, env: EnvType) -> str:
    """The picture, with its size so that the text under it stays where it is, and what the author wrote under it."""
    token = tokens[index]
    found: Figure = token.meta["figure"]
    size = f' width="{found.width}" height="{found.height}"' if found.width and found.height else ""
    alt = escape(plain(token.children or [], context_of(env)))
    caption = escape(str(token.attrs.get("title", "")))
    under = f"<figcaption>{caption}</figcaption>" if caption else ""
    return f'<img src="{escape(found.url)}" alt="{alt}"{size} loading="lazy">{under}'


def figure_close(self: RendererHTML, tokens: Tokens, index: int, options: OptionsDict, env: EnvType) -> str:
    """The end of a figure."""
    return "</figure>"


def image(self: RendererHTML, tokens: Tokens, index: int, options: OptionsDict, env: EnvType) -> str:
    """A picture that the pack does not have, or inside a sentence: the words that stand for it."""
    return escape(plain(tokens[index].children or [], context_of(env)))


def check(self: RendererHTML, tokens: Tokens, index: int, options: OptionsDict, env: EnvType) -> str:
    """A question is drawn by the page."""
    return ""


RULES: dict[str, Rule] = {
    "heading_open": heading_open,
    "term": term,
    "place": place,
    "fence": code_block,
    "code_block": code_block,
    "code_inline": code_inline,
    "figure_open": figure_open,
    "figure": figure,
    "figure_close": figure_close,
    "image": image,
    "check": check,
}
