"""A mock exam that survives: the server is killed, the net falls away, a second tab is open, everything is pressed twice."""

import os
import signal
import socket
import subprocess
import sys
import time
from collections.abc import Callable, Iterator
from contextlib import closing
from http.client import HTTPConnection
from pathlib import Path
from urllib.parse import quote
from uuid import UUID

import pytest
from django.conf import settings
from django.db import connection
from playwright.sync_api import Page, expect

from opstap.kit.models import LedgerLine
from opstap.people.models import Person
from opstap.practice.models import Answer, Paper, PaperChoice
from opstap.practice.tests.build import make_course
from tests.build import grant, make_person
from tests.journeys.conftest import Browsing

PATIENCE = 20.0  # seconds in which the server must answer, or a row must be there


class Server:
    """Our WSGI application in a process of its own, on the database of the tests. It can be killed as by a power cut."""

    def __init__(self, folder: Path) -> None:
        self.environment = {**os.environ, "OPSTAP_MODE": "test", "OPSTAP_DATA": str(folder), "DATABASE_URL": ""}
        self.environment["PYTHONPATH"] = str(settings.PROJECT / "src")
        database = connection.settings_dict
        if connection.vendor == "sqlite":
            (folder / "opstap.sqlite3").symlink_to(database["NAME"])
        else:
            who = (
                f"{quote(database['USER'])}:{quote(database['PASSWORD'])}@{database['HOST']}:{database['PORT'] or 5432}"
            )
            self.environment["DATABASE_URL"] = f"postgres://{who}/{database['NAME']}"
        with socket.socket() as free:
            free.bind(("127.0.0.1", 0))
            self.port: int = free.getsockname()[1]
        self.url = f"http://127.0.0.1:{self.port}"

    def start(self) -> None:
        where = ["--bind", f"127.0.0.1:{self.port}", "--threads", "4", "--log-level", "critical"]
        command = [sys.executable, "-m", "gunicorn", "opstap.site.wsgi:application", *where]
        self.process = subprocess.Popen(command, env=self.environment, start_new_session=True)
        until(lambda: self._answers())

    def kill(self) -> None:
        """SIGKILL, for the workers too: nobody can finish anything."""
        os.killpg(self.process.pid, signal.SIGKILL)
        self.process.wait()

    def _answers(self) -> bool:
        try:
            with closing(HTTPConnection("127.0.0.1", self.port, timeout=PATIENCE)) as line:
                line.request("GET", "/healthz")
                return line.getresponse().status == 200
        except OSError:
            return False


def until(holds: Callable[[], bool]) -> None:
    """Look until it holds; a fault when it does not in time."""
    end = time.monotonic() + PATIENCE
    while not holds():
        assert time.monotonic() < end, "it did not come"
        time.sleep(0.05)


@pytest.fixture
def server(live: str, browsing: Browsing, tmp_path: Path) -> Iterator[Server]:
    """`live`: the tables are there and are emptied afterwards; the pages come from the process of its own."""
    made = Server(tmp_path)
    browsing.server = made.url
    browsing.forgive("Failed to load resource")
    made.start()
    yield made
    if made.process.poll() is None:
        made.kill()


@pytest.fixture
def amina(live: str) -> Person:
    make_course("faults", per_domain=3)
    return grant(make_person("Amina"), "learner")


@pytest.fixture
def page(server: Server, amina: Person, phone: Callable[..., Page], enter: Callable[[Page, Person], None]) -> Page:
    """Amina's phone, in Dutch; its clock can be moved on, so that nobody waits for a minute without a net."""
    page = phone("nl")
    page.clock.install()
    enter(page, amina)
    return page


def option(page: Page, value: str) -> None:
    page.locator(f'.answer:has(input[value="{value}"]) label').click()


def kept(number: int) -> tuple[list[str], int]:
    """What the server has of that question of the only paper."""
    row = PaperChoice.objects.filter(question=Paper.objects.get().questions[number - 1]).first()
    return (row.chosen, row.version) if row else ([], 0)


