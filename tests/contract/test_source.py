"""House rules on the source itself: sizes, names, no queries in views, one clock."""

import ast
from collections.abc import Iterator
from pathlib import Path

import pytest

from tests.contract.tree import ROOT, SOURCE, parsed, python_files

MOST_LINES = 400
MOST_LINES_OF_A_FUNCTION = 50
# Names that say nothing about what is inside.
EMPTY_NAMES = frozenset({"utils", "util", "helpers", "helper", "manager", "managers", "data", "info", "misc", "common"})
CLOCK = SOURCE / "opstap" / "kit" / "clock.py"


def short(path: Path) -> str:
    return str(path.relative_to(ROOT)) if path.is_relative_to(ROOT) else path.name


def too_long(path: Path) -> Iterator[str]:
    lines = len(path.read_text().splitlines())
    if lines > MOST_LINES:
        yield f"{short(path)}: {lines} lines"
    for node in ast.walk(parsed(path)):
        if isinstance(node, ast.FunctionDef | ast.AsyncFunctionDef) and node.end_lineno is not None:
            length = node.end_lineno - node.lineno + 1
            if length > MOST_LINES_OF_A_FUNCTION:
                yield f"{short(path)}:{node.lineno} {node.name}: {length} lines"


def queries_in_views(path: Path) -> Iterator[str]:
    """Rows come from queries and access: a view that asks the database itself forgets who may see what."""
    if path.stem != "views" and "views" not in path.parts:
        return
    for node in ast.walk(parsed(path)):
        if isinstance(node, ast.Attribute) and node.attr in {"objects", "_default_manager"}:
            yield f"{short(path)}:{node.lineno} .{node.attr}"


def own_clocks(path: Path) -> Iterator[str]:
    """The present is read by `kit.clock` alone: rules are given it, tests can move it."""
    if path == CLOCK:
        return
    for node in ast.walk(parsed(path)):
        if not isinstance(node, ast.Call) or not isinstance(node.func, ast.Attribute):
            continue
        owner = ast.unparse(node.func.value).split(".")[-1]
        if node.func.attr in {"now", "utcnow", "today", "localtime", "localdate"} and owner in {
            "datetime",
            "date",
            "timezone",
        }:
            yield f"{short(path)}:{node.lineno} {owner}.{node.func.attr}()"


def empty_name(path: Path) -> Iterator[str]:
    names = {path.stem, path.parent.name} if path.name == "__init__.py" else {path.stem}
    if names & EMPTY_NAMES:
        yield str(path)


ALL_CHECKS = [too_long, queries_in_views, own_clocks, empty_name]


@pytest.mark.parametrize("check", ALL_CHECKS)
def test_the_source_keeps_the_house_rules(check) -> None:  # type: ignore[no-untyped-def]
    assert [fault for path in python_files() for fault in check(path)] == []


def test_the_tests_are_short_too() -> None:
    files = [*python_files(SOURCE, tests=True), *python_files(ROOT / "tests", tests=True), *(ROOT / "bin").glob("*.py")]
    assert [fault for path in files for fault in too_long(path)] == []


@pytest.mark.parametrize(
    ("check", "name", "text"),
    [
        (too_long, "long.py", "\n" * 401),
        (too_long, "long.py", "def long():\n" + "    x = 1\n" * 50),
        (queries_in_views, "views.py", "rows = Person.objects.all()\n"),
        (own_clocks, "late.py", "import datetime\nx = datetime.datetime.now()\n"),
        (own_clocks, "late.py", "from django.utils import timezone\nx = timezone.now()\n"),
        (own_clocks, "late.py", "from datetime import date\nx = date.today()\n"),
        (empty_name, "helpers.py", ""),
    ],
)
def test_a_planted_fault_is_reported(check, name: str, text: str, tmp_path: Path) -> None:  # type: ignore[no-untyped-def]
    path = tmp_path / name
    path.write_text(text)
    assert len(list(check(path))) == 1
