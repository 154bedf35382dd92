"""The pool as a service of its own on a local socket: web processes share its workers, and hold none themselves.

A request is a frame {"lab", "variant", "text"}, its answer a frame of `result.as_json`; {"health": true} tells what holds. The
socket can be opened by its own user only (0600). It reads files under one folder, named by a slug and a number.
"""

import contextlib
import os
import socketserver
import threading
from pathlib import Path
from typing import Any

from opstap.labs.engine import frames
from opstap.labs.engine.pool import Pool
from opstap.labs.engine.result import Refusal, as_json
from opstap.labs.engine.runner import Runner
from opstap.labs.engine.store import database_path

# A client that is connected and says nothing.
_SECONDS_TO_ASK = 10.0


class Service:
    """Serves `root` on the socket at `path` until `close`."""

    def __init__(self, path: Path, root: Path, runner: Runner) -> None:
        self._path, self._root, self._runner = path, root, runner
        path.unlink(missing_ok=True)
        path.parent.mkdir(parents=True, exist_ok=True)
        # The mode holds from the first moment: between bind and chmod anybody could connect.
        before = os.umask(0o177)
        try:
            self._server = _Server(str(path), _Handler)
        finally:
            os.umask(before)
        self._server.service = self

    def serve(self) -> None:
        """Blocks until `close` is called from elsewhere."""
        self._server.serve_forever(poll_interval=0.2)

    def start(self) -> None:
        """Serve in a thread."""
        threading.Thread(target=self.serve, daemon=True).start()

    def close(self) -> None:
        self._server.shutdown()
        self._server.server_close()
        self._path.unlink(missing_ok=True)
        self._runner.close()

    def answer(self, request: dict[str, Any]) -> dict[str, Any]:
        """Never raises: what is no request is refused."""
        if request.get("health"):
            return {"layers": self._runner.pool.layers(), "workers": len(self._runner.pool.pids())}
        try:
            path = database_path(self._root, str(request["lab"]), int(request["variant"]))
            text = str(request["text"])
        except (KeyError, TypeError, ValueError):
            return as_json(Refusal("no_data", {"what": "request"}))
        return as_json(self._runner.run(text, path))


class _Server(socketserver.ThreadingUnixStreamServer):
    daemon_threads = True
    request_queue_size = 128
    service: Service


class _Handler(socketserver.BaseRequestHandler):
    """One request, one answer."""

    def handle(self) -> None:
        assert isinstance(self.server, _Server)  # noqa: S101 (it made us)
        # A client that left, or never was one, is no business of ours.
        with contextlib.suppress(frames.LateError, frames.BrokenFrameError, OSError):
            request = frames.receive(self.request.fileno(), _SECONDS_TO_ASK)
            frames.send(self.request.fileno(), self.server.service.answer(request))


def serve_labs(path: Path, root: Path, workers: int) -> Service:
    """A service with a new pool of so many workers."""
    return Service(path, root, Runner(Pool(workers)))
