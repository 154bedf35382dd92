"""Two hundred learners answer at the same moment on PostgreSQL: nothing lost, nothing twice, state equal to a serial replay.

    DATABASE_URL=postgres://... OPSTAP_MODE=test .venv/bin/python bench/load/answering.py [learners] [answers each]

Works in a test database of its own, which it drops. Every reply is sent by two devices of its learner; behind them is the pool of
connections that the product has (OPSTAP_POOL). Writes bench/results/answering.md; fails when a promise does not hold.
"""

import os
import sys
import tempfile
from pathlib import Path

ROOT = Path(__file__).parents[2]
sys.path.insert(0, str(ROOT))
os.environ.setdefault("OPSTAP_MODE", "test")
os.environ.setdefault("OPSTAP_DATA", tempfile.mkdtemp(prefix="opstap-bench-"))
os.environ.setdefault("DJANGO_SETTINGS_MODULE", "opstap.site.settings")

import django

django.setup()

# ruff: noqa: E402  (the models need the line above)
from django.conf import settings
from django.db import connection
from django.test.utils import setup_databases, teardown_databases
from tests.build import grant, make_organisation, make_person
from tests.load.answering import DEVICES, Found, answer_together

from opstap.curriculum.models import Question
from opstap.practice.tests.build import make_course

RESULT = ROOT / "bench" / "results" / "answering.md"


def told(found: Found, learners: int, each: int) -> str:
    """The report."""
    requests = len(found.milliseconds)
    return f"""# Answering at the same moment

Made by `bench/load/answering.py` on {connection.vendor}; how, is said there.

{learners} learners, {each} answers each, every one sent by {DEVICES} devices at once: {requests} requests in
{found.seconds:.1f} s ({requests / found.seconds:.0f} a second, in one process of Python). A request took
{found.percentile(50):.0f} ms (median), {found.percentile(95):.0f} ms (p95), {found.percentile(99):.0f} ms (p99), waiting
for one of the {os.environ.get("OPSTAP_POOL", "8")} connections included. {found.resent} times a device waited
too long for one, was refused and sent it again.

| what | should be | is |
| --- | ---: | ---: |
| answers | {found.expected} | {found.answers} |
| ledger lines | {found.expected} | {found.lines} |
| keys that were sent and are not there | 0 | {found.lost} |
| keys that are there twice | 0 | {found.twice} |
| learners with another count than their answers | 0 | {found.uneven} |
| rows of derived state that a serial replay gives otherwise | 0 | {found.differing} |
"""


def main() -> None:
    learners, each = (int(one) for one in (*sys.argv[1:], "200", "10")[:2])
    if connection.vendor == "sqlite":
        connection.settings_dict["TEST"]["NAME"] = os.path.join(os.environ["OPSTAP_DATA"], "bench.sqlite3")
    settings.TASKS = {"default": {"BACKEND": "django.tasks.backends.dummy.DummyBackend"}}
    before = setup_databases(verbosity=0, interactive=False)
    try:
        make_course("load", per_domain=20)
        school = make_organisation()
        people = [grant(make_person(), "learner", school) for _ in range(learners)]
        questions = list(Question.objects.order_by("code").prefetch_related("skills"))
        found = answer_together(people, questions, each)
        report = told(found, learners, each)
        print(report)
        if not found.holds:
            raise SystemExit("a promise does not hold")
        RESULT.write_text(report, encoding="utf-8")
    finally:
        connection.close()
        teardown_databases(before, verbosity=0)


if __name__ == "__main__":
    main()
