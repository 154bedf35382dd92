"""What bin/test does: each check in turn, then the tests per database, then a line with the totals."""

import os
import shutil
import subprocess
import sys
import tempfile
import time
import xml.etree.ElementTree as ET  # read from a file that pytest wrote a moment ago
from dataclasses import dataclass, field
from pathlib import Path

sys.path.insert(0, str(Path(__file__).parent))
from postgres import PostgreSQL, find_or_start

ROOT = Path(__file__).resolve().parent.parent
TOOLS = ROOT / ".venv" / "bin"
CI = os.environ.get("CI", "").lower() in {"1", "true"}
SQLITE = ""
TESTS = {"OPSTAP_MODE": "test"}
HTTPS = {"OPSTAP_MODE": "production", "OPSTAP_URL": "https://opstap.example", "OPSTAP_SMTP_HOST": "smtp.example"}


def tool(name: str, *arguments: str) -> list[str]:
    return [str(TOOLS / name), *arguments]


def opstap(*arguments: str) -> list[str]:
    return [sys.executable, "-m", "opstap", *arguments]


def templates() -> list[str]:
    return sorted(str(path) for path in ROOT.glob("src/**/templates/**/*.html"))


@dataclass
class Outcome:
    """What a run of pytest came to."""

    name: str
    passed: int = 0
    failed: int = 0
    skipped: int = 0


@dataclass
class Report:
    """Collects what each check came to, for the lines at the end."""

    outcomes: list[Outcome] = field(default_factory=list)
    failures: list[str] = field(default_factory=list)

    def check(self, name: str, command: list[str], **environment: str) -> None:
        started = begin(name)
        # Settings write their keys somewhere, even when only checked: not into the data of this installation.
        with tempfile.TemporaryDirectory(prefix="opstap-check-") as data:
            done = subprocess.run(
                command, cwd=ROOT, env={**os.environ, "OPSTAP_DATA": data, **environment}, check=False
            )
        end(name, started, well=done.returncode == 0)
        if done.returncode:
            self.failures.append(name)

    def tests(self, name: str, arguments: list[str], *, database: str) -> None:
        started = begin(name)
        with tempfile.TemporaryDirectory(prefix="opstap-test-") as folder:
            results = Path(folder) / "results.xml"
            environment = {**os.environ, "DATABASE_URL": database, "PYTHONPATH": "src"}
            environment.pop("OPSTAP_DATA", None)
            command = tool("pytest", *arguments, f"--junitxml={results}", "-rfEs", "--tb=short", "--durations=12")
            code = subprocess.run(command, cwd=ROOT, env=environment, check=False).returncode
            outcome = count(name, results)
        self.outcomes.append(outcome)
        well = code == 0 and not (CI and outcome.skipped)
        if code and not outcome.failed:
            self.failures.append(f"{name} (pytest ended with {code})")
        if CI and outcome.skipped:
            self.failures.append(f"{name}: {outcome.skipped} skipped, which CI does not allow")
        end(name, started, well=well)

    def close(self) -> int:
        """Print the totals; gives the exit status."""
        print()
        for outcome in self.outcomes:
            print(f"{outcome.name}: {outcome.passed} passed, {outcome.failed} failed, {outcome.skipped} skipped")
        for failure in self.failures:
            print(f"FAILED: {failure}")
        passed, failed, skipped = (
            sum(getattr(outcome, kind) for outcome in self.outcomes) for kind in ("passed", "failed", "skipped")
        )
        failed += len(self.failures)
        print(f"{passed} passed, {failed} failed, {skipped} skipped")
        return 1 if failed else 0


def count(name: str, results: Path) -> Outcome:
    """Read pytest's own count."""
    if not results.exists():
        return Outcome(name)
    suite = ET.parse(results).getroot().find("testsuite")  # noqa: S314
    assert suite is not None  # noqa: S101
    total, failures, errors, skipped = (int(suite.get(key, 0)) for key in ("tests", "failures", "errors", "skipped"))
    return Outcome(name, total - failures - errors - skipped, failures + errors, skipped)


