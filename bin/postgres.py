"""A PostgreSQL for the tests: the one that DATABASE_URL names, one on 127.0.0.1:5432, or one of our own in a temporary folder."""

import getpass
import os
import pwd
import shutil
import socket
import subprocess
import tempfile
from collections.abc import Callable
from dataclasses import dataclass
from pathlib import Path

import psycopg


@dataclass
class PostgreSQL:
    """Where it is, and how to be rid of it."""

    url: str
    stop: Callable[[], None]


def find_or_start() -> PostgreSQL | None:
    """A server on which we may make databases; None when there is none and none can be started."""
    given = os.environ.get("DATABASE_URL", "")
    candidates = [given] if given.startswith("postgres") else []
    users = dict.fromkeys([os.environ.get("PGUSER", ""), getpass.getuser(), "postgres"])
    candidates += [f"postgres://{user}@127.0.0.1:5432/postgres" for user in users if user]
    for url in candidates:
        if _may_make_databases(url):
            print(f"Using {psycopg.conninfo.conninfo_to_dict(url)['host']}", flush=True)
            return PostgreSQL(url, stop=lambda: None)
    return _start_own()


def _may_make_databases(url: str) -> bool:
    try:
        with psycopg.connect(url, connect_timeout=3) as connection:
            row = connection.execute(
                "SELECT rolcreatedb OR rolsuper FROM pg_roles WHERE rolname = current_user"
            ).fetchone()
            return bool(row and row[0]) and connection.info.server_version >= 150000
    except psycopg.OperationalError:
        return False


def _binaries() -> Path | None:
    """The folder that holds initdb; Debian keeps it off the path."""
    if found := shutil.which("initdb"):
        return Path(found).parent
    folders = sorted(Path("/usr/lib/postgresql").glob("*/bin"), key=lambda path: int(path.parent.name))
    return folders[-1] if folders else None


def _install() -> None:
    if os.geteuid() == 0 and shutil.which("apt-get"):
        environment = {**os.environ, "DEBIAN_FRONTEND": "noninteractive"}
        subprocess.run(["apt-get", "update", "-qq"], check=False, env=environment)
        subprocess.run(["apt-get", "install", "-y", "-qq", "postgresql"], check=False, env=environment)


def _start_own() -> PostgreSQL | None:
    if _binaries() is None:
        _install()
    binaries = _binaries()
    if binaries is None:
        print("Not installed: PostgreSQL 15 or newer. On Debian: sudo apt install postgresql", flush=True)
        return None
    folder = Path(tempfile.mkdtemp(prefix="opstap-pg-"))
    # PostgreSQL refuses to run as root.
    as_owner: dict[str, str | int] = {}
    if os.geteuid() == 0:
        as_owner = {"user": "postgres", "group": pwd.getpwnam("postgres").pw_gid}
        shutil.chown(folder, "postgres")
    port = _free_port()
    data, settings = folder / "data", f"-p {port} -k {folder} -c listen_addresses=127.0.0.1 -c fsync=off"
    settings += " -c synchronous_commit=off -c full_page_writes=off"

    def control(*arguments: str) -> None:
        command = [str(binaries / "pg_ctl"), "-D", str(data), "-s", "-w", *arguments]
        subprocess.run(command, check=True, cwd=folder, **as_owner)  # type: ignore[call-overload]

    def stop() -> None:
        control("-m", "immediate", "stop")
        shutil.rmtree(folder, ignore_errors=True)

    try:
        make = [str(binaries / "initdb"), "-D", str(data), "-U", "opstap", "-A", "trust", "-E", "UTF8", "--no-sync"]
        subprocess.run(make, check=True, cwd=folder, stdout=subprocess.DEVNULL, **as_owner)  # type: ignore[call-overload]
        control("-l", str(folder / "log"), "-o", settings, "start")
    except subprocess.CalledProcessError as error:
        print(f"PostgreSQL could not be started: {error}", flush=True)
        return None
    print(f"Started one of our own on port {port}", flush=True)
    return PostgreSQL(f"postgres://opstap@127.0.0.1:{port}/postgres", stop)


def _free_port() -> int:
    with socket.socket() as probe:
        probe.bind(("127.0.0.1", 0))
        return int(probe.getsockname()[1])
