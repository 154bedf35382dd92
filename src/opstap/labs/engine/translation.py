"""KQL to SQL with the names checked in between, parsed once.

The library's own `to_sql` also takes commands that write; this goes by way of the parts beneath it, which know queries only.
"""

from dataclasses import dataclass
from typing import Any

from duckdb_kql.lower import lower
from duckdb_kql.translate import CLOCK_SLOT, clock, to_sql

from opstap.labs.engine.coercion import compare_texts
from opstap.labs.engine.database import Database
from opstap.labs.engine.names import check_names
from opstap.labs.rules.kql.refusal import RefusedError


@dataclass(frozen=True)
class Translation:
    """`parameters` are bound by DuckDB, never written into the SQL; `tables` are the lab's that it reads, sorted."""

    sql: str
    parameters: dict[str, Any]
    tables: tuple[str, ...]


def translate(text: str, database: Database) -> Translation:
    """Raises RefusedError for a name that is none, and KqlError for what the library does not take."""
    with clock(database.now) as active:
        query = lower(text, {}, {}, None, {})
        if query.parameters:
            raise RefusedError("unsupported", kind="", name="declare query_parameters", why="let does the same here")
        tables = check_names(query, database.schema)
        query = compare_texts(query, database.schema)
        sql = to_sql(query, {table: list(columns) for table, columns in database.schema.items()})
        parameters = {CLOCK_SLOT: active.moment} if active.used else {}
    return Translation(str(sql), parameters, tuple(tables))
