"""The process in which queries run: reads a frame, answers a frame, until its input closes. Nothing here is trusted to stop.

`python -m opstap.labs.engine.worker`, started by the pool with an environment without secrets. It knows no Django.
"""

import gc
import os
import sys
from collections import OrderedDict
from pathlib import Path
from typing import Any

from opstap.labs.engine import frames
from opstap.labs.engine.database import Database, open_database
from opstap.labs.engine.lockdown import allow_processor, harden_process
from opstap.labs.engine.result import Outcome, Refusal, as_json

# Files kept open, 75 MB of address space each: the least recently used is closed first. Opening one takes 15 to 50 ms.
MOST_OPEN = 4


class Worker:
    """Answers one query after another, each on the file that it names."""

    def __init__(self) -> None:
        from opstap.labs.engine.kql import KqlEngine, warm_up

        self._engine = KqlEngine()
        self._open: OrderedDict[tuple[str, int], Database] = OrderedDict()
        warm_up()
        # A parse makes tens of thousands of small objects that all go at its end: looking for rings among them is in vain.
        gc.freeze()
        gc.set_threshold(100_000)

    def answer(self, message: dict[str, Any]) -> Outcome:
        allow_processor()
        try:
            database = self._database(str(message["path"]))
        except Exception as error:  # a broken file must not end the worker
            return Refusal("no_data", {"what": type(error).__name__})
        try:
            return self._engine.run(str(message["text"]), database)
        except Exception as error:  # nor must a fault of ours or the library's
            return Refusal("engine", {"what": type(error).__name__, "why": str(error)[:300]})

    def _database(self, path: str) -> Database:
        """The file as it is now: one that was built anew is opened anew."""
        key = (path, os.stat(path).st_mtime_ns)
        if key in self._open:
            self._open.move_to_end(key)
            return self._open[key]
        for old in [one for one in self._open if one[0] == path]:
            self._open.pop(old).close()
        while len(self._open) >= MOST_OPEN:
            self._open.popitem(last=False)[1].close()
        self._open[key] = open_database(Path(path))
        return self._open[key]


def main() -> None:
    """Serve until the pool closes the pipe."""
    # What libraries print must not land between two frames.
    answers = os.dup(1)
    os.dup2(2, 1)
    worker = Worker()
    frames.send(answers, {"ready": harden_process()})
    while True:
        try:
            message = frames.receive(0)
        except frames.BrokenFrameError:
            sys.exit(0)
        frames.send(answers, as_json(worker.answer(message)))


if __name__ == "__main__":
    main()
