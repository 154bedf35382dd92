"""`up` on an empty folder: prepares, serves, keeps a worker beside it, and stops in order."""

import contextlib
import os
import signal
import socket
import subprocess
import sys
import time
import urllib.error
import urllib.request
from collections.abc import Callable
from pathlib import Path

PATIENCE = 90  # seconds, as the first start may take


def until(true: Callable[[], bool], process: subprocess.Popen[str]) -> bool:
    deadline = time.monotonic() + PATIENCE
    while time.monotonic() < deadline and process.poll() is None:
        if true():
            return True
        time.sleep(0.05)
    return False


def free_port() -> int:
    with socket.socket() as probe:
        probe.bind(("127.0.0.1", 0))
        return int(probe.getsockname()[1])


def answers(port: int) -> bool:
    try:
        with urllib.request.urlopen(f"http://127.0.0.1:{port}/healthz", timeout=5) as response:
            return bool(response.status == 200)
    except (urllib.error.URLError, OSError):
        return False


def children(pid: int) -> list[int]:
    """All that descend from `pid` and live."""
    pairs = _processes()
    found: list[int] = []
    wave = [pid]
    while wave:
        wave = [child for child, parent in pairs if parent in wave]
        found += wave
    return found


def _processes() -> list[tuple[int, int]]:
    """Each process with its parent: from /proc where there is one (a small Debian has no `ps`)."""
    if Path("/proc/self/stat").exists():
        found = []
        for stat in Path("/proc").glob("[0-9]*/stat"):
            with contextlib.suppress(OSError):
                found.append((int(stat.parent.name), int(stat.read_text().rpartition(")")[2].split()[1])))
        return found
    listed = subprocess.run(["ps", "-eo", "pid=,ppid="], capture_output=True, text=True, check=True).stdout
    return [(int(one), int(parent)) for one, parent in (line.split() for line in listed.splitlines())]


def lives(pid: int) -> bool:
    return any(pid == one for one, _ in _processes())


def test_up_serves_until_told_to_stop(tmp_path: Path) -> None:
    port = free_port()
    environment = {
        "OPSTAP_MODE": "production",
        "OPSTAP_DATA": str(tmp_path),
        "OPSTAP_COURSE_PACKS": str(tmp_path),
        "PORT": str(port),
        "PYTHONPATH": "src",
        "PATH": os.environ["PATH"],
    }
    command = [sys.executable, "-m", "opstap", "up"]
    with (tmp_path / "out").open("w+") as out:
        process = subprocess.Popen(command, env=environment, stdout=out, stderr=out, text=True)
        try:
            assert until(lambda: answers(port), process), (tmp_path / "out").read_text()
            assert until(lambda: len(children(process.pid)) >= 4, process), "the server, its two, and a worker"
            started = children(process.pid)
        finally:
            process.send_signal(signal.SIGTERM)
            status = process.wait(PATIENCE)
    told = (tmp_path / "out").read_text()
    assert status == 0, told
    assert f"http://127.0.0.1:{port}" in told
    assert "Traceback" not in told
    assert [pid for pid in started if lives(pid)] == []
    assert (tmp_path / "mode").read_text() == "production\n"


def test_up_says_that_the_port_is_taken(tmp_path: Path) -> None:
    with socket.socket() as taken:
        taken.bind(("127.0.0.1", 0))
        taken.listen()
        port = str(taken.getsockname()[1])
        environment = {"OPSTAP_MODE": "production", "OPSTAP_DATA": str(tmp_path), "PORT": port, "PYTHONPATH": "src"}
        command = [sys.executable, "-m", "opstap", "up"]
        result = subprocess.run(command, env=environment, capture_output=True, text=True, check=False)
    assert result.returncode != 0
    assert f"Port {port} is in use" in result.stderr
