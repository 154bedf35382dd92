"""What was tried against the sandbox, each refused or stopped; docs/stations/labs.md has the table.

Learners never send SQL. The second half does, straight to DuckDB: what the first line of defence lets through must stop there.
"""

import subprocess
import sys
from pathlib import Path

import duckdb
import pytest

from opstap.labs.engine.database import open_database
from opstap.labs.engine.pool import Pool
from opstap.labs.engine.result import Refusal, Result
from opstap.labs.tests.conftest import Run

REFUSED = [
    # Other tables, files and secrets.
    ("sqlite_master | take 1", "unknown.table"),
    ("duckdb_tables | take 1", "unknown.table"),
    ("information_schema.tables | take 1", "unknown.name"),
    ("opstap.clock | take 1", "unknown.name"),
    ("['opstap.clock'] | take 1", "unknown.table"),
    ("SecurityEvent | where EventID in (sqlite_master | project rowid)", "unknown.table"),
    ("SecurityEvent | join (duckdb_settings) on $left.Computer == $right.name", "unknown.table"),
    ("union SecurityEvent, sqlite_master", "unknown.table"),
    ("union duckdb_*", "names"),
    ("let T = duckdb_tables; T | take 1", "unknown.table"),
    ("print toscalar(duckdb_tables | count)", "unknown.table"),
    ("read_text('/etc/passwd')", "unsupported"),
    ("print read_text('/etc/passwd')", "unsupported"),
    ("print getenv('HOME')", "unsupported"),
    ("print duckdb_settings()", "unsupported"),
    ('externaldata(a:string)[@"https://example.org/a.csv"]', "unsupported"),
    ('cluster("other").database("x").SecurityEvent', "other_database"),
    ('database("x").SecurityEvent | take 1', "other_database"),
    # Commands.
    (".drop table SecurityEvent", "text.command"),
    (".show tables", "text.command"),
    ("// a note\n.show tables", "text.command"),
    (".set Mine <| SecurityEvent", "text.command"),
    ("Mine <| SecurityEvent", "text.command"),
    ("SecurityEvent | take 1; SecurityEvent | take 2", "text.two_statements"),
    ("SecurityEvent | evaluate python(typeof(*), 'import os')", "unsupported"),
    ("SecurityEvent | evaluate sql_request('x', 'select 1')", "unsupported"),
    # Too much.
    ("print strrep('a', 1000000000)", "too_much_made"),
    ("range x from 1 to 1000000000 step 1", "too_much_made"),
    ("print range(1, 1000000000)", "too_much_made"),
    (f"SecurityEvent | where EventID in ({','.join(map(str, range(40_000)))})", "text.too_long"),
    ("SecurityEvent" + " | take 5" * 61, "text.pipes"),
    ("print " + "(" * 3_000 + "1" + ")" * 3_000, "text.nesting"),
    ("SecurityEvent | where EventID == 1" + " and EventID == 1" * 3_000, "text.too_long"),
    # Text that is none.
    ("SecurityEvent\0 | take 1", "text.nul"),
    ("SecurityEvent | where Account == “x”", "text.smart_quote"),
    ("SecurityEvent\u200b | take 1", "text.unseen"),
    ("SecurityEvent | where Account == 'x", "text.open_quote"),
    ("   // nothing", "text.empty"),
]


@pytest.mark.parametrize(("text", "code"), REFUSED, ids=[text[:40] for text, _ in REFUSED])
def test_it_is_refused(run: Run, text: str, code: str) -> None:
    outcome = run(text)
    assert isinstance(outcome, Refusal), outcome
    assert outcome.code == code, outcome


@pytest.mark.parametrize(
    "text",
    [
        """print x = "'); DROP TABLE SecurityEvent; --" """,
        """SecurityEvent | where Account == '"; SELECT 1; --' | count""",
        "SecurityEvent | where Account == @'\\' | count",
        'SecurityEvent | extend ["a"" FROM duckdb_tables() --"] = 1 | count',
    ],
)
def test_a_trick_with_quotes_stays_a_text(run: Run, text: str) -> None:
    run(text)
    after = run("SecurityEvent | count")
    assert isinstance(after, Result)
    assert after.rows == ((2843,),)


def test_a_query_that_makes_its_own_size_ends_in_memory_and_not_in_the_machine(run: Run) -> None:
    outcome = run(
        "SecurityEvent | extend n = 2000000000 | take 1 | extend made = strrep(Computer, n) | project strlen(made)"
    )
    assert isinstance(outcome, Refusal)
    assert outcome.code in {"stopped.memory", "stopped.died", "engine"}
    assert isinstance(run("SecurityEvent | count"), Result)


def test_a_query_that_takes_too_long_is_killed_and_the_next_one_works(spray: Path) -> None:
    endless = (
        "SecurityEvent | extend k = 1 | join kind=inner (SecurityEvent | extend k = 1) on k "
        "| join kind=inner (SecurityEvent | extend k = 1) on k | summarize dcount(strcat(Account, Account1, Account2))"
    )
    with Pool(1, seconds=1.0, patience=60) as pool:
        pool.run("print 1", spray)
        before = pool.pids()
        assert pool.run(endless, spray) == Refusal("stopped.time", {"seconds": 1})
        after = pool.run("SecurityEvent | count", spray)
        assert isinstance(after, Result)
        assert after.rows == ((2843,),)
        assert set(before).isdisjoint(pool.pids())


SQL = [
    "SELECT * FROM read_text('/etc/passwd')",
    "SELECT * FROM read_csv('/etc/passwd')",
    "SELECT * FROM glob('/etc/*')",
    "COPY (SELECT 1) TO '/tmp/opstap-out.csv'",
    "ATTACH '/tmp/opstap-other.duckdb'",
    "INSTALL httpfs",
    "LOAD httpfs",
    "EXPORT DATABASE '/tmp/opstap-export'",
    "SET enable_external_access = true",
    "SET memory_limit = '10GB'",
    "CREATE TABLE mine (a INTEGER)",
    "DELETE FROM SecurityEvent",
    "CREATE PERSISTENT SECRET s (TYPE http, EXTRA_HTTP_HEADERS MAP {'a': 'b'})",
]


@pytest.mark.parametrize("statement", SQL)
def test_even_sql_finds_the_door_locked(spray: Path, statement: str) -> None:
    database = open_database(spray)
    try:
        with pytest.raises(duckdb.Error):
            database.connection.execute(statement).fetchall()
    finally:
        database.close()


def test_a_worker_has_a_limit_of_memory_and_no_network_where_the_system_lets_us(pool: Pool) -> None:
    layers = pool.layers()
    assert {"memory", "files"} <= set(layers)
    if sys.platform == "linux":
        assert {"rights", "orphans"} <= set(layers)


def test_a_worker_knows_no_secret() -> None:
    """Neither the environment of the web process nor Django's settings reach it."""
    code = "import sys, opstap.labs.engine.kql, opstap.labs.engine.worker; print([m for m in sys.modules if m[:6] == 'django'])"
    done = subprocess.run([sys.executable, "-c", code], capture_output=True, text=True, check=True)
    assert done.stdout.strip() == "[]"


def test_the_environment_of_a_worker_is_bare(pool: Pool, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setenv("OPSTAP_SECRET_KEY", "not for workers")
    with Pool(1, patience=60) as own:
        own.layers()
        environment = Path(f"/proc/{own.pids()[0]}/environ")
        if environment.exists():
            assert b"OPSTAP" not in environment.read_bytes()
