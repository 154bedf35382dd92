"""Regular work is done when due, by one worker, and one failure stops no other; the sweeper is such work."""

from datetime import timedelta

import pytest
from tests.build import make_organisation

from opstap.kit import ledger, periodic
from opstap.kit.clock import now
from opstap.kit.models import LedgerLine, ListenerSeen
from opstap.kit.tasks import GRACE, prune, sweep

pytestmark = pytest.mark.django_db


@pytest.fixture(autouse=True)
def _only_ours(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(periodic, "_works", {})
    monkeypatch.setattr(ledger, "_listeners", {})


def test_done_when_due_and_only_then() -> None:
    done: list[int] = []
    periodic.register("kit.count", every=timedelta(minutes=1), do=lambda: done.append(1))
    start = now()
    seconds = [0, 1, 59, 60, 61, 119, 121]
    assert [periodic.run_due(start + timedelta(seconds=s)) == ["kit.count"] for s in seconds] == [
        True, False, False, True, False, False, True,
    ]  # fmt: skip
    assert len(done) == 3


def test_one_failure_stops_no_other_and_names_nobody(caplog: pytest.LogCaptureFixture) -> None:
    def fail() -> None:
        raise ValueError("amina@example.org")

    periodic.register("kit.a", every=timedelta(minutes=1), do=fail)
    periodic.register("kit.b", every=timedelta(minutes=1), do=lambda: None)
    assert periodic.run_due() == ["kit.b"]
    assert "ValueError" in caplog.text
    assert "amina" not in caplog.text


def test_the_sweeper_delivers_what_was_missed_and_passes_over_what_fails(caplog: pytest.LogCaptureFixture) -> None:
    seen: list[int] = []

    def fails(line: LedgerLine) -> None:
        raise RuntimeError("amina@example.org")

    def works(line: LedgerLine) -> None:
        seen.append(line.sequence)

    lines = [ledger.record("kit.missed", by=None, on=make_organisation()) for _ in range(3)]
    ledger.listen("kit.missed", fails)
    ledger.listen("kit.missed", works)
    assert sweep() == 0, "a fresh line is still on its way as a task"
    after = now() + GRACE
    assert sweep(at=after) == 3
    assert seen == [line.sequence for line in lines]
    assert ListenerSeen.objects.count() == 3
    assert "amina" not in caplog.text
    assert sweep(at=after) == 0, "a second sweep finds only what fails"
    assert len(seen) == 3


def test_pruning_runs(settings: object) -> None:
    settings.TASKS = {"default": {"BACKEND": "django_tasks_db.DatabaseBackend"}}  # type: ignore[attr-defined]
    prune()
