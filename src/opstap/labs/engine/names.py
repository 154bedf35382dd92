"""Which names a parsed query reads: tables from an allow-list, columns with their exact case.

Without the list `sqlite_master` and `duckdb_tables` would answer; without the case `eventid` would read EventID here and be an
error in Sentinel, which is what a learner is being prepared for.
"""

import dataclasses
from collections.abc import Iterator, Mapping, Sequence
from difflib import get_close_matches
from typing import Any

from duckdb_kql import ir
from duckdb_kql.errors import KqlSchemaError
from duckdb_kql.schema import match_wildcard, output_columns

from opstap.labs.engine.database import Schema
from opstap.labs.rules.kql.refusal import RefusedError

# A count that a query may write for something it makes out of nothing.
MOST_MADE = 10_000
_MAKING = frozenset({"strrep", "repeat", "range"})

type Columns = dict[str, list[str]]


def check_names(query: ir.Query, schema: Schema) -> list[str]:
    """The lab's tables that the query reads, sorted.

    Raises RefusedError: unknown.table, unknown.column, unknown.name, other_database, too_much_made.
    """
    bound = {name for nested in _queries(query) for name, _ in nested.lets}
    tables = sorted(set(_tables(query, schema, bound)))
    _made(query)
    _columns(query, {table: list(columns) for table, columns in schema.items()})
    return tables


def nearest(name: str, known: Sequence[str]) -> str:
    """The known name that was probably meant, or ""."""
    folded = {one.casefold(): one for one in reversed(known)}
    found = get_close_matches(name.casefold(), folded, n=1, cutoff=0.7)
    return folded[found[0]] if found else ""


def _walk(node: Any, *, into_queries: bool = True) -> Iterator[Any]:
    """Every part of a parsed query, once each: let-bound expressions are shared between their uses."""
    stack, seen = [node], set()
    while stack:
        current = stack.pop()
        if isinstance(current, list | tuple):
            stack.extend(reversed(current))
            continue
        if not dataclasses.is_dataclass(current) or id(current) in seen:
            continue
        seen.add(id(current))
        yield current
        if current is node or into_queries or not isinstance(current, ir.Query):
            stack.extend(getattr(current, field.name) for field in dataclasses.fields(current))


def _queries(query: ir.Query) -> Iterator[ir.Query]:
    return (node for node in _walk(query) if isinstance(node, ir.Query))


def _tables(query: ir.Query, schema: Schema, bound: set[str]) -> Iterator[str]:
    fuzzy = {id(branch.source) for node in _walk(query) if isinstance(node, ir.Union) and node.isfuzzy
             for branch in node.branches}  # fmt: skip
    for node in _walk(query):
        if isinstance(node, ir.TableRef):
            if node.database is not None or node.cluster is not None:
                raise RefusedError("other_database", name=node.qualified)
            if node.name in schema:
                yield node.name
            elif node.name not in bound and id(node) not in fuzzy:
                raise RefusedError("unknown.table", name=node.name, nearest=nearest(node.name, list(schema)))
        elif isinstance(node, ir.WildcardTableRef):
            if node.database is not None:
                raise RefusedError("other_database", name=node.pattern)
            yield from match_wildcard(node, {table: list(columns) for table, columns in schema.items()})
        elif isinstance(node, ir.CommandSource):
            raise RefusedError("text.command")


def _made(query: ir.Query) -> None:
    for node in _walk(query):
        if isinstance(node, ir.FunctionCall) and node.name.lower() in _MAKING:
            counts = [part.value for part in node.args if isinstance(part, ir.Literal)]
        elif isinstance(node, ir.RangeSource):
            counts = [part.value for part in (node.start, node.stop) if isinstance(part, ir.Literal)]
        else:
            continue
        for count in counts:
            if isinstance(count, int | float) and abs(count) > MOST_MADE:
                raise RefusedError("too_much_made", most=MOST_MADE)


def _columns(query: ir.Query, known: Columns) -> None:
    """Check one pipeline and those inside it, each against the columns that its own input has."""
    for name, bound in query.lets:
        if isinstance(bound, ir.Query):
            _columns(bound, known)
            known = {**known, name: _output(bound, known) or []}
    for name in _named(query.source):
        raise RefusedError("unknown.name", name=name, nearest=nearest(name, list(known)))
    for place, operator in enumerate(query.operators):
        columns = _output(dataclasses.replace(query, operators=query.operators[:place], lets=[]), known)
        if columns is None:
            return
        for name in _named(operator):
            if name not in columns:
                raise RefusedError("unknown.column", name=name, nearest=nearest(name, columns))
        if isinstance(operator, ir.Join | ir.Lookup):
            _join_keys(operator, columns, _output(operator.right, known))
    for nested in _nested(query):
        _columns(nested, known)


def _nested(query: ir.Query) -> Iterator[ir.Query]:
    """The queries directly inside its steps; those of `let` are seen before."""
    for part in (query.source, *query.operators):
        yield from _within(part)


def _within(part: Any) -> Iterator[ir.Query]:
    for node in _walk(part, into_queries=False):
        if isinstance(node, ir.Query):
            yield node


def _named(operator: ir.Operator | ir.Source) -> Iterator[str]:
    """The columns of its input that a step names; a source has no input, so that each is one too many."""
    for node in _walk(operator, into_queries=False):
        if isinstance(node, ir.ColumnRef):
            yield node.name
        elif isinstance(node, ir.MvExpandTarget):
            yield node.column
    if isinstance(operator, ir.ProjectAway):
        yield from operator.columns
    elif isinstance(operator, ir.ProjectRename):
        yield from (old for old, _ in operator.renames)


def _join_keys(operator: ir.Join | ir.Lookup, left: list[str], right: list[str] | None) -> None:
    for key in operator.keys:
        for name, columns in ((key.left, left), (key.right, right)):
            if columns is not None and name not in columns:
                raise RefusedError("unknown.column", name=name, nearest=nearest(name, columns))


def _output(query: ir.Query, known: Mapping[str, list[str]]) -> list[str] | None:
    """The columns of a pipeline, or nothing when they depend on more than names."""
    try:
        return list(output_columns(query, dict(known)))
    except KqlSchemaError:
        return None
