"""One pool, one lab of real data and one of empty usual tables for all tests here: a worker takes a second to start."""

import json
from collections.abc import Callable, Iterator
from datetime import UTC, datetime
from pathlib import Path

import pytest

from opstap.labs.engine.database import Schema
from opstap.labs.engine.pool import Pool
from opstap.labs.engine.result import Outcome, Result
from opstap.labs.engine.store import Source, build

DATA = Path(__file__).parents[4] / "tests" / "data" / "labs"
SPRAY = DATA / "ad-spray-kerberoast"
SPRAY_SCHEMA: Schema = {
    "SecurityEvent": {
        "TimeGenerated": "datetime",
        "Computer": "string",
        "EventID": "int",
        "Activity": "string",
        "Account": "string",
        "TargetUserName": "string",
        "SubjectUserName": "string",
        "IpAddress": "string",
        "LogonType": "int",
        "SubStatus": "string",
        "ServiceName": "string",
        "TicketEncryptionType": "string",
        "ShareName": "string",
    },
    "SysmonEvent": {
        "TimeGenerated": "datetime",
        "Computer": "string",
        "EventID": "int",
        "Image": "string",
        "CommandLine": "string",
        "ParentImage": "string",
        "DestinationIp": "string",
        "TargetFilename": "string",
    },
}
# The attack is from 08:29:48 to 08:30:42 that morning.
NOW = datetime(2020, 10, 22, 9, tzinfo=UTC)

type Run = Callable[[str], Outcome]
type Rows = Callable[[str], list[tuple[object, ...]]]


@pytest.fixture(scope="session")
def pool() -> Iterator[Pool]:
    with Pool(1) as made:
        yield made


@pytest.fixture(scope="session")
def spray(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """The lab of a password spray and Kerberoasting."""
    path = tmp_path_factory.mktemp("labs") / "spray-kerberoast" / "0.duckdb"
    sources = [Source(table, SPRAY / f"{table}.jsonl.gz") for table in SPRAY_SCHEMA]
    build(path, SPRAY_SCHEMA, sources, now=NOW)
    return path


@pytest.fixture(scope="session")
def usual_schema() -> Schema:
    found: Schema = json.loads((DATA / "usual_tables.json").read_text())
    return found


@pytest.fixture(scope="session")
def usual(tmp_path_factory: pytest.TempPathFactory, usual_schema: Schema) -> Path:
    """The 25 usual tables of Sentinel and Defender, without a row."""
    path = tmp_path_factory.mktemp("labs") / "usual" / "0.duckdb"
    build(path, usual_schema, now=NOW)
    return path


@pytest.fixture(scope="session")
def run(pool: Pool, spray: Path) -> Run:
    """Run a query on the lab of the spray."""
    return lambda text: pool.run(text, spray)


@pytest.fixture(scope="session")
def rows(run: Run) -> Rows:
    """The rows of a query that must succeed; what goes wrong is in the failure."""

    def of(text: str) -> list[tuple[object, ...]]:
        outcome = run(text)
        assert isinstance(outcome, Result), f"{outcome}\n{text}"
        return list(outcome.rows)

    return of
