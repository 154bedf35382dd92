"""Who may import whom: the contracts of pyproject.toml and the front doors, each shown to catch a planted fault."""

import shutil
import subprocess
import sys
from pathlib import Path

import pytest

from tests.contract import front_doors
from tests.contract.tree import ROOT, SOURCE, copy_with

PLANTED = {
    "opstap/people/actions/planted.py": "from opstap.admission import models\n",
    "opstap/practice/rules/planted.py": "from django.db import models\n",
    "opstap/admission/models.py": "from opstap.admission.actions import planted\n",
    "opstap/admission/actions/planted.py": "",
    "opstap/guidance/planted.py": "import opstap_demo\n",
}
# The contract that must break, and the import that must be named.
EXPECTED = [
    ("A later station may import an earlier one", "opstap.people.actions.planted -> opstap.admission.models"),
    ("Rules know neither Django nor the database", "opstap.practice.rules.planted -> django (l."),
    ("Inside a station", "opstap.admission.models -> opstap.admission.actions.planted"),
    ("The product does not know its demonstration", "opstap.guidance.planted -> opstap_demo"),
]


def lint_imports(source: Path) -> subprocess.CompletedProcess[str]:
    linter = shutil.which("lint-imports", path=str(Path(sys.executable).parent))
    assert linter is not None
    return subprocess.run(
        [linter, str(ROOT / "pyproject.toml"), "--no-cache"],
        capture_output=True,
        text=True,
        check=False,
        cwd=source,
        env={"PYTHONPATH": str(source), "PATH": "/usr/bin:/bin", "COLUMNS": "300"},
    )


def test_every_import_keeps_to_the_contracts() -> None:
    result = lint_imports(SOURCE)
    assert result.returncode == 0, result.stdout


@pytest.fixture(scope="module")
def planted_report(tmp_path_factory: pytest.TempPathFactory) -> str:
    result = lint_imports(copy_with(tmp_path_factory.mktemp("planted"), PLANTED))
    assert result.returncode == 1, result.stdout + result.stderr
    return result.stdout


@pytest.mark.parametrize(("contract", "fault"), EXPECTED)
def test_a_planted_import_is_reported(planted_report: str, contract: str, fault: str) -> None:
    broken = [line for line in planted_report.splitlines() if line.startswith(contract) and " BROKEN" in line]
    assert broken
    assert fault in " ".join(planted_report.split())


def test_every_station_is_entered_by_its_doors() -> None:
    assert front_doors.by_the_window(front_doors.graph()) == []


def test_a_planted_window_is_reported(tmp_path: Path) -> None:
    planted = {
        "opstap/guidance/views.py": "import opstap.practice.views\n",
        "opstap/practice/views.py": "",
        "opstap/guidance/planted.py": "import opstap.people.access\n",
    }
    source = copy_with(tmp_path, planted)
    command = [sys.executable, front_doors.__file__, str(source)]
    result = subprocess.run(command, capture_output=True, text=True, check=True, env={})
    reported = result.stdout.splitlines()
    assert "opstap.guidance.views -> opstap.practice.views" in reported
    assert not [line for line in reported if "access" in line], "access is a door"
