"""Builds a lab's DuckDB file from JSON lines or CSV and the types of their columns."""

import re
from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from datetime import UTC, datetime
from pathlib import Path

import duckdb

from opstap.labs.engine.database import OWN, Schema

# How DuckDB holds each KQL type. https://learn.microsoft.com/kusto/query/scalar-data-types
TYPES = {
    "bool": "BOOLEAN",
    "int": "INTEGER",
    "long": "BIGINT",
    "real": "DOUBLE",
    "decimal": "DECIMAL(34, 17)",
    "string": "VARCHAR",
    "datetime": "TIMESTAMP",
    "timespan": "INTERVAL",
    "guid": "UUID",
    "dynamic": "JSON",
}
NAME = re.compile(r"[A-Za-z_][A-Za-z0-9_]{0,99}")
# A lab and a variant are folders and files: nothing in their names can lead out.
SLUG = re.compile(r"[a-z0-9][a-z0-9-]{0,59}")


class UnusableError(Exception):
    """A schema or a source that cannot become a lab's file, in words for its author."""


@dataclass(frozen=True)
class Source:
    """The rows of one table: `.jsonl`, `.jsonl.gz`, `.csv` or `.csv.gz`, with columns named as in the schema."""

    table: str
    path: Path


def database_path(root: Path, lab: str, variant: int) -> Path:
    """Where the file of a lab's variant is. Raises ValueError for a name that is no slug or a number below 0."""
    if not SLUG.fullmatch(lab) or variant < 0:
        raise ValueError(f"no lab and variant: {lab!r}, {variant!r}")
    return root / lab / f"{variant}.duckdb"


def build(path: Path, schema: Schema, sources: Sequence[Source] = (), *, now: datetime | None = None) -> None:
    """Write a new file, or replace the one that is there at once, when all went well.

    `schema` is table -> column -> KQL type; a table without a source is empty. `now`, with its time zone, is what `now()` and
    `ago()` mean in this lab; without it they mean the real present. A missing value is null, and "" for a string.

    Raises UnusableError, and leaves what was there.
    """
    check_schema(schema)
    path.parent.mkdir(parents=True, exist_ok=True)
    draft = path.with_name(f"{path.name}.draft")
    draft.unlink(missing_ok=True)
    try:
        with duckdb.connect(str(draft), config={"threads": 1}) as connection:
            connection.execute("SET TimeZone = 'UTC'")
            for table, columns in schema.items():
                _fill(connection, table, columns, [one.path for one in sources if one.table == table])
            if now is not None:
                connection.execute(f"CREATE SCHEMA {OWN}")
                connection.execute(f"CREATE TABLE {OWN}.clock AS SELECT CAST(? AS TIMESTAMP) AS now", [_plain(now)])
    except duckdb.Error as error:
        draft.unlink(missing_ok=True)
        raise UnusableError(str(error).splitlines()[0]) from error
    draft.replace(path)


def _plain(moment: datetime) -> datetime:
    """In UTC and without saying so, as KQL's datetimes are."""
    return moment.astimezone(UTC).replace(tzinfo=None)


def check_schema(schema: Mapping[str, Mapping[str, str]]) -> None:
    """Raises UnusableError for a type that KQL has not, a name that needs brackets, or two names that differ in case only.

    DuckDB folds the case of names and KQL does not: such a pair would be one column here and two there.
    """
    for table, columns in schema.items():
        for name in (table, *columns):
            if not NAME.fullmatch(name):
                raise UnusableError(f"{table}: {name!r} is no plain name")
        for column, kind in columns.items():
            if kind not in TYPES:
                raise UnusableError(f"{table}.{column}: {kind!r} is no KQL type")
        if not columns:
            raise UnusableError(f"{table} has no columns")
        _differ(list(columns), table)
    _differ(list(schema), "the tables")


def _differ(names: Sequence[str], where: str) -> None:
    seen: dict[str, str] = {}
    for name in names:
        if (other := seen.setdefault(name.casefold(), name)) != name:
            raise UnusableError(f"{where}: {other} and {name} differ in case only")


def _fill(connection: duckdb.DuckDBPyConnection, table: str, columns: Mapping[str, str], paths: list[Path]) -> None:
    declared = ", ".join(f'"{column}" {TYPES[kind]}' for column, kind in columns.items())
    connection.execute(f'CREATE TABLE "{table}" ({declared})')
    chosen = ", ".join(
        f"coalesce(\"{column}\", '')" if kind == "string" else f'"{column}"' for column, kind in columns.items()
    )
    for path in paths:
        if path.suffixes[:1] == [".csv"]:
            read = "read_csv(?, header = true, columns = ?, strict_mode = true)"
        else:
            read = "read_json(?, format = 'newline_delimited', columns = ?, maximum_depth = 20)"
        # `columns =` takes no parameter: the names were checked by check_schema, and the types are ours.
        listed = ", ".join(f"'{column}': '{TYPES[kind]}'" for column, kind in columns.items())
        read = read.replace("columns = ?", f"columns = {{{listed}}}")
        connection.execute(f'INSERT INTO "{table}" SELECT {chosen} FROM {read}', [str(path)])  # noqa: S608
