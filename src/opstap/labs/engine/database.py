"""A lab's DuckDB file, opened to be read and nothing else."""

from dataclasses import dataclass
from datetime import datetime
from pathlib import Path

import duckdb
from duckdb_kql.types import kusto_type

from opstap.labs.engine.lockdown import LOCKED, SETTINGS

# The schema that holds what the engine must know of a file and no query may read.
OWN = "opstap"

type Schema = dict[str, dict[str, str]]


@dataclass(frozen=True)
class Database:
    """`schema`: table -> column -> KQL type, in the order of the file. `now`: the moment at which the lab plays, in UTC."""

    connection: duckdb.DuckDBPyConnection
    schema: Schema
    now: datetime | None

    def close(self) -> None:
        self.connection.close()


def open_database(path: Path) -> Database:
    """Open a file that `store.build` made. Raises duckdb.Error when it is none."""
    connection = duckdb.connect(str(path), read_only=True, config=SETTINGS)
    try:
        for statement in LOCKED:
            connection.execute(statement)
        return Database(connection, _schema(connection), _now(connection))
    except BaseException:
        connection.close()
        raise


def _schema(connection: duckdb.DuckDBPyConnection) -> Schema:
    found = connection.execute(
        "SELECT table_name, column_name, data_type FROM duckdb_columns() "
        "WHERE schema_name = 'main' AND NOT internal ORDER BY table_name, column_index"
    ).fetchall()
    schema: Schema = {}
    for table, column, kind in found:
        schema.setdefault(table, {})[column] = kusto_type(kind)
    return schema


def _now(connection: duckdb.DuckDBPyConnection) -> datetime | None:
    try:
        row = connection.execute(f"SELECT now FROM {OWN}.clock").fetchone()  # noqa: S608 (a name of ours)
    except duckdb.CatalogException:
        return None
    return row[0] if row else None
