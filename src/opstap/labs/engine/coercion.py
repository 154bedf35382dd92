"""A column of texts compared with a number: `ResultType == 0`, which half of all Sentinel queries write.

Kusto compares texts there. DuckDB would make a number of every text of the column, and end the query at the first that is none.
"""

import dataclasses
from typing import Any

from duckdb_kql import ir

from opstap.labs.engine.database import Schema

_EQUALITY = frozenset({"==", "!=", "<>", "=~", "!~"})
_NUMBERS = frozenset({"long", "int"})


def compare_texts(query: ir.Query, schema: Schema) -> ir.Query:
    """The query with the number written as a text, where the other side is a column of texts in every table that has it.

    A name that the query makes itself is left alone: its type is not known here.
    """
    made = {str(name) for node in _parts(query) for name in _made(node)}
    types: dict[str, set[str]] = {}
    for columns in schema.values():
        for name, kind in columns.items():
            types.setdefault(name, set()).add(kind)
    texts = frozenset(name for name, kinds in types.items() if kinds == {"string"}) - made
    changed: ir.Query = _rebuilt(query, texts, {})
    return changed


def _parts(node: Any) -> list[Any]:
    found, stack, seen = [], [node], set()
    while stack:
        current = stack.pop()
        if isinstance(current, list | tuple):
            stack.extend(current)
        elif dataclasses.is_dataclass(current) and id(current) not in seen:
            seen.add(id(current))
            found.append(current)
            stack.extend(getattr(current, one.name) for one in dataclasses.fields(current))
    return found


def _made(node: Any) -> list[str | None]:
    """The names of columns that a step makes."""
    match node:
        case ir.NamedExpr() | ir.ParseSegment() | ir.MvExpandTarget():
            return [node.name]
        case ir.DataTable():
            return [name for name, _ in node.columns]
        case ir.ProjectRename():
            return [new for _, new in node.renames]
        case ir.RangeSource():
            return [node.name]
    return []


def _rebuilt(node: Any, texts: frozenset[str], memo: dict[int, Any]) -> Any:
    """Shared parts stay shared, or a chain of `let` would grow without end."""
    if isinstance(node, list):
        return [_rebuilt(one, texts, memo) for one in node]
    if isinstance(node, tuple):
        return tuple(_rebuilt(one, texts, memo) for one in node)
    if not dataclasses.is_dataclass(node) or isinstance(node, type):
        return node
    if id(node) in memo:
        return memo[id(node)]
    changes: dict[str, Any] = {}
    for one in dataclasses.fields(node):
        before = getattr(node, one.name)
        after = _rebuilt(before, texts, memo)
        if after is not before and after != before:
            changes[one.name] = after
    made = dataclasses.replace(node, **changes) if changes else node
    memo[id(node)] = _as_texts(made, texts)
    return memo[id(node)]


def _as_texts(node: Any, texts: frozenset[str]) -> Any:
    if isinstance(node, ir.BinaryOp) and node.op in _EQUALITY:
        if _is_text(node.left, texts):
            return dataclasses.replace(node, right=_text(node.right))
        if _is_text(node.right, texts):
            return dataclasses.replace(node, left=_text(node.left))
    if isinstance(node, ir.InList) and _is_text(node.value, texts):
        return dataclasses.replace(node, items=tuple(map(_text, node.items)))
    return node


def _is_text(node: ir.Expr, texts: frozenset[str]) -> bool:
    return isinstance(node, ir.ColumnRef) and node.name in texts


def _text(node: ir.Expr) -> ir.Expr:
    if isinstance(node, ir.Literal) and node.kind in _NUMBERS and not isinstance(node.value, bool):
        return ir.Literal(str(node.value), "string")
    return node
