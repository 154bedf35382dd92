"""Opening day: 2,000 people apply within an hour, one in ten sends twice. None lost, none twice, and how long they wait.

    .venv/bin/python bench/opening_day.py                                   # SQLite, in a folder of its own
    .venv/bin/python bench/opening_day.py postgres://user@127.0.0.1/empty   # an empty PostgreSQL database

Starts gunicorn and a worker as `bin/run` does, on this machine, and plays the applicants through HTTP, page by page as a
browser without JavaScript does: the programme, the check, the form, the last look, send, thanks. Two runs:

    the hour at once   all 2,000 by 8 browsers as fast as the pages come: an hour's work in minutes
    the first minute   one in ten of the 2,000 arrive within 60 s, at random moments (Poisson), as when a call is announced

Browser and server share the machine, so that the figures are what an applicant would at least get. Writes a section of
bench/results/opening_day.md. Exit status 1 when an application was lost, counted twice, or not answered.
"""

import os
import random
import re
import shutil
import subprocess
import sys
import tempfile
import threading
import time
from collections import Counter, defaultdict
from collections.abc import Callable, Iterator
from concurrent.futures import ThreadPoolExecutor
from contextlib import contextmanager
from dataclasses import dataclass, field
from datetime import timedelta
from http.client import HTTPConnection, HTTPException, HTTPResponse
from http.cookies import SimpleCookie
from pathlib import Path
from urllib.parse import urlencode

ROOT = Path(__file__).resolve().parent.parent
PORT = int(os.environ.get("PORT", "8137"))
PEOPLE, BROWSERS, FIRST_MINUTE = int(os.environ.get("PEOPLE", "2000")), 8, int(os.environ.get("FIRST_MINUTE", "200"))
RESENDS = 0.1
RESULTS = ROOT / "bench" / "results" / "opening_day.md"
WHY = "I helped my neighbour when her account was stolen. Since then I want to know how that works. " * 4
CHECK = {"age": "yes", "job_seeker": "soon", "region": "yes", "dutch": "b1", "days": "5"}


@dataclass
class Times:
    """Milliseconds per kind of page, and what went wrong; many threads add to it."""

    pages: dict[str, list[float]] = field(default_factory=lambda: defaultdict(list))
    faults: Counter[str] = field(default_factory=Counter)
    lock: threading.Lock = field(default_factory=threading.Lock)

    def add(self, page: str, milliseconds: float) -> None:
        with self.lock:
            self.pages[page].append(milliseconds)

    def fault(self, what: str) -> None:
        with self.lock:
            self.faults[what] += 1


class Browser:
    """One person's browser: cookies, forms, a connection that stays open; it tries once more when the line breaks."""

    def __init__(self, times: Times) -> None:
        self.times = times
        self.cookies = SimpleCookie()
        self.connection = HTTPConnection("127.0.0.1", PORT, timeout=60)

    def ask(self, page: str, path: str, form: dict[str, object] | None = None) -> tuple[int, str, str]:
        """Status, location and text of one page."""
        headers = {"Cookie": "; ".join(f"{key}={morsel.value}" for key, morsel in self.cookies.items())}
        body = None
        if form is not None:
            token = self.cookies["csrftoken"].value
            body = urlencode({**form, "csrfmiddlewaretoken": token}, doseq=True)
            headers["Content-Type"] = "application/x-www-form-urlencoded"
        started = time.perf_counter()
        try:
            answer, text = self._once(path, body, headers)
        except (OSError, HTTPException):
            self.connection.close()
            self.times.fault("line broke, tried again")
            answer, text = self._once(path, body, headers)
        self.times.add(page, (time.perf_counter() - started) * 1000)
        for cookie in answer.headers.get_all("Set-Cookie") or []:
            self.cookies.load(cookie)
        if answer.status >= 400:
            self.times.fault(f"{page}: {answer.status}")
        return answer.status, answer.headers.get("Location", ""), text

    def _once(self, path: str, body: str | None, headers: dict[str, str]) -> tuple[HTTPResponse, str]:
        self.connection.request("POST" if body is not None else "GET", path, body, headers)
        answer = self.connection.getresponse()
        return answer, answer.read().decode()


