"""How many queries of others run here, and why the rest do not: on tables with the right columns and not a row.

Running says that a query is understood and its types agree; that its answers are right is what the tests of the reference say.
"""

import json
import tempfile
from collections import Counter
from collections.abc import Iterable, Iterator
from dataclasses import dataclass, field
from pathlib import Path

from opstap.labs.engine.database import Schema
from opstap.labs.engine.pool import Pool
from opstap.labs.engine.result import Refusal, Result
from opstap.labs.engine.store import UnusableError, build

SUFFIXES = (".kql", ".csl", ".kusto", ".txt")


@dataclass
class Coverage:
    """`causes` counts refusals by code and what was refused; `refused` has the files, in order, with their refusal."""

    queries: int = 0
    executed: int = 0
    causes: Counter[str] = field(default_factory=Counter)
    used: Counter[str] = field(default_factory=Counter)
    refused: list[tuple[Path, Refusal]] = field(default_factory=list)

    @property
    def share(self) -> float:
        """Of the queries, from 0 to 1; 1 of none."""
        return self.executed / self.queries if self.queries else 1.0


def read_schema(path: Path) -> Schema:
    """{table: {column: KQL type}} as JSON. Raises UnusableError."""
    try:
        found = json.loads(path.read_text())
    except (OSError, ValueError) as error:
        raise UnusableError(f"{path}: {error}") from error
    if not isinstance(found, dict) or not all(isinstance(columns, dict) for columns in found.values()):
        raise UnusableError(f"{path}: not {{table: {{column: type}}}}")
    return found


def queries_in(paths: Iterable[Path]) -> Iterator[Path]:
    """The files of queries, those in a folder sorted."""
    for path in paths:
        if path.is_dir():
            yield from sorted(file for file in path.rglob("*") if file.suffix in SUFFIXES)
        else:
            yield path


def measure(paths: Iterable[Path], schema: Schema) -> Coverage:
    """Run each file as one query. Raises UnusableError for a schema that is none, and OSError for a file that is not there."""
    coverage = Coverage()
    with tempfile.TemporaryDirectory(prefix="opstap-coverage-") as folder, Pool(1, patience=60) as pool:
        database = Path(folder) / "0.duckdb"
        build(database, schema)
        for path in queries_in(paths):
            outcome = pool.run(path.read_text(encoding="utf-8-sig", errors="replace"), database)
            coverage.queries += 1
            if isinstance(outcome, Result):
                coverage.executed += 1
                coverage.used.update(outcome.used)
            else:
                coverage.causes[cause(outcome)] += 1
                coverage.refused.append((path, outcome))
    return coverage


def cause(refusal: Refusal) -> str:
    """The code, and what it is about where many refusals share that."""
    about = refusal.values.get("name") if refusal.code in ("unsupported", "unknown.table", "unknown.column") else ""
    return f"{refusal.code} {about}".strip()
