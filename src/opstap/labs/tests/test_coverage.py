"""How much of what analysts write runs here: our own corpus over the 25 usual tables, and the command that measures others'.

`queries/held_out` is a third of it, set aside before it was ever run; no form was written for it, and none may be. Some of the
corpus is known not to run (geo_info_from_ip_address, series functions, externaldata, parse_xml): people write it all the same.
"""

import json
from io import StringIO
from pathlib import Path

import pytest
from django.core.management import CommandError, call_command

from opstap.labs.engine.coverage import Coverage, cause, measure, queries_in
from opstap.labs.engine.database import Schema
from opstap.labs.engine.result import Refusal
from opstap.labs.management.commands.lab import Command
from opstap.labs.tests.conftest import DATA

QUERIES = Path(__file__).parent / "queries"


@pytest.fixture(scope="module")
def coverage(usual_schema: Schema) -> Coverage:
    return measure([QUERIES], usual_schema)


def refused(coverage: Coverage) -> dict[str, str]:
    return {path.name: cause(refusal) for path, refusal in coverage.refused}


def test_at_least_92_of_100_run(coverage: Coverage) -> None:
    assert coverage.queries == 147
    assert coverage.share >= 0.92, refused(coverage)


def test_so_do_those_set_aside(coverage: Coverage) -> None:
    """45 of 49: two that ask what we refuse, two where tables of the usual 25 spell a column LogonID and LogonId."""
    held_out = list(queries_in([QUERIES / "held_out"]))
    missing = [path for path, _ in coverage.refused if path.parent.name == "held_out"]
    assert (len(held_out), len(missing)) == (49, 4), refused(coverage)


def test_each_refusal_says_what_is_not_there(coverage: Coverage) -> None:
    """No fault of ours, no timeout, nothing that only an expert of DuckDB could read."""
    codes = {refusal.code for _, refusal in coverage.refused}
    assert codes <= {"unsupported", "names"}, refused(coverage)


def test_the_command_tells_how_many_run_and_why_not(tmp_path: Path) -> None:
    (tmp_path / "good.kql").write_text("T | where a == 1 | project-reorder a")
    (tmp_path / "bad.kql").write_text("T | extend b = hash(a)")
    (tmp_path / "other.kql").write_text("Elsewhere | take 1")
    schema = tmp_path / "schema.json"
    schema.write_text(json.dumps({"T": {"a": "int"}}))
    out = StringIO()
    call_command(Command(), "coverage", str(tmp_path), schema=schema, files=True, stdout=out)
    told = out.getvalue().splitlines()
    assert told[:4] == [
        "1 of 3 queries run (33.3%).",
        "Rewritten: project-reorder 1",
        "    1 unsupported hash",
        "    1 unknown.table Elsewhere",
    ]
    assert [Path(line.split(":")[0]).name for line in told[4:]] == ["bad.kql", "other.kql"]


@pytest.mark.parametrize("text", ["[]", "{", '{"T": 1}', '{"T": {"a": "text"}}'])
def test_a_schema_that_is_none_is_told(tmp_path: Path, text: str) -> None:
    schema = tmp_path / "schema.json"
    schema.write_text(text)
    with pytest.raises(CommandError, match=r"schema.json|no KQL type"):
        call_command(Command(), "coverage", str(tmp_path), schema=schema)


def test_nothing_is_all_of_nothing() -> None:
    assert Coverage().share == 1.0
    assert cause(Refusal("types", {"why": "x"})) == "types"
    assert (DATA / "usual_tables.json").exists()