def begin(page: Page, server: Server) -> Paper:
    page.goto(f"{server.url}/practice/mock/")
    page.locator("section.card button").dblclick()
    expect(page.locator("h1")).to_contain_text("Vraag 1 van")
    return Paper.objects.get()


def test_nothing_is_lost_and_nothing_is_there_twice(
    page: Page, server: Server, axe: Callable[..., None], browsing: Browsing
) -> None:
    paper = begin(page, server)
    line = page.locator("[data-queue-line] p")
    option(page, "b")
    until(lambda: kept(1) == (["b"], 1))

    # The server dies in the middle. Another choice and "next" stay on the phone, and go on by themselves afterwards.
    server.kill()
    option(page, "a")
    expect(line).to_contain_text("Bewaard op dit toestel, en verzonden als ze terug is: 1")
    page.locator("button[value=next]").dblclick()
    axe(page)
    assert kept(1) == (["b"], 1)
    server.start()
    page.clock.fast_forward(5_000)
    expect(page.locator("h1")).to_contain_text("Vraag 2 van")
    assert kept(1) == (["a"], 2)

    # A minute without a net, and a reload in it.
    page.context.set_offline(True)
    option(page, "a")
    page.clock.fast_forward(60_000)
    expect(line).to_contain_text("toestel")
    assert int(page.locator("[data-left]").inner_text()) in {43, 44}
    with pytest.raises(Exception, match="ERR_INTERNET_DISCONNECTED"):
        page.reload()
    page.context.set_offline(False)
    page.goto(f"{server.url}/practice/paper/{paper.pk}/?q=2")
    expect(page.locator("input[value=a]")).to_be_checked()
    assert kept(2) == (["a"], 1)
    # The time is the server's, whatever the phone went through.
    paper.refresh_from_db()
    assert paper.ends_at is not None
    assert (paper.ends_at - paper.started_at).total_seconds() == 45 * 60
    assert page.locator("[data-left]").inner_text() in {"44", "45"}

    _in_a_second_tab(page, server, paper, axe)
    _handed_in_twice(page, server, paper)


def _in_a_second_tab(page: Page, server: Server, paper: Paper, axe: Callable[..., None]) -> None:
    """Both hold question 3; the one that is behind is told, and nothing is written over."""
    mine = f"{server.url}/practice/paper/{paper.pk}/?q=3"
    second = page.context.new_page()
    for one in (page, second):
        one.goto(mine)
    option(page, "a")
    until(lambda: kept(3) == (["a"], 1))
    option(second, "b")
    second.locator("[data-queue-line] button").click()
    expect(second.locator("main .notice").last).to_contain_text("Je koos iets anders op een andere pagina")
    expect(second.locator("input[value=b]")).to_be_checked()
    axe(second)
    assert kept(3) == (["a"], 1)
    second.locator("button[value=next]").click()
    expect(second.locator("h1")).to_contain_text("Vraag 4 van")
    assert kept(3) == (["b"], 2)
    second.close()


def _handed_in_twice(page: Page, server: Server, paper: Paper) -> None:
    """Pressed twice, with the server killed in between; the phone sends it again by itself."""
    page.goto(f"{server.url}/practice/paper/{paper.pk}/hand-in/")
    server.kill()
    page.locator("main form button").first.dblclick()
    expect(page.locator("[data-queue-line] p")).to_contain_text("toestel")
    server.start()
    page.clock.fast_forward(5_000)
    expect(page.locator(".lead")).to_contain_text("2 van de")
    answers = list(Answer.objects.order_by("sequence"))
    assert [str(one.question_id) for one in answers] == paper.questions
    assert [one.chosen for one in answers[:4]] == [["a"], ["a"], ["b"], []]
    assert len({one.key for one in answers}) == len(paper.questions) == 12
    verbs = list(LedgerLine.objects.filter(subject_id=paper.learner_id).values_list("verb", flat=True))
    assert sorted(verbs) == ["practice.paper_begun", "practice.paper_handed_in"]
    assert UUID(page.url.rstrip("/").rsplit("/", 1)[1]) == paper.pk
