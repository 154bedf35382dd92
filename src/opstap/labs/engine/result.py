"""What a query came to: a `Result`, or a `Refusal` that says why not. Both travel as JSON."""

from collections.abc import Mapping
from dataclasses import asdict, dataclass
from typing import Any

from opstap.labs.rules.kql.refusal import Refusal
from opstap.labs.rules.kql.render import Chart

__all__ = ["Cell", "Chart", "Column", "Outcome", "Refusal", "Result", "as_json", "read"]

# As JSON: text, numbers, booleans, nothing, and for `dynamic` also lists and objects. A datetime is ISO 8601 in UTC
# ("2026-01-05T09:30:00.1230000Z"), a timespan "[-][d.]hh:mm:ss[.fffffff]", and an infinite real "Infinity": as Kusto writes them.
type Cell = Any


@dataclass(frozen=True)
class Column:
    """`type` is the KQL name: bool, int, long, real, decimal, string, datetime, timespan, guid or dynamic."""

    name: str
    type: str


@dataclass(frozen=True)
class Result:
    """`rows` are as wide as `columns`; `truncated` when the query had more than we send; `ms` milliseconds in the engine.

    `used` names the forms that we rewrote (docs/stations/labs.md), `tables` the lab's tables that the query reads.
    `repeatable` when the same query on the same file gives the same again, so that it need not be run again.
    """

    columns: tuple[Column, ...]
    rows: tuple[tuple[Cell, ...], ...]
    truncated: bool = False
    ms: int = 0
    chart: Chart | None = None
    used: tuple[str, ...] = ()
    tables: tuple[str, ...] = ()
    repeatable: bool = True

    def column(self, name: str) -> list[Cell]:
        """All cells of one column. Raises ValueError when there is none of that name."""
        place = [column.name for column in self.columns].index(name)
        return [row[place] for row in self.rows]


type Outcome = Result | Refusal


def as_json(outcome: Outcome) -> dict[str, Any]:
    """For a frame between processes; `read` is the way back."""
    if isinstance(outcome, Refusal):
        return {"refusal": {**asdict(outcome), "values": dict(outcome.values)}}
    return {"result": asdict(outcome)}


def read(data: Mapping[str, Any]) -> Outcome:
    """The way back from `as_json`. Raises KeyError or TypeError for anything else."""
    if "refusal" in data:
        return Refusal(**data["refusal"])
    found = data["result"]
    return Result(
        columns=tuple(Column(**one) for one in found["columns"]),
        rows=tuple(tuple(row) for row in found["rows"]),
        truncated=found["truncated"],
        ms=found["ms"],
        chart=Chart(**found["chart"]) if found["chart"] else None,
        used=tuple(found["used"]),
        tables=tuple(found["tables"]),
        repeatable=found["repeatable"],
    )