def apply(number: int, slug: str, times: Times) -> None:
    """One person's whole road; one in ten taps twice, and the second tap comes while the first is under way."""
    browser, call = Browser(times), f"/apply/{slug}/"
    browser.ask("programme", "/")
    browser.ask("check", call)
    browser.ask("check, answered", call, CHECK)
    browser.ask("form", f"{call}you/")
    filled = {
        "version": 1,
        "name": f"Applicant {number}",
        "address": address_of(number),
        "language": ("nl", "fr", "en", "ar")[number % 4],
        "availability": ["mon", "tue", "thu", "fri"],
        "motivation": WHY,
        "referrer": "",
        "notice": "on",
    }
    browser.ask("form, filled in", f"{call}you/", filled)
    _, _, text = browser.ask("last look", f"{call}review/")
    found = re.search(r'name="key" value="([^"]+)"', text)
    if found is None:
        times.fault("last look without a key")
        return
    key = {"key": found.group(1)}
    if random.Random(number).random() < RESENDS:
        second = Browser(times)
        second.cookies = SimpleCookie(browser.cookies.output(header="", sep=";"))
        tap = threading.Thread(target=second.ask, args=("send, again", f"{call}send/", key))
        tap.start()
        browser.ask("send", f"{call}send/", key)
        tap.join()
        browser.ask("send, again", f"{call}send/", key)
    else:
        browser.ask("send", f"{call}send/", key)
    browser.ask("thanks", f"{call}sent/")


def address_of(number: int) -> str:
    """Half have a mail address, half a phone."""
    return f"applicant{number}@example.org" if number % 2 else f"+3247{number:07}"


def processor_seconds(processes: list[subprocess.Popen[bytes]]) -> float:
    """Processor time that these processes and their children used so far; on a busy machine it says more than waiting."""
    ticks = 0
    for stat in Path("/proc").glob("[0-9]*/stat"):
        try:
            fields = stat.read_text().rpartition(")")[2].split()
        except OSError:
            continue
        if int(fields[2]) in {process.pid for process in processes}:  # the process group
            ticks += sum(map(int, fields[11:13]))
    return ticks / os.sysconf("SC_CLK_TCK")


@contextmanager
def served(environment: dict[str, str], folder: Path) -> Iterator[list[subprocess.Popen[bytes]]]:
    """gunicorn as `bin/run` sets it, and one worker, each with its own process group."""
    web = "import sys; from opstap.site.serving import Pages; Pages(address=sys.argv.pop(), ready=lambda: None).run()"
    setup = f"import django; django.setup(); {web}"
    (folder / "run").mkdir(exist_ok=True)
    log = (folder / "server.log").open("w")
    started = [
        subprocess.Popen(command, env=environment, stdout=log, stderr=log, process_group=0)
        for command in (
            [sys.executable, "-c", setup, f"127.0.0.1:{PORT}"],
            [sys.executable, "-m", "opstap", "worker", "--quiet"],
        )
    ]
    try:
        for _ in range(120):
            try:
                HTTPConnection("127.0.0.1", PORT, timeout=2).request("GET", "/healthz")
                break
            except OSError:
                time.sleep(0.25)
        yield started
    finally:
        for process in started:
            process.terminate()
        for process in started:
            process.wait(timeout=30)


def at_once(first: int, slug: str) -> tuple[Times, float]:
    """Everybody, by a few browsers as fast as they can."""
    times, started = Times(), time.perf_counter()
    with ThreadPoolExecutor(BROWSERS) as pool:
        list(pool.map(lambda number: apply(number, slug, times), range(first, first + PEOPLE)))
    return times, time.perf_counter() - started


def first_minute(first: int, slug: str) -> tuple[Times, float]:
    """One in ten, at random moments of one minute; each begins when they arrive, whoever else is still busy."""
    dice = random.Random(2027)
    arrivals = sorted(dice.uniform(0, 60) for _ in range(FIRST_MINUTE))
    times, started, threads = Times(), time.perf_counter(), []
    for number, arrival in enumerate(arrivals, start=first):
        time.sleep(max(0.0, started + arrival - time.perf_counter()))
        threads.append(threading.Thread(target=apply, args=(number, slug, times)))
        threads[-1].start()
    for thread in threads:
        thread.join()
    return times, time.perf_counter() - started


def share_below(values: list[float], share: float) -> float:
    return sorted(values)[min(len(values) - 1, int(len(values) * share))]


def table(title: str, people: int, times: Times, seconds: float) -> list[str]:
    requests = sum(map(len, times.pages.values()))
    lines = [
        f"**{title}**: {people} people in {seconds:.0f} s ({people / seconds:.1f} applications and"
        f" {requests / seconds:.0f} pages a second). Faults: {dict(times.faults) or 'none'}.",
        "",
        "| page | times | p50 ms | p95 ms | p99 ms | slowest ms |",
        "| --- | ---: | ---: | ---: | ---: | ---: |",
    ]
    for page, values in [*times.pages.items(), ("all", [v for vs in times.pages.values() for v in vs])]:
        cells = [share_below(values, share) for share in (0.5, 0.95, 0.99)] + [max(values)]
        lines.append(f"| {page} | {len(values)} | " + " | ".join(f"{cell:.0f}" for cell in cells) + " |")
    return [*lines, ""]


