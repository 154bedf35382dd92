"""The plain words of a piece of a lesson: to count, to quote, to read aloud."""

from collections.abc import Sequence

from markdown_it.token import Token

from opstap.curriculum.rules.reader.context import Context

# After these a word ends, though no blank stands in the source.
_BREAKS = {"softbreak", "hardbreak"}


def plain(tokens: Sequence[Token], context: Context) -> str:
    """What a reader sees of these tokens, in one line, without the meanings behind the terms."""
    return " ".join(" ".join(_words(one, context) for one in tokens).split())


def _words(token: Token, context: Context) -> str:
    if token.type in _BREAKS:
        return " "
    if token.type == "place":
        return context.fact(token.content)[0]
    if token.type in {"image", "figure"}:
        caption = str(token.attrs.get("title", "")) if token.type == "figure" else ""
        return f"{_inside(token, context)} {caption}"
    if token.type.startswith("container_"):
        return plain_title(token)[1] if token.nesting == 1 else ""
    if token.children:
        return _inside(token, context)
    return token.content if token.type != "check" else ""


def _inside(token: Token, context: Context) -> str:
    # Without blanks between: emphasis may stand inside a word.
    return "".join(_words(one, context) for one in token.children or [])


def plain_title(box: Token) -> tuple[str, str]:
    """The kind and the title of a box."""
    kind, _, title = box.info.strip().partition(" ")
    return kind, title.strip()
