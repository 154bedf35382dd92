"""KQL cut into tokens: enough to tell a pipe from a pipe in a string, and not a parser.

Strings and comments follow https://learn.microsoft.com/kusto/query/scalar-data-types/string and .../comment:
"..." and '...' with backslashes, @"..." where "" is a quote, ```...``` and ~~~...~~~ over lines, an h before each, and // to the
end of the line. KQL has no comment over several lines.
"""

import re
from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from enum import StrEnum


class Kind(StrEnum):
    SPACE = "space"
    COMMENT = "comment"
    STRING = "string"
    NUMBER = "number"
    WORD = "word"
    SYMBOL = "symbol"
    UNCLOSED = "unclosed"


# Operators and parameters whose hyphen is part of the name; any other hyphen is a minus.
_HYPHENATED = """
    project-away project-keep project-rename project-reorder project-smart mv-expand mv-apply make-series make-graph
    parse-where parse-kv sample-distinct top-nested top-hitters graph-match graph-to-table graph-mark-components macro-expand
"""
HYPHENATED = tuple(_HYPHENATED.split())

_PATTERN = re.compile(
    r"""
    (?P<space>\s+)
  | (?P<comment>//[^\n]*)
  | (?P<string>[hH]?(?:```.*?```|~~~.*?~~~|@"(?:[^"\n]|"")*"|@'(?:[^'\n]|'')*'|"(?:[^"\\\n]|\\.)*"|'(?:[^'\\\n]|\\.)*'))
  | (?P<unclosed>[hH]?(?:```|~~~|@?["']))
  | (?P<number>\d+(?:\.\d+)?(?:[eE][+-]?\d+)?[A-Za-z_]*)
  | (?P<word>(?:HYPHENATED)(?![\w-])|[A-Za-z_$][\w$]*)
  | (?P<symbol>==|!=|<=|>=|<>|=~|!~|=>|<\||\.\.|.)
    """.replace("HYPHENATED", "|".join(HYPHENATED)),
    re.VERBOSE | re.DOTALL,
)
OPENING = {"(": ")", "[": "]", "{": "}"}
CLOSING = frozenset(OPENING.values())


@dataclass(frozen=True)
class Token:
    """`start` counts characters from 0 in the text it was cut from."""

    kind: Kind
    text: str
    start: int

    def is_symbol(self, *texts: str) -> bool:
        return self.kind is Kind.SYMBOL and self.text in texts

    def is_word(self, *texts: str) -> bool:
        """KQL's operators and functions are lower case: `Where` is no operator."""
        return self.kind is Kind.WORD and self.text in texts


def tokenize(text: str) -> list[Token]:
    """Every character of `text` is in exactly one token; an unclosed string is one of its own, up to its quote."""
    return [Token(Kind(str(found.lastgroup)), found[0], found.start()) for found in _PATTERN.finditer(text)]


def text_of(tokens: Sequence[Token]) -> str:
    """The text that the tokens were cut from."""
    return "".join(token.text for token in tokens)


def meaningful(tokens: Sequence[Token]) -> list[Token]:
    """Without space and comments."""
    return [token for token in tokens if token.kind not in (Kind.SPACE, Kind.COMMENT)]


def depths(tokens: Sequence[Token]) -> Iterator[tuple[Token, int]]:
    """Each token with the number of brackets around it; a bracket itself is outside."""
    depth = 0
    for token in tokens:
        if token.kind is Kind.SYMBOL and token.text in CLOSING:
            depth -= 1
        yield token, depth
        if token.kind is Kind.SYMBOL and token.text in OPENING:
            depth += 1


def split(tokens: Sequence[Token], separator: str) -> list[list[Token]]:
    """Cut at `separator` where no bracket is open: "|" gives the steps of a pipeline, "," arguments, ";" statements."""
    parts: list[list[Token]] = [[]]
    for token, depth in depths(tokens):
        if depth == 0 and token.is_symbol(separator):
            parts.append([])
        else:
            parts[-1].append(token)
    return parts


def closing(tokens: Sequence[Token], opening: int) -> int | None:
    """The index of the bracket that closes the one at index `opening`, or nothing."""
    depth = 0
    for index in range(opening, len(tokens)):
        token = tokens[index]
        if token.kind is not Kind.SYMBOL:
            continue
        depth += (token.text in OPENING) - (token.text in CLOSING)
        if depth == 0:
            return index
    return None


def normalised(text: str) -> str:
    """One space where there was any, and no comments: two texts with the same one are the same query."""
    pieces: list[str] = []
    for token in tokenize(text):
        if token.kind in (Kind.SPACE, Kind.COMMENT):
            if pieces and pieces[-1] != " ":
                pieces.append(" ")
        else:
            pieces.append(token.text)
    return "".join(pieces).strip()


def string_value(token: Token) -> str:
    """What a string literal stands for. Raises ValueError for another kind of token."""
    if token.kind is not Kind.STRING:
        raise ValueError(f"not a string: {token.text}")
    body = token.text[1:] if token.text[0] in "hH" else token.text
    if body[:3] in ("```", "~~~"):
        return body[3:-3]
    if body[0] == "@":
        return body[2:-1].replace(body[1] * 2, body[1])
    return re.sub(r"\\(u[0-9a-fA-F]{4}|.)", _unescaped, body[1:-1])


def _unescaped(found: re.Match[str]) -> str:
    escape = found[1]
    if len(escape) == 5:
        return chr(int(escape[1:], 16))
    return {"n": "\n", "t": "\t", "r": "\r", "0": "\0", "a": "\a", "b": "\b", "f": "\f", "v": "\v"}.get(escape, escape)


def quoted(value: str) -> str:
    """A string literal with that value."""
    escapes = {"\\": "\\\\", '"': '\\"', "\n": "\\n", "\r": "\\r", "\t": "\\t", "\0": "\\0"}
    return '"' + "".join(escapes.get(character, character) for character in value) + '"'
