"""docs/tour.md names files and functions that exist."""

import ast
import re
from pathlib import Path

import pytest

from tests.contract.tree import PACKAGE, ROOT

TOUR = ROOT / "docs" / "tour.md"
FILE = re.compile(r"`([\w/.-]+(?:\.py|\.md|/))`")
NAME = re.compile(r"`(\w+)\(\)`")


def missing(line: str) -> list[str]:
    """What this line names and is not there; its functions and classes must stand in the one Python file that it names."""
    paths = [_path(name) for name in FILE.findall(line)]
    gone = [str(path) for path in paths if not path.exists()]
    python = next((path for path in paths if path.suffix == ".py"), None)
    names = NAME.findall(line)
    if not names or gone:
        return gone
    assert python is not None, f"no file for {names}"
    return [f"{python.name}: {name}" for name in names if name not in _defined(python)]


def _path(name: str) -> Path:
    inside = PACKAGE / name
    return inside if inside.exists() or name.endswith(".py") else ROOT / name


def _defined(path: Path) -> set[str]:
    nodes = ast.walk(ast.parse(path.read_text()))
    return {node.name for node in nodes if isinstance(node, ast.FunctionDef | ast.ClassDef)}


def test_what_the_tour_names_is_there() -> None:
    assert [fault for line in TOUR.read_text().splitlines() for fault in missing(line)] == []


@pytest.mark.parametrize("line", ["| `kit/gone.py` |", "| `kit/clock.py` | `tomorrow()` |", "- `docs/gone.md`"])
def test_a_planted_fault_is_reported(line: str) -> None:
    assert len(missing(line)) == 1
