"""How fast learners' queries are: 600 of a hunt on 25,522 rows, by 2 workers, asked by 8 threads at once.

    .venv/bin/python bench/labs/engine.py [--write]

Needs no Django and no database server. `--write` puts the figures into bench/results/labs_engine.md. Each query differs in a
constant, so that the memory of the runner answers none; a last round asks the same 600 again.
"""

import os
import platform
import random
import sys
import tempfile
from collections.abc import Callable
from concurrent.futures import ThreadPoolExecutor
from pathlib import Path
from statistics import median, quantiles
from time import perf_counter

ROOT = Path(__file__).resolve().parents[2]
sys.path[:0] = [str(ROOT / "src"), str(ROOT)]

# ruff: noqa: E402  (the imports need the line above)
from opstap.labs.engine.pool import Pool
from opstap.labs.engine.result import Outcome, Result
from opstap.labs.engine.runner import Runner
from opstap.labs.engine.store import Source, build
from opstap.labs.tests.conftest import NOW, SPRAY, SPRAY_SCHEMA

QUERIES, WORKERS, THREADS, TIMES = 600, 2, 8, 7
HUNT = {
    "count": "SecurityEvent | where EventID == {event} | count",
    "spray": "SecurityEvent | where EventID in (4625, {event}) "
    "| summarize n = dcount(TargetUserName) by Computer, bin(TimeGenerated, 1m)",
    "has_any": 'SysmonEvent | where CommandLine has_any ("whoami", "net{event}") | project TimeGenerated, Computer, CommandLine',
    "arg_max": "SecurityEvent | where EventID != {event} | summarize arg_max(TimeGenerated, Account) by Computer",
    "join": "SecurityEvent | where EventID == 4625 | join kind=inner (SecurityEvent | where EventID == {event}) on Computer "
    "| summarize count() by Computer",
    "parse": 'SecurityEvent | where EventID != {event} and Account has "\\\\" '
    '| parse Account with D "\\\\" U | summarize count() by D',
    "rewritten": "SecurityEvent | where EventID == {event} | summarize makeset(Account) by Computer | mv-apply a = set_Account "
    "to typeof(string) on (where a has 'pg' | summarize n = count())",
    "reordered": "SecurityEvent | where EventID == {event} | project-reorder Account, Comp* | take 20",
}


def ask(texts: list[str], run: Callable[[str], Outcome]) -> tuple[float, list[float], int]:
    """Seconds in all, milliseconds of each, and how many failed."""

    def one(text: str) -> tuple[float, bool]:
        started = perf_counter()
        outcome = run(text)
        return (perf_counter() - started) * 1000, isinstance(outcome, Result)

    started = perf_counter()
    with ThreadPoolExecutor(THREADS) as threads:
        found = list(threads.map(one, texts))
    return perf_counter() - started, [ms for ms, _ in found], sum(not well for _, well in found)


def row(name: str, seconds: float, times: list[float], failed: int) -> str:
    tail = quantiles(times, n=100)[94]
    rate = len(times) / seconds
    return f"| {name} | {len(times)} | {rate:.0f} | {median(times):.0f} | {tail:.0f} | {max(times):.0f} | {failed} |"


def main() -> None:
    chance = random.Random(7)
    names = [chance.choice(list(HUNT)) for _ in range(QUERIES)]
    texts = [HUNT[name].format(event=4000 + number) for number, name in enumerate(names)]
    lines = [
        "# The labs' engine",
        "",
        f"Made by `bench/labs/engine.py` on {os.cpu_count()} cores of {platform.machine()}, Python {platform.python_version()}; "
        f"load when it began: {os.getloadavg()[0]:.1f}. {WORKERS} workers, {THREADS} threads asking, 25,522 rows.",
        "Times are from question to answer, with the wait for a worker.",
        "",
        "| what | queries | a second | median ms | p95 ms | slowest ms | failed |",
        "| --- | ---: | ---: | ---: | ---: | ---: | ---: |",
    ]
    with tempfile.TemporaryDirectory(prefix="opstap-bench-") as folder, Pool(WORKERS, patience=120) as pool:
        path = Path(folder) / "0.duckdb"
        build(
            path, SPRAY_SCHEMA, [Source(table, SPRAY / f"{table}.jsonl.gz") for table in SPRAY_SCHEMA] * TIMES, now=NOW
        )
        runner = Runner(pool)
        for text in (f"print {number}" for number in range(8)):
            pool.run(text, path)
        lines.append(row("all, eight at once", *ask(texts, lambda text: runner.run(text, path))))
        for name in HUNT:
            # One at a time: how long a learner alone waits.
            own = [HUNT[name].format(event=9000 + number) for number in range(30)]
            timed = [ask([text], lambda text: pool.run(text, path)) for text in own]
            lines.append(
                row(
                    f"{name}, alone",
                    sum(s for s, _, _ in timed),
                    [t[0] for _, t, _ in timed],
                    sum(f for *_, f in timed),
                )
            )
        lines.append(row("all again, remembered", *ask(texts, lambda text: runner.run(text, path))))
    spent = os.times()
    each = (spent.children_user + spent.children_system) / (QUERIES + 30 * len(HUNT)) * 1000
    lines += [
        "",
        f"Processor: {each:.0f} ms a query in the workers, their start included. On a busy machine only this says much.",
    ]
    report = "\n".join(lines) + "\n"
    print(report)
    if "--write" in sys.argv:
        (ROOT / "bench" / "results" / "labs_engine.md").write_text(report)


if __name__ == "__main__":
    main()
