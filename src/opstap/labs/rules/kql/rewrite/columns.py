"""Steps that choose columns by a pattern: project-reorder, project-keep, project-away with `*`, distinct *."""

import re
from fnmatch import fnmatchcase

from opstap.labs.rules.kql.refusal import RefusedError
from opstap.labs.rules.kql.rewrite.steps import Place, Shape, column, refuse
from opstap.labs.rules.kql.tokens import Kind, Token, meaningful, split, string_value

_ORDERS = {"asc", "desc"}


def reorder(body: list[Token], place: Place) -> list[str] | None:
    """`project-reorder a, b*, c asc`: https://learn.microsoft.com/kusto/query/project-reorder-operator"""
    shape = place.shape("project-reorder")
    place.note("project-reorder")
    first: list[str] = []
    for part in split(body, ","):
        pattern, order = _pattern(meaningful(part))
        found = [name for name in _matching(pattern, shape) if name not in first]
        if order:
            found.sort(key=_natural if "granny" in order else str, reverse=order.endswith("desc"))
        first += found
    return [_project([*first, *(name for name in shape if name not in first)])]


def keep(body: list[Token], place: Place) -> list[str] | None:
    """`project-keep a, b*`: the columns that match, in the order they have."""
    shape = place.shape("project-keep")
    place.note("project-keep")
    wanted = {name for part in split(body, ",") for name in _matching(_pattern(meaningful(part))[0], shape)}
    return [_project([name for name in shape if name in wanted])]


def away(body: list[Token], place: Place) -> list[str] | None:
    """`project-away b*, *1`; plain names are the engine's own."""
    if not any(token.is_symbol("*") for token in body):
        return None
    shape = place.shape("project-away")
    place.note("project-away with *")
    gone = {name for part in split(body, ",") for name in _matching(_pattern(meaningful(part))[0], shape)}
    if gone == set(shape):
        raise refuse("project-away", "it takes away every column")
    return [_project([name for name in shape if name not in gone])]


def distinct(body: list[Token], place: Place) -> list[str] | None:
    """`distinct *`: every column, in the order they have."""
    if [token.text for token in meaningful(body)] != ["*"]:
        return None
    shape = place.shape("distinct *")
    place.note("distinct *")
    return ["distinct " + ", ".join(map(column, shape))]


def _project(names: list[str]) -> str:
    if not names:
        raise refuse("project", "no column is left")
    return "project " + ", ".join(map(column, names))


def _pattern(tokens: list[Token]) -> tuple[str, str]:
    """A name or pattern, and how what it matches is sorted: "", "asc", "desc", "granny-asc" or "granny-desc"."""
    order = ""
    if len(tokens) > 1 and tokens[-1].kind is Kind.WORD and tokens[-1].text in _ORDERS:
        order = tokens.pop().text
        if len(tokens) > 2 and tokens[-1].is_symbol("-") and tokens[-2].is_word("granny"):
            order = f"granny-{order}"
            del tokens[-2:]
    if len(tokens) == 3 and tokens[1].kind is Kind.STRING:
        return string_value(tokens[1]), order
    if not tokens:
        raise refuse("project", "a name is missing")
    return "".join(token.text for token in tokens), order


def _matching(pattern: str, shape: Shape) -> list[str]:
    """Raises RefusedError for a plain name that is no column; a pattern may match nothing."""
    if "*" not in pattern and pattern not in shape:
        raise RefusedError("unknown.column", name=pattern, nearest="")
    escaped = pattern.replace("[", "[[]").replace("?", "[?]")
    return [name for name in shape if fnmatchcase(name, escaped)]


def _natural(name: str) -> list[tuple[int, str]]:
    """ "a20" before "a100"."""
    return [(int(part), "") if part.isdigit() else (0, part) for part in re.split(r"(\d+)", name)]
