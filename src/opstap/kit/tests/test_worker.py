"""Leases, the reaper, and a worker that is really killed."""

import logging
import os
import signal
import subprocess
import sys
import threading
import time
from collections.abc import Iterator
from datetime import timedelta
from pathlib import Path

import pytest
from django.db import connection, transaction
from django.tasks import TaskResultStatus
from django_tasks_db.models import DBTaskResult
from pytest_django.fixtures import Settings
from tests.build import make_organisation

from opstap.kit import lease, ledger
from opstap.kit.clock import now
from opstap.kit.ids import new_id
from opstap.kit.models import LedgerLine, ListenerSeen, TaskLease
from opstap.kit.tests.killed_worker import VERB, write_once
from opstap.kit.worker import Ticker, Worker

LATER = lease.LEASE + timedelta(seconds=1)


@pytest.fixture
def queue(settings: Settings, monkeypatch: pytest.MonkeyPatch) -> Iterator[None]:
    """Tasks wait in the database, and `write_once` listens."""
    settings.TASKS = {"default": {"BACKEND": "django_tasks_db.DatabaseBackend"}}
    monkeypatch.setattr(ledger, "_listeners", {})
    ledger.listen(VERB, write_once)
    return


def waiting_task() -> DBTaskResult:
    """A delivery that waits for a worker."""
    with transaction.atomic():
        ledger.record(VERB, by=None, on=make_organisation())
    return DBTaskResult.objects.get()


def effects() -> int:
    return TaskLease.objects.filter(holder="effect").count()


def kill_worker(moment: str, folder: Path) -> None:
    """Start a worker, wait until it is at `moment`, and kill it there."""
    environment = {**os.environ, "TEST_DATABASE": str(connection.settings_dict["NAME"]), "PYTHONPATH": "src:."}
    command = [sys.executable, "-m", "opstap.kit.tests.killed_worker", moment, str(folder)]
    with subprocess.Popen(command, env=environment | {"DJANGO_SETTINGS_MODULE": "tests.settings"}) as process:
        deadline = time.monotonic() + 60
        while not (folder / moment).exists() and process.poll() is None and time.monotonic() < deadline:
            time.sleep(0.02)
        arrived = (folder / moment).exists()
        process.send_signal(signal.SIGKILL)
    assert arrived, "the worker never got there"


@pytest.mark.django_db(transaction=True)
@pytest.mark.parametrize("moment", ["writing", "written"])
def test_what_a_killed_worker_did_counts_once(moment: str, tmp_path: Path, queue: None) -> None:
    task = waiting_task()
    kill_worker(moment, tmp_path)
    task.refresh_from_db()
    assert task.status == TaskResultStatus.RUNNING
    assert effects() == (0 if moment == "writing" else 1)

    assert lease.reap() == lease.Reaped(), "the lease still holds"
    assert lease.reap(now() + LATER) == lease.Reaped(put_back=1)
    Worker(batch=True).run()

    task.refresh_from_db()
    assert task.status == TaskResultStatus.SUCCESSFUL
    assert len(task.worker_ids) == 2
    assert effects() == ListenerSeen.objects.count() == 1


@pytest.mark.django_db(transaction=True)
def test_a_lease_is_held_while_a_task_runs_and_let_go_after(queue: None) -> None:
    holders: list[str] = []

    def look(line: LedgerLine) -> None:
        holders.append(TaskLease.objects.get().holder)

    ledger.listen("kit.looked", look)
    ledger.record("kit.looked", by=None, on=make_organisation())
    worker = Worker(batch=True)
    worker.run()
    assert holders == [worker.worker_id]
    assert not TaskLease.objects.exists()


@pytest.mark.django_db
def test_a_beating_heart_keeps_the_task(queue: None) -> None:
    task = running_task(started_before=timedelta(hours=1), leases=True)
    assert lease.renew(task.id, holder="w0")
    assert lease.reap() == lease.Reaped()
    assert not lease.renew(task.id, holder="another")


@pytest.mark.django_db
def test_a_worker_that_died_before_its_lease_is_noticed(queue: None) -> None:
    running_task(started_before=LATER, leases=False)
    assert lease.reap() == lease.Reaped(put_back=1)
    assert lease.reap() == lease.Reaped(), "it waits now, so there is nothing to put back"


@pytest.mark.django_db
def test_the_fifth_dead_worker_is_the_last(queue: None, caplog: pytest.LogCaptureFixture) -> None:
    task = running_task(started_before=LATER, leases=True, attempts=lease.MOST_ATTEMPTS)
    with caplog.at_level(logging.WARNING, logger="opstap"):
        assert lease.reap(now() + LATER) == lease.Reaped(given_up=1)
    task.refresh_from_db()
    assert task.status == TaskResultStatus.FAILED
    assert not TaskLease.objects.exists()
    assert [(r.levelname, str(task.id) in r.message, "Amina" in r.message) for r in caplog.records] == [
        ("ERROR", True, False)
    ]


@pytest.mark.django_db
def test_a_lease_on_nothing_is_tidied_away(queue: None) -> None:
    lease.take(new_id(), holder="w0")
    lease.reap()
    assert TaskLease.objects.exists()
    lease.reap(now() + LATER)
    assert not TaskLease.objects.exists()


def running_task(*, started_before: timedelta, leases: bool, attempts: int = 1) -> DBTaskResult:
    """A task that a worker claimed some time ago; its arguments name a person, as they never should."""
    task = DBTaskResult.objects.create(
        status=TaskResultStatus.RUNNING,
        args_kwargs={"args": ["Amina"], "kwargs": {}},
        task_path="opstap.kit.tasks.deliver",
        backend_name="default",
        run_after=now(),
        worker_ids=[f"w{number}" for number in range(attempts)],
    )
    DBTaskResult.objects.filter(pk=task.pk).update(started_at=now() - started_before)
    if leases:
        lease.take(task.id, holder="w0")
    return task


def test_a_ticker_ticks_until_it_is_stopped_and_survives_a_fault(caplog: pytest.LogCaptureFixture) -> None:
    ticked = threading.Semaphore(0)

    def tick() -> None:
        ticked.release()
        raise RuntimeError("amina@example.org")

    ticker = Ticker("heartbeat", interval=timedelta(milliseconds=1), do=tick)
    ticker.start()
    assert all(ticked.acquire(timeout=10) for _ in range(3))
    ticker.stop()
    assert not ticker.is_alive()
    assert "RuntimeError" in caplog.text
    assert "amina" not in caplog.text
