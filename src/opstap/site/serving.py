"""Serve pages and do background work from one command: gunicorn in a child process, a worker in another.

For one machine: a laptop, a demonstration, a small school. A larger installation starts gunicorn and workers as units
of their own (docs/deploy.md).
"""

import multiprocessing
import os
import signal
import socket
import subprocess
import sys
import time
from collections.abc import Callable
from multiprocessing.connection import wait
from types import FrameType

from django.conf import settings
from django.db import connections
from django.urls import get_resolver
from gunicorn.app.base import BaseApplication

WEB_PROCESSES = 2
THREADS = 4
PATIENCE = 20  # seconds that a child may take to finish what it does before it is killed
RESTART_PAUSE = 2  # seconds before a worker that died is started again, so that a broken one does not spin


class Pages(BaseApplication):  # type: ignore[misc]
    """gunicorn around our WSGI application, loaded once before it forks."""

    def __init__(self, *, address: str, ready: Callable[[], None]) -> None:
        self.address = address
        self.ready = ready
        super().__init__()

    def load_config(self) -> None:
        options = {
            "bind": self.address,
            "workers": WEB_PROCESSES,
            "threads": THREADS,
            "worker_class": "gthread",
            "preload_app": True,
            "proc_name": "opstap",
            "loglevel": "warning",
            "graceful_timeout": PATIENCE - 5,
            "worker_tmp_dir": str(settings.OPSTAP_DATA / "run"),
            # Nobody steers this server through its socket, and a long data folder would not fit in a socket's name.
            "control_socket_disable": True,
            "when_ready": lambda _server: self.ready(),
        }
        for name, value in options.items():
            self.cfg.set(name, value)

    def load(self) -> object:
        from opstap.site.wsgi import application

        get_resolver().url_patterns  # noqa: B018  # read all URLs and views once, before forking
        return application


def port_is_free(host: str, port: int) -> bool:
    """Whether nobody listens there."""
    with socket.socket() as probe:
        probe.setsockopt(socket.SOL_SOCKET, socket.SO_REUSEADDR, 1)
        try:
            probe.bind((host, port))
        except OSError:
            return False
    return True


def _serve(address: str, ready: Callable[[], None]) -> None:
    os.setpgid(0, 0)  # Ctrl-C reaches the parent only, which stops us in order
    sys.argv = ["opstap"]  # gunicorn would read our arguments as its own
    Pages(address=address, ready=ready).run()


def _start_worker() -> subprocess.Popen[bytes]:
    return subprocess.Popen([sys.executable, "-m", "opstap", "worker", "--quiet"], process_group=0)


class Supervisor:
    """Keeps the pages and the worker going until told to stop."""

    def __init__(self, *, host: str, port: int, ready: Callable[[], None]) -> None:
        self.stopping = False
        # By fork, not spawn: Django is loaded already, which is most of the time that a start takes.
        self.web = multiprocessing.get_context("fork").Process(target=_serve, args=(f"{host}:{port}", ready))
        self.worker: subprocess.Popen[bytes] | None = None
        self.worker_started = 0.0

    def run(self) -> int:
        """Serve until SIGINT or SIGTERM; gives the exit status: 0 when told to stop, else 1."""
        (settings.OPSTAP_DATA / "run").mkdir(parents=True, exist_ok=True)
        for connection in connections.all():
            connection.close()
            if hasattr(connection, "close_pool"):
                connection.close_pool()
        self.web.start()
        for number in (signal.SIGINT, signal.SIGTERM, signal.SIGHUP):
            signal.signal(number, self._stop)
        try:
            while not self.stopping and self.web.is_alive():
                self._keep_worker()
                wait([self.web.sentinel], timeout=0.5)
        finally:
            self._end()
        return 0 if self.stopping else 1

    def _stop(self, number: int, frame: FrameType | None) -> None:
        self.stopping = True

    def _keep_worker(self) -> None:
        if self.worker is not None and self.worker.poll() is None:
            return
        if time.monotonic() - self.worker_started >= RESTART_PAUSE:
            self.worker_started = time.monotonic()
            self.worker = _start_worker()

    def _end(self) -> None:
        """Ask both to finish, then wait, then insist. A task that is cut off runs again: its lease ends."""
        if self.web.is_alive():
            self.web.terminate()
        if self.worker is not None:
            self.worker.terminate()
        self.web.join(PATIENCE)
        if self.web.is_alive():
            self.web.kill()
        if self.worker is not None:
            try:
                self.worker.wait(PATIENCE)
            except subprocess.TimeoutExpired:
                self.worker.kill()
