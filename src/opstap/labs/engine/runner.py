"""A pool with a memory: the same query on the same file is answered once."""

import threading
from collections import OrderedDict
from pathlib import Path

from opstap.labs.engine import frames
from opstap.labs.engine.pool import Pool
from opstap.labs.engine.result import Outcome, Refusal, Result, as_json
from opstap.labs.rules.kql.text import check
from opstap.labs.rules.kql.tokens import normalised

# As JSON, of everything remembered.
MOST_BYTES = 64 * 1024 * 1024

type _Key = tuple[str, int, str]


class Runner:
    """Runs queries on labs' files. For any number of threads."""

    def __init__(self, pool: Pool) -> None:
        self.pool = pool
        self._known: OrderedDict[_Key, tuple[Result, int]] = OrderedDict()
        self._bytes = 0
        self._lock = threading.Lock()

    def run(self, text: str, path: Path) -> Outcome:
        """As `Pool.run`; what is wrong with the text itself costs no worker. Refuses with no_data when there is no file."""
        if refusal := check(text):
            return refusal
        try:
            key = (str(path), path.stat().st_mtime_ns, normalised(text))
        except OSError:
            return Refusal("no_data", {"what": "missing"})
        with self._lock:
            if key in self._known:
                self._known.move_to_end(key)
                return self._known[key][0]
        outcome = self.pool.run(text, path)
        if isinstance(outcome, Result) and outcome.repeatable:
            self._remember(key, outcome)
        return outcome

    def _remember(self, key: _Key, result: Result) -> None:
        size = len(frames.encode(as_json(result)))
        with self._lock:
            if key in self._known:
                return
            self._known[key] = (result, size)
            self._bytes += size
            while self._bytes > MOST_BYTES:
                self._bytes -= self._known.popitem(last=False)[1][1]

    def close(self) -> None:
        self.pool.close()
