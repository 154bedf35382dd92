"""A lab's file: types as KQL has them, "" for a string that is missing, a clock of its own, and nothing half-written."""

import json
from datetime import UTC, datetime
from pathlib import Path

import pytest

from opstap.labs.engine.database import open_database
from opstap.labs.engine.pool import Pool
from opstap.labs.engine.result import Column, Result
from opstap.labs.engine.store import Source, UnusableError, build, database_path

ALL = {
    "Things": {
        "b": "bool",
        "i": "int",
        "l": "long",
        "r": "real",
        "m": "decimal",
        "s": "string",
        "t": "datetime",
        "p": "timespan",
        "g": "guid",
        "d": "dynamic",
    }
}
ROW = {
    "b": True,
    "i": 1,
    "l": 2**40,
    "r": 0.5,
    "m": "1.25",
    "s": "é",
    "t": "2026-01-05T09:30:00.123Z",
    "p": "01:02:03",
    "g": "00000000-0000-0000-0000-000000000001",
    "d": {"a": [1, "x"]},
}


def test_each_type_comes_back_as_kusto_writes_it(pool: Pool, tmp_path: Path) -> None:
    source, path = tmp_path / "things.jsonl", tmp_path / "0.duckdb"
    source.write_text(json.dumps(ROW) + "\n{}\n")
    build(path, ALL, [Source("Things", source)])
    outcome = pool.run("Things | sort by i asc nulls last", path)
    assert isinstance(outcome, Result)
    assert outcome.columns == tuple(Column(name, kind) for name, kind in ALL["Things"].items())
    assert outcome.rows == (
        (True, 1, 2**40, 0.5, "1.25000000000000000", "é", "2026-01-05T09:30:00.1230000Z", "01:02:03",
         ROW["g"], {"a": [1, "x"]}),
        (None, None, None, None, None, "", None, None, None, None),
    )  # fmt: skip


def test_csv_is_read_with_the_same_types(pool: Pool, tmp_path: Path) -> None:
    source, path = tmp_path / "a.csv", tmp_path / "0.duckdb"
    source.write_text('t,n,s\n2026-01-05T09:30:00Z,5,"a, b"\n,,\n')
    build(path, {"A": {"t": "datetime", "n": "long", "s": "string"}}, [Source("A", source)])
    outcome = pool.run("A | sort by n desc", path)
    assert isinstance(outcome, Result)
    assert outcome.rows == (("2026-01-05T09:30:00.0000000Z", 5, "a, b"), (None, None, ""))


def test_now_is_the_labs_own(pool: Pool, tmp_path: Path) -> None:
    path = tmp_path / "0.duckdb"
    build(path, {"A": {"a": "int"}}, now=datetime(2020, 10, 22, 9, tzinfo=UTC))
    outcome = pool.run("print now(), ago(1h)", path)
    assert isinstance(outcome, Result)
    assert outcome.rows == (("2020-10-22T09:00:00.0000000Z", "2020-10-22T08:00:00.0000000Z"),)


def test_the_clock_is_no_table_of_the_lab(tmp_path: Path) -> None:
    path = tmp_path / "0.duckdb"
    build(path, {"A": {"a": "int"}}, now=datetime(2020, 10, 22, 9, tzinfo=UTC))
    database = open_database(path)
    assert database.schema == {"A": {"a": "int"}}
    database.close()


@pytest.mark.parametrize(
    ("schema", "words"),
    [
        ({"T": {"a": "text"}}, "no KQL type"),
        ({"T": {"EventId": "int", "EventID": "int"}}, "differ in case only"),
        ({"T": {"a": "int"}, "t": {"a": "int"}}, "differ in case only"),
        ({'T"; DROP': {"a": "int"}}, "no plain name"),
        ({"T": {"a'b": "int"}}, "no plain name"),
        ({"T": {}}, "no columns"),
    ],
)
def test_a_schema_that_cannot_be_one_is_told(schema: dict[str, dict[str, str]], words: str, tmp_path: Path) -> None:
    with pytest.raises(UnusableError, match=words):
        build(tmp_path / "0.duckdb", schema)
    assert list(tmp_path.iterdir()) == []


def test_a_source_that_cannot_be_read_leaves_what_was_there(tmp_path: Path) -> None:
    path, source = tmp_path / "0.duckdb", tmp_path / "a.jsonl"
    build(path, {"A": {"a": "int"}})
    before = path.read_bytes()
    source.write_text('{"a": "no number"}\n')
    with pytest.raises(UnusableError):
        build(path, {"A": {"a": "int"}}, [Source("A", source)])
    assert path.read_bytes() == before
    assert [one.name for one in tmp_path.glob("*.duckdb*")] == ["0.duckdb"]


def test_a_path_stays_under_its_root(tmp_path: Path) -> None:
    assert database_path(tmp_path, "spray", 3) == tmp_path / "spray" / "3.duckdb"
    for lab, variant in [("..", 0), ("a/b", 0), ("spray", -1)]:
        with pytest.raises(ValueError, match="no lab"):
            database_path(tmp_path, lab, variant)
