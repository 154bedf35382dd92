"""One query, from the learner's text to rows: limits, rewrite, parse, names, SQL, cells. Runs inside a worker."""

import json
import time
from typing import Any

import duckdb
import duckdb_kql
from duckdb_kql.errors import Diagnostic, KqlError, KqlSchemaError, KqlSyntaxError, KqlUnsupportedError
from duckdb_kql.types import kusto_type

from opstap.labs.engine import functions
from opstap.labs.engine.database import Database
from opstap.labs.engine.result import Column, Outcome, Refusal, Result
from opstap.labs.engine.translation import translate
from opstap.labs.engine.values import cell
from opstap.labs.rules.kql import text as limits
from opstap.labs.rules.kql.mistakes import find_mistake
from opstap.labs.rules.kql.refusal import RefusedError
from opstap.labs.rules.kql.render import take_render
from opstap.labs.rules.kql.rewrite import TABLE, Shape, rewrite
from opstap.labs.rules.kql.tokens import Kind, tokenize

MOST_ROWS = 1_000
MOST_BYTES = 1_000_000
_MANY = 200
_CHANCE = {"rand", "new_guid", "sample", "sample-distinct"}
_TIME = {"now", "ago"}
TABLE_SHOWN = "$table"

functions.install()


class KqlEngine:
    """Runs KQL on a lab's database. Holds nothing between two queries."""

    def run(self, text: str, database: Database) -> Outcome:
        """The rows of a query, at most 1,000 or 1 MB of them, or why there are none. Never raises for a text."""
        started = time.perf_counter()
        if refusal := limits.check(text) or find_mistake(text):
            return refusal
        try:
            return self._run(text, database, started)
        except RefusedError as error:
            return error.refusal
        except KqlError as error:
            return _refusal(error, text)
        except RecursionError:
            return Refusal("text.nesting", {"most": limits.MOST_NESTING})
        except (duckdb.OutOfMemoryException, MemoryError):
            return Refusal("stopped.memory")
        except duckdb.Error as error:
            return _duckdb_refusal(error)

    def _run(self, text: str, database: Database, started: float) -> Result:
        body, chart = take_render(text)
        rewritten = rewrite(body, _Asking(database))
        translation = translate(rewritten.text, database)
        cursor = database.connection.execute(translation.sql, translation.parameters or None)
        columns = _columns(cursor)
        rows, truncated = _rows(cursor, columns)
        took = int((time.perf_counter() - started) * 1000)
        again = _repeatable(text, database)
        return Result(columns, rows, truncated, took, chart, rewritten.used, translation.tables, again)


def _repeatable(text: str, database: Database) -> bool:
    """Not what draws lots, nor what asks the time where the lab has no clock of its own."""
    words = {token.text for token in tokenize(text) if token.kind is Kind.WORD}
    return not words & (_CHANCE if database.now else _CHANCE | _TIME)


class _Asking:
    """What a form of the rewrite wants to know of the lab's data, asked once."""

    def __init__(self, database: Database) -> None:
        self._database = database
        self._shapes: dict[str, Shape] = {}

    @property
    def tables(self) -> list[str]:
        return list(self._database.schema)

    def shape(self, query: str) -> Shape:
        if query not in self._shapes:
            translation = translate(query, self._database)
            none = f"SELECT * FROM ({translation.sql}) LIMIT 0"  # noqa: S608 (made by the translator)
            cursor = self._database.connection.execute(none, translation.parameters or None)
            self._shapes[query] = {one.name: one.type for one in _columns(cursor)}
        return self._shapes[query]

    def rows(self, query: str) -> list[tuple[object, ...]]:
        translation = translate(query, self._database)
        cursor = self._database.connection.execute(translation.sql, translation.parameters or None)
        found, truncated = _rows(cursor, _columns(cursor))
        if truncated:
            raise RefusedError("too_much_made", most=MOST_ROWS)
        return list(found)


def _columns(cursor: duckdb.DuckDBPyConnection) -> tuple[Column, ...]:
    names = ((TABLE_SHOWN if name == TABLE else name, kind) for name, kind, *_ in cursor.description)
    return tuple(Column(name, kusto_type(kind)) for name, kind in names)


def _rows(cursor: duckdb.DuckDBPyConnection, columns: tuple[Column, ...]) -> tuple[tuple[tuple[Any, ...], ...], bool]:
    """As many as we send, and whether there were more. What is read is counted, so that no result fills the memory."""
    rows: list[tuple[Any, ...]] = []
    size = 0
    while batch := cursor.fetchmany(_MANY):
        for raw in batch:
            row = tuple(cell(value, column.type) for value, column in zip(raw, columns, strict=True))
            size += len(json.dumps(row, ensure_ascii=False))
            if len(rows) == MOST_ROWS or size > MOST_BYTES:
                return tuple(rows), True
            rows.append(row)
    return tuple(rows), False


def _refusal(error: KqlError, text: str) -> Refusal:
    if isinstance(error, KqlSyntaxError):
        return _syntax(error.diagnostics, text)
    if isinstance(error, KqlUnsupportedError):
        kind, _, name = error.construct.rpartition(":")
        return Refusal("unsupported", {"kind": kind, "name": name, "why": error.hint or ""})
    if isinstance(error, KqlSchemaError):
        return Refusal("names", {"name": error.name, "why": error.hint or ""})
    return Refusal("engine", {"what": type(error).__name__, "why": str(error)[:300]})


def _syntax(diagnostics: list[Diagnostic], text: str) -> Refusal:
    """Where the parser stopped: in the learner's own text when it stops there too, else unknown."""
    own = duckdb_kql.validate(text)
    first = own[0] if own else diagnostics[0]
    position = None
    if own:
        lines = text.splitlines(keepends=True)
        position = sum(len(line) for line in lines[: first.span.line - 1]) + first.span.column
    near = text[position : position + 30].split("\n")[0] if position is not None else ""
    return Refusal("syntax", {"near": near, "why": first.message[:300]}, position)


def _duckdb_refusal(error: duckdb.Error) -> Refusal:
    """DuckDB's own words speak of SQL that the learner never saw: they are for the trainer and the log."""
    why = str(error).splitlines()[0][:300]
    if isinstance(error, duckdb.BinderException | duckdb.ConversionException | duckdb.InvalidInputException):
        return Refusal("types", {"why": why})
    return Refusal("engine", {"what": type(error).__name__, "why": why})


def warm_up() -> None:
    """Load the parser's tables: the first translation takes 150 ms, later ones 5 to 40."""
    duckdb_kql.to_sql("print x = 1 | where x > 0 | summarize n = count() by x")
