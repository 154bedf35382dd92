"""How a web process has a query run: by the service on OPSTAP_LAB_SOCKET, or in a pool of its own where there is none."""

import atexit
import socket
import threading
from functools import cache
from pathlib import Path

from django.conf import settings

from opstap.labs.engine import frames
from opstap.labs.engine.pool import PATIENCE, SECONDS, Pool
from opstap.labs.engine.result import Outcome, Refusal, read
from opstap.labs.engine.runner import Runner
from opstap.labs.engine.store import database_path

# The service waits for a worker and for the query; then it is the service that does not answer.
_WITHIN = PATIENCE + SECONDS + 5
_starting = threading.Lock()


def run(text: str, *, lab: str, variant: int) -> Outcome:
    """Run a query on a lab's variant. Refuses with unavailable when the service is not there; never raises for a text.

    Raises ValueError for a lab that is no slug.
    """
    path = database_path(labs_folder(), lab, variant)
    if address := settings.OPSTAP_LAB_SOCKET:
        return _ask(address, {"lab": lab, "variant": variant, "text": text})
    return _own_runner().run(text, path)


def labs_folder() -> Path:
    """Where the labs' DuckDB files are: OPSTAP_LABS_DATA, or `labs` in the data folder of this installation."""
    return Path(settings.OPSTAP_LABS_DATA)


def _ask(address: str, request: dict[str, object]) -> Outcome:
    try:
        with socket.socket(socket.AF_UNIX, socket.SOCK_STREAM) as connection:
            connection.settimeout(_WITHIN)
            connection.connect(address)
            connection.settimeout(None)
            frames.send(connection.fileno(), request)
            return read(frames.receive(connection.fileno(), _WITHIN))
    except (OSError, frames.LateError, frames.BrokenFrameError, KeyError, TypeError):
        return Refusal("unavailable")


def _own_runner() -> Runner:
    """For development and tests: one worker, started at the first query, ended with this process."""
    with _starting:
        return _make_runner()


@cache
def _make_runner() -> Runner:
    runner = Runner(Pool(1))
    atexit.register(runner.close)
    return runner