def seeded(slug: str) -> None:
    """A school, a programme, an open call, the notices."""
    from django.core.management import call_command

    from opstap.admission.actions.open_call import Plan, open_call
    from opstap.kit.clock import now, today
    from opstap.people.models import Organisation
    from opstap.programme.models import Edition, Programme

    for command in (["migrate"], ["collectstatic"]):
        call_command(*command, verbosity=0, interactive=False)
    call_command("load_notices", verbosity=0)
    school = Organisation.objects.create(name="Opening day", kind="school")
    programme = Programme.objects.create(
        organisation=school, slug=slug, name={"en": "Opening day"}, facts={"what": {"en": "A long answer. " * 20}}
    )
    edition = Edition.objects.create(
        programme=programme, name="1", starts_on=today() + timedelta(days=90), ends_on=today() + timedelta(days=400)
    )
    plan = Plan(opens_at=now() - timedelta(minutes=1), closes_at=now() + timedelta(days=30), places=15)
    open_call(edition, slug=slug, plan=plan, by=None)


def counted(people: int) -> tuple[list[str], bool]:
    """Hold what is in the database against what was sent, once the worker has answered everybody."""
    from opstap.admission.models import Application, Draft
    from opstap.messages.models import Message

    started = time.perf_counter()
    while Message.objects.filter(status="sent").count() < people and time.perf_counter() - started < 900:
        time.sleep(1)
    waited = time.perf_counter() - started
    rows = list(Application.objects.values_list("person__email", "person__phone", "motivation", "person"))
    found = Counter(email or phone for email, phone, _, _ in rows)
    wanted = {address_of(number) for number in range(people)}
    lost, twice = len(wanted - set(found)), sum(number - 1 for number in found.values())
    whole = sum(1 for _, _, motivation, _ in rows if motivation == WHY.strip())
    answers = Counter(Message.objects.values_list("address", flat=True))
    unanswered, again = len(wanted - set(answers)), sum(number - 1 for number in answers.values())
    drafts = Draft.objects.count()
    lines = [
        f"Sent {people}; found {len(rows)} applications of {len({person for *_, person in rows})} people: **{lost} lost,"
        f" {twice} twice**, {whole} with every word. Answers: {unanswered} missing, {again} twice; the last one left"
        f" {waited:.0f} s after the last applicant. Drafts left over: {drafts}.",
        "",
    ]
    return lines, not (lost or twice or unanswered or again or drafts) and whole == people


def main() -> int:
    url = sys.argv[1] if len(sys.argv) > 1 else ""
    folder = Path(tempfile.mkdtemp(prefix="opstap-opening-"))
    environment = {
        **os.environ,
        "PYTHONPATH": str(ROOT / "src"),
        "DJANGO_SETTINGS_MODULE": "opstap.site.settings",
        # Messages stay in the outbox; everything else is as in production.
        "OPSTAP_MODE": "demonstration",
        "OPSTAP_DATA": str(folder),
        "DATABASE_URL": url,
        "PORT": str(PORT),
    }
    os.environ.update(environment)
    sys.path.insert(0, str(ROOT / "src"))
    import django

    django.setup()
    slug = "opening-day"
    seeded(slug)
    runs: list[tuple[str, int, int, Callable[[int, str], tuple[Times, float]]]] = [
        (f"The hour at once, {BROWSERS} browsers", 0, PEOPLE, at_once),
        ("The first minute", PEOPLE, FIRST_MINUTE, first_minute),
    ]
    from django.db import connection

    lines, good = [f"## {connection.vendor}", ""], True
    with served(environment, folder) as (web, worker):
        for title, first, people, run in runs:
            before = [processor_seconds([one]) for one in (web, worker)]
            times, seconds = run(first, slug)
            told, whole = counted(first + people)
            used = [processor_seconds([one]) - then for one, then in zip((web, worker), before, strict=True)]
            lines += table(title, people, times, seconds)
            requests = sum(map(len, times.pages.values()))
            lines += [
                f"Processor: {used[0] / requests * 1000:.1f} ms a page for gunicorn, {used[1] / people * 1000:.0f} ms an"
                " application for the worker.",
                "",
                *told,
            ]
            good = good and whole and not [fault for fault in times.faults if not fault.startswith("line broke")]
    lines.append(f"Machine: {os.cpu_count()} cores, load before and after shared with the browsers and other work.")
    write(connection.vendor, lines)
    print("\n".join(lines))
    if good:
        shutil.rmtree(folder)
    else:
        print(f"see {folder}/server.log")
    return 0 if good else 1


def write(vendor: str, lines: list[str]) -> None:
    """Put this database's section in the file, in the place of an earlier one."""
    head = "# Opening day: 2,000 applications in an hour\n\nMade by `bench/opening_day.py`; how, is said there.\n"
    before = RESULTS.read_text() if RESULTS.exists() else head
    sections = re.split(r"(?m)^(?=## )", before)
    kept = [part.strip() for part in sections if not part.startswith(f"## {vendor}\n")]
    RESULTS.write_text("\n\n".join([*kept, "\n".join(lines).strip()]) + "\n")


if __name__ == "__main__":
    sys.exit(main())
