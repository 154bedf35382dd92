"""What a worker may not do, in layers: DuckDB's own settings, limits of the process, and no network where the system lets us.

DuckDB calls untrusted SQL unsafe by design and says to sandbox the process
(https://duckdb.org/docs/stable/operations_manual/securing_duckdb/overview). Learners never send SQL, and yet: its interrupt and
memory limit were measured not to stop `repeat('a', 2e9)` (24.6 s, limit ignored), which RLIMIT_AS does in 0.08 s.
"""

import contextlib
import ctypes
import os
import resource
import signal
import sys

MEGABYTE = 1024 * 1024
MOST_MEMORY = 1024 * MEGABYTE
# Seconds of processor for one query, were nobody there to kill it after 5 s on the wall.
MOST_PROCESSOR = 10

# Given when a file is opened; the last of them, lock_configuration, is set after TimeZone.
SETTINGS: dict[str, str | bool | int | float | list[str]] = {
    "enable_external_access": False,
    "autoinstall_known_extensions": False,
    "autoload_known_extensions": False,
    "allow_community_extensions": False,
    "allow_persistent_secrets": False,
    "threads": 1,
    "memory_limit": "256MB",
    "max_temp_directory_size": "0MB",
}
LOCKED = ("SET TimeZone = 'UTC'", "SET lock_configuration = true")

_PR_SET_PDEATHSIG, _PR_SET_NO_NEW_PRIVS = 1, 38


def harden_process() -> list[str]:
    """Limit this process for good; gives the names of the layers that hold here.

    The memory limit must hold and raises OSError when it does not. The others are there where the system has them.
    """
    resource.setrlimit(resource.RLIMIT_AS, (MOST_MEMORY, MOST_MEMORY))
    layers = ["memory"]
    for layer, limit in (("files", resource.RLIMIT_FSIZE), ("dumps", resource.RLIMIT_CORE)):
        with contextlib.suppress(OSError, ValueError):
            resource.setrlimit(limit, (0, 0))
            layers.append(layer)
    if sys.platform == "linux":
        layers += _on_linux()
    return layers


def _on_linux() -> list[str]:
    """No gain of rights, no life after the pool's, and a network of its own with nothing on it."""
    layers = []
    libc = ctypes.CDLL(None, use_errno=True)
    if libc.prctl(_PR_SET_NO_NEW_PRIVS, 1, 0, 0, 0) == 0:
        layers.append("rights")
    if libc.prctl(_PR_SET_PDEATHSIG, signal.SIGKILL, 0, 0, 0) == 0:
        layers.append("orphans")
    # In a container both may be forbidden; then the service's own unit or container must cut the network.
    with contextlib.suppress(OSError):
        os.unshare(os.CLONE_NEWUSER | os.CLONE_NEWNET)
        layers.append("network")
    return layers


def allow_processor(seconds: int = MOST_PROCESSOR) -> None:
    """From now on, this much processor time until the system ends the process."""
    used = resource.getrusage(resource.RUSAGE_SELF)
    hard = resource.getrlimit(resource.RLIMIT_CPU)[1]
    with contextlib.suppress(OSError, ValueError):
        resource.setrlimit(resource.RLIMIT_CPU, (int(used.ru_utime + used.ru_stime) + seconds, hard))
