"""Workers, their pool, the service and its client: what dies is replaced, and nobody waits for ever."""

import contextlib
import os
import signal
import socket
import stat
import threading
from collections.abc import Iterator
from pathlib import Path

import pytest
from pytest_django.fixtures import Settings

from opstap.labs.engine import client, frames
from opstap.labs.engine.pool import Pool
from opstap.labs.engine.result import Chart, Column, Refusal, Result, as_json, read
from opstap.labs.engine.runner import Runner
from opstap.labs.engine.service import Service


def test_a_worker_that_is_killed_from_outside_is_replaced(spray: Path) -> None:
    with Pool(1, patience=60) as pool:
        assert isinstance(pool.run("print 1", spray), Result)
        os.kill(pool.pids()[0], signal.SIGKILL)
        assert pool.run("print 1", spray) == Refusal("stopped.died")
        assert isinstance(pool.run("print 1", spray), Result)


def test_when_no_worker_comes_free_the_learner_is_told(spray: Path) -> None:
    with Pool(0, patience=0.01) as pool:
        assert pool.run("print 1", spray) == Refusal("busy", {"seconds": 0})


def test_threads_share_the_workers(pool: Pool, spray: Path) -> None:
    found: list[object] = []

    def ask(number: int) -> None:
        outcome = pool.run(f"print {number}", spray)
        found.append(outcome.rows[0][0] if isinstance(outcome, Result) else outcome)

    threads = [threading.Thread(target=ask, args=[number]) for number in range(12)]
    for thread in threads:
        thread.start()
    for thread in threads:
        thread.join()
    assert sorted(map(int, map(str, found))) == list(range(12))


def test_no_more_than_a_thousand_rows_come_back(pool: Pool, spray: Path) -> None:
    outcome = pool.run("SecurityEvent | project Computer", spray)
    assert isinstance(outcome, Result)
    assert (len(outcome.rows), outcome.truncated) == (1000, True)


def test_no_more_than_a_megabyte_comes_back(pool: Pool, spray: Path) -> None:
    outcome = pool.run("SecurityEvent | extend text = strrep('x', 9999)", spray)
    assert isinstance(outcome, Result)
    assert outcome.truncated
    assert 50 < len(outcome.rows) < 101


def test_a_file_that_is_missing_or_none_is_told(pool: Pool, tmp_path: Path) -> None:
    broken = tmp_path / "broken.duckdb"
    broken.write_bytes(b"not a database")
    for path in (broken, tmp_path / "missing.duckdb"):
        outcome = pool.run("print 1", path)
        assert isinstance(outcome, Refusal)
        assert outcome.code == "no_data"


class TestRunner:
    def test_the_same_query_is_run_once_whatever_its_spaces(self, pool: Pool, spray: Path) -> None:
        runner = Runner(pool)
        first = runner.run("SecurityEvent | count", spray)
        assert runner.run("SecurityEvent\n  | count  // how many", spray) is first
        assert runner.run("SecurityEvent | take 1 | count", spray) is not first

    def test_what_draws_lots_is_run_each_time(self, pool: Pool, spray: Path) -> None:
        runner = Runner(pool)
        assert runner.run("print new_guid()", spray) is not None
        assert runner._known == {}

    def test_a_file_built_anew_is_asked_anew(self, pool: Pool, spray: Path, tmp_path: Path) -> None:
        path = tmp_path / "0.duckdb"
        path.write_bytes(spray.read_bytes())
        runner = Runner(pool)
        first = runner.run("SecurityEvent | count", path)
        os.utime(path, (1, 1))
        again = runner.run("SecurityEvent | count", path)
        assert again is not first
        assert isinstance(again, Result)
        assert again.rows == ((2843,),)

    def test_a_bad_text_costs_no_worker(self, spray: Path) -> None:
        with Pool(0) as none:
            outcome = Runner(none).run("SecurityEvent | where (", spray)
        assert isinstance(outcome, Refusal)
        assert outcome.code == "text.bracket"


