"""Names that the engine's grammar keeps for itself and Kusto allows: `summarize count = count()`, `extend date = ...`.

In brackets they are names in both: https://learn.microsoft.com/kusto/query/schema-entities/entity-names
"""

from collections.abc import Sequence

from opstap.labs.rules.kql.tokens import Kind, Token, tokenize

_WORDS = "count date filter find first last order sample scan search table time title top"
_RESERVED = frozenset(_WORDS.split())
_DEFINES = frozenset(
    {"extend", "project", "summarize", "by", "project-rename", "print", "distinct", "mv-expand", "project-keep"}
)


def bracketed(tokens: Sequence[Token]) -> list[Token]:
    """Each reserved word that this query makes a column of, in brackets wherever it stands for that column."""
    found = [(place, token) for place, token in enumerate(tokens) if token.kind not in (Kind.SPACE, Kind.COMMENT)]
    before = {place: found[number - 1][1] if number else None for number, (place, _) in enumerate(found)}
    after = {
        place: found[number + 1][1] if number + 1 < len(found) else None for number, (place, _) in enumerate(found)
    }
    made = {token.text for place, token in found if _is_definition(token, before[place], after[place])}
    if not made:
        return list(tokens)
    pieces = []
    for place, token in enumerate(tokens):
        name = token.kind is Kind.WORD and token.text in made and _is_name(token, before[place], after[place])
        pieces.append(f'["{token.text}"]' if name else token.text)
    return tokenize("".join(pieces))


def _is_definition(token: Token, before: Token | None, after: Token | None) -> bool:
    if token.kind is not Kind.WORD or token.text not in _RESERVED or before is None or after is None:
        return False
    return after.is_symbol("=") and (before.is_symbol(",") or before.is_word(*_DEFINES))


def _is_name(token: Token, before: Token | None, after: Token | None) -> bool:
    """Not the step, the function or the member of that name."""
    if before is None or before.is_symbol("|", ".", ";") or before.is_word("nulls"):
        return False
    return after is None or not after.is_symbol("(")
