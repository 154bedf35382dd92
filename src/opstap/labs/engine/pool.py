"""Workers that may die: a query has 5 seconds, then its worker is killed and another takes its place."""

import contextlib
import os
import queue
import subprocess
import sys
import threading
import time
from collections.abc import Iterator
from pathlib import Path

import opstap
from opstap.labs.engine import frames
from opstap.labs.engine.result import Outcome, Refusal, read

SECONDS = 5.0
# How long a query waits for a free worker before the learner is told that it is busy.
PATIENCE = 10.0
# A worker starts in 0.3 s; on a busy machine it may take this long.
_READY_WITHIN = 60.0
# Kept short so that memory that a library does not give back never adds up.
_QUERIES_A_LIFE = 2_000
_MEMORY = "stopped.memory"


def _environment() -> dict[str, str]:
    """All that a worker is told: no key, no address of a database.

    One arena: with glibc's many, an open file takes 500 MB of address space, which is what lockdown limits, and not 75.
    """
    source = str(Path(opstap.__file__).parent.parent)
    return {"PYTHONPATH": source, "LANG": "C.UTF-8", "TZ": "UTC", "MALLOC_ARENA_MAX": "1"}


class _Process:
    """One worker: a child with two pipes. It knows neither our environment nor our files."""

    def __init__(self) -> None:
        self._child = subprocess.Popen(
            [sys.executable, "-P", "-m", "opstap.labs.engine.worker"],
            stdin=subprocess.PIPE,
            stdout=subprocess.PIPE,
            cwd="/",
            # Ctrl-C in a terminal is for the service, which then ends its workers in order.
            start_new_session=True,
            env=_environment(),
        )
        self.answered = 0
        self.layers: tuple[str, ...] = ()

    @property
    def pid(self) -> int:
        return self._child.pid

    def wait_until_ready(self) -> None:
        """Raises LateError or BrokenFrameError when it did not start."""
        self.layers = tuple(frames.receive(self._output, _READY_WITHIN)["ready"])

    def ask(self, path: Path, text: str, seconds: float) -> Outcome:
        """Raises LateError when it takes too long, BrokenFrameError or OSError when it is dead."""
        assert self._child.stdin is not None  # noqa: S101 (we asked for a pipe)
        frames.send(self._child.stdin.fileno(), {"path": str(path), "text": text})
        outcome = read(frames.receive(self._output, seconds))
        self.answered += 1
        return outcome

    @property
    def _output(self) -> int:
        assert self._child.stdout is not None  # noqa: S101 (we asked for a pipe)
        return self._child.stdout.fileno()

    def kill(self) -> None:
        """SIGKILL: nothing that runs in there can refuse it."""
        self._child.kill()
        self._child.wait()
        for pipe in (self._child.stdin, self._child.stdout):
            if pipe is not None:
                with contextlib.suppress(OSError):
                    pipe.close()


class Pool:
    """`size` workers for any number of threads. Close it, or use it in a `with`."""

    def __init__(self, size: int = 2, *, seconds: float = SECONDS, patience: float = PATIENCE) -> None:
        self._seconds, self._patience = seconds, patience
        self._idle: queue.Queue[_Process] = queue.Queue()
        self._all: set[_Process] = set()
        self._lock = threading.Lock()
        self._closed = False
        for _ in range(size):
            self._start()

    def run(self, text: str, path: Path) -> Outcome:
        """Run a query on a lab's file. Never raises for what a query does.

        Refuses with stopped.time after 5 s, stopped.died when its worker fell over, busy when none came free.
        """
        try:
            worker = self._idle.get(timeout=self._patience)
        except queue.Empty:
            return Refusal("busy", {"seconds": int(self._patience)})
        try:
            outcome = worker.ask(path, text, self._seconds)
        except frames.LateError:
            outcome = Refusal("stopped.time", {"seconds": int(self._seconds)})
            self._replace(worker)
            return outcome
        except (frames.BrokenFrameError, OSError):
            self._replace(worker)
            return Refusal("stopped.died")
        if worker.answered >= _QUERIES_A_LIFE or (isinstance(outcome, Refusal) and outcome.code == _MEMORY):
            self._replace(worker)
        else:
            self._idle.put(worker)
        return outcome

    def layers(self) -> tuple[str, ...]:
        """Which layers of the sandbox hold on this machine (lockdown.harden_process)."""
        with self._borrowed() as worker:
            return worker.layers

    def pids(self) -> list[int]:
        """Of the workers that live now."""
        with self._lock:
            return [worker.pid for worker in self._all]

    @contextlib.contextmanager
    def _borrowed(self) -> Iterator[_Process]:
        worker = self._idle.get(timeout=self._patience)
        try:
            yield worker
        finally:
            self._idle.put(worker)

    def _start(self) -> None:
        with self._lock:
            if self._closed:
                return
            worker = _Process()
            self._all.add(worker)
        # Who waits for a worker takes the first that is ready, not the next in line.
        threading.Thread(target=self._welcome, args=[worker], daemon=True).start()

    def _welcome(self, worker: _Process) -> None:
        try:
            worker.wait_until_ready()
        except (frames.LateError, frames.BrokenFrameError, OSError):
            # A machine that cannot start one now may do so in a moment; meanwhile learners are told that it is busy.
            if not self._closed:
                time.sleep(1)
                self._replace(worker)
            return
        self._idle.put(worker)

    def _replace(self, worker: _Process) -> None:
        with self._lock:
            self._all.discard(worker)
        worker.kill()
        self._start()

    def close(self) -> None:
        """End every worker."""
        with self._lock:
            self._closed = True
            workers, self._all = list(self._all), set()
        for worker in workers:
            worker.kill()

    def __enter__(self) -> "Pool":
        return self

    def __exit__(self, *_: object) -> None:
        self.close()


def processors() -> int:
    """How many this process may use; a worker each is enough, as a query uses one."""
    return len(os.sched_getaffinity(0)) if hasattr(os, "sched_getaffinity") else os.cpu_count() or 1
