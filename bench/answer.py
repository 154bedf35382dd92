"""How fast one answer is, with the database: mark, learn, save, ledger line.

    OPSTAP_MODE=test .venv/bin/python bench/answer.py                        # SQLite, in a file
    DATABASE_URL=postgres://... OPSTAP_MODE=test .venv/bin/python bench/answer.py

Works in a test database of its own, which it drops. Prints answers per second, alone and by four threads, the time to
choose a question, to fold difficulties, and to rebuild everything.
"""

import os
import random
import tempfile
from collections.abc import Callable
from concurrent.futures import ThreadPoolExecutor
from statistics import median, quantiles
from time import perf_counter, process_time

os.environ.setdefault("OPSTAP_MODE", "test")
os.environ.setdefault("OPSTAP_DATA", tempfile.mkdtemp(prefix="opstap-bench-"))
os.environ.setdefault("DJANGO_SETTINGS_MODULE", "opstap.site.settings")

import django

django.setup()

# ruff: noqa: E402  (the models need the line above)
from django.conf import settings
from django.db import connection
from django.test.utils import setup_databases, teardown_databases

from opstap.curriculum.actions.load_catalogue import load_catalogue
from opstap.curriculum.actions.load_course import load_courses
from opstap.curriculum.models import Course, Question
from opstap.curriculum.queries import asked_of
from opstap.curriculum.rules.marking import best_response
from opstap.kit.clock import now
from opstap.kit.ids import new_id
from opstap.people.models import Person
from opstap.practice.actions.answer_question import answer_question
from opstap.practice.actions.begin_session import begin_session
from opstap.practice.actions.fold_difficulty import fold_difficulty
from opstap.practice.actions.rebuild import rebuild
from opstap.practice.queries import choose_question, learner_of
from opstap.practice.queries.choosing import choose_in_session

PEOPLE, EACH, THREADS = 40, 50, 4


def timed(work: Callable[[], object]) -> float:
    """Milliseconds."""
    started = perf_counter()
    work()
    return (perf_counter() - started) * 1000


class Clock:
    """Wall time and the processor time of this process: on a busy machine only the second says much."""

    def __init__(self) -> None:
        self.wall, self.processor = perf_counter(), process_time()

    def tell(self, what: str, times: list[float]) -> None:
        wall, processor = perf_counter() - self.wall, process_time() - self.processor
        tail, each = quantiles(times, n=20)[18], processor / len(times) * 1000
        rate = len(times) / wall
        print(f"{what}: {rate:.0f}/s, median {median(times):.1f} ms, p95 {tail:.1f} ms, processor {each:.1f} ms each")


def answer_some(person: Person, questions: list[Question], seed: int, quick: bool) -> list[float]:
    dice = random.Random(seed)
    times = []
    for _ in range(EACH):
        question = dice.choice(questions)
        # Questions of every kind: two in three right, the others "I do not know".
        chosen = best_response(asked_of(question)) if dice.random() < 2 / 3 else []
        times.append(
            timed(lambda: answer_question(key=new_id(), person=person, question=question, chosen=chosen))  # noqa: B023
        )
    if quick:
        connection.close()
    return times


def main() -> None:
    if connection.vendor == "sqlite":
        # A file, as in production: in memory it would be faster than it is.
        connection.settings_dict["TEST"]["NAME"] = os.path.join(os.environ["OPSTAP_DATA"], "bench.sqlite3")
    # Difficulties are folded in by the worker; here that is timed apart.
    settings.TASKS = {"default": {"BACKEND": "django.tasks.backends.dummy.DummyBackend"}}
    before = setup_databases(verbosity=0, interactive=False)
    try:
        load_catalogue()
        load_courses(paths=[settings.COURSE_PACKS / "sc-900"])
        people = [Person.objects.make(name="P", email=f"p{number}@example.org") for number in range(PEOPLE)]
        questions = list(Question.objects.prefetch_related("skills"))
        print(f"{connection.vendor}: {len(questions)} questions, {PEOPLE} people, {EACH} answers each")
        half = PEOPLE // 2
        clock = Clock()
        alone = [one for number in range(half) for one in answer_some(people[number], questions, number, quick=False)]
        clock.tell("answer, one at a time", alone)
        clock = Clock()
        with ThreadPoolExecutor(THREADS) as pool:
            jobs = [pool.submit(answer_some, people[number], questions, number, True) for number in range(half, PEOPLE)]
            together = [one for job in jobs for one in job.result()]
        clock.tell(f"answer, {THREADS} threads", together)
        course = Course.objects.get(code="sc-900")
        clock = Clock()
        clock.tell(
            "choose the next question", [timed(lambda p=p: choose_question(learner_of(p), course)) for p in people]
        )
        begun = [(learner_of(p), begin_session(p, course=course, minutes=20, key=new_id())) for p in people]
        clock = Clock()
        clock.tell("choose in a session", [timed(lambda one=one: choose_in_session(*one, now())) for one in begun])
        codes = {question.code for question in questions}
        print(f"fold all difficulties: {timed(lambda: [fold_difficulty(code) for code in codes]):.0f} ms")
        print(f"rebuild of {PEOPLE * EACH} answers: {timed(rebuild):.0f} ms")
    finally:
        connection.close()
        teardown_databases(before, verbosity=0)


if __name__ == "__main__":
    main()