def begin(name: str) -> float:
    print(f"\n--- {name}", flush=True)
    return time.monotonic()


def end(name: str, started: float, *, well: bool) -> None:
    print(f"--- {name}: {'in order' if well else 'FAILED'} ({time.monotonic() - started:.0f} s)", flush=True)


def install_what_tests_need() -> None:
    """A browser and gettext, from Debian, when we may."""
    wanted = [
        package
        for package, programs in {"chromium": ("chromium", "chromium-browser"), "gettext": ("xgettext",)}.items()
        if not any(map(shutil.which, programs))
    ]
    if not wanted:
        return
    if os.geteuid() or not shutil.which("apt-get"):
        print(f"Not installed: {', '.join(wanted)}. On Debian: sudo apt install {' '.join(wanted)}", flush=True)
        return
    begin(f"Installing {', '.join(wanted)}")
    environment = {**os.environ, "DEBIAN_FRONTEND": "noninteractive"}
    subprocess.run(["apt-get", "update", "-qq"], check=False, env=environment)
    subprocess.run(["apt-get", "install", "-y", "-qq", *wanted], check=False, env=environment)


def static_checks(report: Report) -> None:
    report.check("Format", tool("ruff", "format", "--check", "."))
    report.check("Lint", tool("ruff", "check", "."))
    report.check("Format of templates", tool("djade", "--target-version", "6.1", "--check", *templates()))
    report.check("Types", tool("mypy"), **TESTS, PYTHONPATH="src")
    report.check("Who may import whom", tool("lint-imports"), PYTHONPATH="src")
    report.check("Migrations", opstap("makemigrations", "--check", "--dry-run"), **TESTS)
    report.check("Settings for production", opstap("check", "--deploy", "--fail-level", "WARNING"), **HTTPS)


def tests_on(report: Report, name: str, database: str, *, journeys: str) -> None:
    """`journeys`: "all", "once" (each journey in one of its languages and kinds of browser) or "none"."""
    # By group: one process builds the demonstration, not each.
    report.tests(name, ["-n", "2", "--ignore=tests/journeys"], database=database)
    if journeys != "none":
        os.environ["OPSTAP_JOURNEYS"] = journeys
        report.tests(f"{name}, in a browser", ["-n", "2", "tests/journeys"], database=database)


def on_postgresql(report: Report) -> None:
    started = begin("PostgreSQL: find one or start one")
    server: PostgreSQL | None = find_or_start()
    end("PostgreSQL", started, well=server is not None)
    if server is None:
        report.failures.append("PostgreSQL: there is none, and none could be started")
        return
    # The tests make databases named after this one, which need not exist; so two runs at once do not meet.
    url = f"{server.url.rpartition('/')[0]}/opstap_{os.getpid()}"
    try:
        # What a language or a browser changes was seen on SQLite; here each page meets the other database. So were pure rules.
        os.environ["OPSTAP_TESTS"] = "database"
        tests_on(report, "PostgreSQL", url, journeys="once")
    finally:
        server.stop()


def main(arguments: list[str]) -> int:
    report = Report()
    if arguments and arguments != ["fast"]:
        return subprocess.run(tool("pytest", *arguments), cwd=ROOT, check=False).returncode
    started = time.monotonic()
    if not arguments:
        install_what_tests_need()
    static_checks(report)
    # What axe found in order is remembered from process to process and from database to database (tests/journeys/axe.py).
    with tempfile.TemporaryDirectory(prefix="opstap-axe-") as seen:
        os.environ["OPSTAP_AXE_SEEN"] = seen
        tests_on(report, "SQLite", SQLITE, journeys="none" if arguments else "all")
        if not arguments:
            on_postgresql(report)
    print(f"\n{time.monotonic() - started:.0f} s in all")
    return report.close()


if __name__ == "__main__":
    sys.exit(main(sys.argv[1:]))
