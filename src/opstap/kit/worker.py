"""Our worker: django_tasks_db's, with a lease on what it runs and the regular work beside it."""

import logging
import os
import signal
import threading
from collections.abc import Callable
from datetime import timedelta
from types import FrameType
from uuid import UUID

from django.db import close_old_connections, connection
from django.utils.crypto import get_random_string
from django_tasks_db.management.commands.db_worker import Worker as DatabaseWorker
from django_tasks_db.models import DBTaskResult

from opstap.kit import lease, periodic

TICK = timedelta(seconds=5)  # how often a worker looks whether regular work is due

log = logging.getLogger(__name__)


class Ticker(threading.Thread):
    """Calls `do` every `interval` in a thread of its own (so with its own connection) until stopped."""

    def __init__(self, name: str, *, interval: timedelta, do: Callable[[], object]) -> None:
        super().__init__(name=name, daemon=True)
        self.interval = interval
        self.do = do
        self._stopped = threading.Event()

    def run(self) -> None:
        try:
            while not self._stopped.wait(self.interval.total_seconds()):
                self._once()
        finally:
            connection.close()

    def _once(self) -> None:
        try:
            close_old_connections()
            self.do()
        except Exception as error:  # a busy or absent database passes; the next tick tries again
            log.warning("%s: %s", self.name, periodic.where(error))

    def stop(self) -> None:
        self._stopped.set()
        self.join(timeout=10)


class Worker(DatabaseWorker):
    """Runs tasks one by one. Killed at any moment, it leaves nothing that the reaper does not put right."""

    def __init__(self, *, batch: bool = False, interval: float = 1.0) -> None:
        super().__init__(
            queue_names=["*"],
            interval=interval,
            batch=batch,
            backend_name="default",
            startup_delay=False,
            max_tasks=None,
            worker_id=get_random_string(32),
            excluded_queue_names=[],
        )
        self._current: UUID | None = None

    def run(self) -> None:
        """Work until told to stop; in batch mode until nothing waits."""
        tickers = [Ticker("heartbeat", interval=lease.BEAT, do=self.beat)]
        if not self.batch:
            tickers.append(Ticker("regular work", interval=TICK, do=periodic.run_due))
        for ticker in tickers:
            ticker.start()
        try:
            super().run()
        finally:
            for ticker in tickers:
                ticker.stop()

    def run_task(self, db_task_result: DBTaskResult[..., object]) -> None:
        lease.take(db_task_result.id, holder=self.worker_id)
        self._current = db_task_result.id
        try:
            super().run_task(db_task_result)
        finally:
            self._current = None
            lease.release(db_task_result.id, holder=self.worker_id)

    def beat(self) -> None:
        """Renew the lease on what runs, if anything does."""
        current = self._current
        if current is not None and not lease.renew(current, holder=self.worker_id) and self._current == current:
            log.warning("Task id=%s was given to another worker; this one was too late to renew its lease", current)

    def shutdown(self, signum: int, frame: FrameType | None) -> None:
        """Finish the task at hand, then stop; a second signal stops at once and leaves the task to the reaper.

        The original raises SystemExit inside the task the second time, which marks the task as failed for good.
        """
        if not self.running:
            os._exit(1)
        log.info("Received %s: finishing what is at hand", signal.strsignal(signum))
        self.running = False