@pytest.fixture
def service(spray: Path, pool: Pool, tmp_path: Path, settings: Settings) -> Iterator[Path]:
    address = tmp_path / "engine.sock"
    made = Service(address, spray.parent.parent, Runner(pool))
    made.start()
    settings.OPSTAP_LAB_SOCKET = str(address)
    settings.OPSTAP_LABS_DATA = str(spray.parent.parent)
    yield address
    made._server.shutdown()
    made._server.server_close()


class TestService:
    def test_it_answers_over_its_socket(self, service: Path) -> None:
        outcome = client.run("SecurityEvent | where EventID == 4625 | count", lab="spray-kerberoast", variant=0)
        assert isinstance(outcome, Result)
        assert outcome.rows == ((7,),)

    def test_only_its_own_user_can_open_it(self, service: Path) -> None:
        assert stat.S_IMODE(service.stat().st_mode) == 0o600

    def test_it_refuses_what_it_must(self, service: Path) -> None:
        for text, lab, code in [
            ("nothing", "spray-kerberoast", "unknown.table"),
            ("print 1", "no-such-lab", "no_data"),
        ]:
            outcome = client.run(text, lab=lab, variant=0)
            assert isinstance(outcome, Refusal)
            assert outcome.code == code

    @pytest.mark.parametrize("lab", ["../etc", "a/b", "", "A", ".", "a\0"])
    def test_no_name_leads_out_of_its_folder(self, service: Path, lab: str) -> None:
        with pytest.raises(ValueError, match="no lab"):
            client.run("print 1", lab=lab, variant=0)
        assert client._ask(str(service), {"lab": lab, "variant": 0, "text": "print 1"}) == Refusal(
            "no_data", {"what": "request"}
        )

    def test_nonsense_ends_the_connection_and_not_the_service(self, service: Path) -> None:
        with socket.socket(socket.AF_UNIX) as connection:
            connection.connect(str(service))
            connection.sendall(b"\xff\xff\xff\xffnonsense")
            with contextlib.suppress(ConnectionResetError):
                assert connection.recv(1) == b""
        assert isinstance(client.run("print 1", lab="spray-kerberoast", variant=0), Result)

    def test_without_a_service_the_learner_is_told(self, settings: Settings, tmp_path: Path) -> None:
        settings.OPSTAP_LAB_SOCKET = str(tmp_path / "nobody.sock")
        assert client.run("print 1", lab="spray-kerberoast", variant=0) == Refusal("unavailable")


def test_without_a_socket_a_pool_of_its_own_answers(
    spray: Path, pool: Pool, settings: Settings, monkeypatch: pytest.MonkeyPatch
) -> None:
    settings.OPSTAP_LAB_SOCKET = ""
    settings.OPSTAP_LABS_DATA = str(spray.parent.parent)
    monkeypatch.setattr(client, "_make_runner", lambda: Runner(pool))
    outcome = client.run("SecurityEvent | count", lab="spray-kerberoast", variant=0)
    assert isinstance(outcome, Result)


def test_an_outcome_travels_as_json() -> None:
    result = Result(
        (Column("a", "dynamic"),), (([1, {"b": None}],),), True, 3, Chart("piechart", {"title": "é"}), ("x",), ("T",)
    )
    for outcome in (result, Refusal("text.nul", {"a": 1}, 3), Refusal("busy")):
        assert read(as_json(outcome)) == outcome


def test_a_frame_that_is_none_is_refused() -> None:
    reading, writing = os.pipe()
    os.write(writing, b"\0\0\0\x02[]")
    with pytest.raises(frames.BrokenFrameError):
        frames.receive(reading)
    with pytest.raises(frames.LateError):
        frames.receive(reading, 0.01)
    os.close(writing)
    with pytest.raises(frames.BrokenFrameError):
        frames.receive(reading)
    os.close(reading)
