"""The source as these tests see it: its files, its stations in order, and a copy in which a fault can be planted."""

import ast
import shutil
import tomllib
from collections.abc import Iterator
from pathlib import Path

ROOT = Path(__file__).resolve().parents[2]
SOURCE = ROOT / "src"
PACKAGE = SOURCE / "opstap"


def stations() -> list[str]:
    """The stations from the ground up, as the import contract in pyproject.toml has them."""
    contracts = tomllib.loads((ROOT / "pyproject.toml").read_text())["tool"]["importlinter"]["contracts"]
    layers: list[str] = contracts[0]["layers"]
    return layers[::-1]


def python_files(root: Path = SOURCE, *, tests: bool = False) -> Iterator[Path]:
    """Our Python files; without migrations, and without tests unless asked for."""
    for path in sorted(root.rglob("*.py")):
        parts = path.relative_to(root).parts
        if "migrations" not in parts and (tests or "tests" not in parts):
            yield path


def parsed(path: Path) -> ast.Module:
    return ast.parse(path.read_text(), filename=str(path))


def templates(root: Path = SOURCE, suffix: str = ".html") -> list[Path]:
    return sorted(path for path in root.rglob(f"*{suffix}") if "templates" in path.parts)


def copy_with(folder: Path, planted: dict[str, str]) -> Path:
    """Copy the Python source into `folder`, append the planted lines to the files named, and give its src folder."""
    copy = folder / "src"
    shutil.copytree(SOURCE, copy, ignore=_only_python)
    for name, lines in planted.items():
        path = copy / name
        path.parent.mkdir(parents=True, exist_ok=True)
        with path.open("a") as file:
            file.write("\n" + lines)
    return copy


def _only_python(folder: str, names: list[str]) -> list[str]:
    return [
        name for name in names if not (name.endswith(".py") or (Path(folder) / name).is_dir()) or name == "__pycache__"
    ]
