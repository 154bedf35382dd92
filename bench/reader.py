"""What a long lesson costs: 2,000 words in each of two languages, 40 terms, 4 figures, 6 boxes, a table, code, 3 checks.

    .venv/bin/python bench/reader.py

Rendering one language from source, both as a page needs them, and from memory; and the whole page through the test client on
SQLite, as the first learner after a start gets it and as the next ones do. Medians of 30, on one core: of the processor's
time, and of the clock, which also counts what else the machine was doing.
"""

import gzip
import os
import sys
from collections.abc import Callable
from pathlib import Path
from statistics import median
from tempfile import TemporaryDirectory
from time import perf_counter, process_time
from typing import TYPE_CHECKING

import django
from django.test.utils import CaptureQueriesContext, setup_test_environment

if TYPE_CHECKING:
    from opstap.curriculum.models import Lesson
    from opstap.people.models import Person

sys.path[:0] = [str(Path(__file__).parents[1]), str(Path(__file__).parents[1] / "src")]
TIMES = 30
WORDS = [
    "wie",
    "een",
    "dienst",
    "gebruikt",
    "kijkt",
    "eerst",
    "wie",
    "er",
    "aan",
    "de",
    "deur",
    "staat",
    "en",
    "geeft",
    "daarna",
    "zo",
    "weinig",
    "rechten",
    "als",
    "kan",
]


def markdown() -> str:
    """A lesson of about 2,000 words in eight sections."""
    turn, term = 0, 0

    def prose(many: int) -> str:
        nonlocal turn, term
        found = []
        for number in range(many):
            word = WORDS[turn % len(WORDS)]
            turn += 1
            if number % 25 == 10 and term < 60:
                # Sixty times a term, forty different ones: a third is met again.
                word, term = f"[[term-{term % 40}|{word}]]", term + 1
            found.append(f"**{word}**" if number % 30 == 29 else word)
        return " ".join(found).capitalize() + "."

    parts = [prose(60)]
    for section in range(8):
        parts += [f"## Deel {section + 1}", prose(60), prose(60)]
        parts += ["\n".join(f"- {prose(12)}" for _ in range(4))]
        if section < 6:
            parts += [f"::: note Let op\n{prose(40)}\n:::"]
        if section < 4:
            parts += [f'![Een deur met twee sloten](media/figure-{section}.svg "Figuur {section}")']
        if section < 3:
            parts += [f"{{{{ check doors-0{section + 1} }}}}"]
        parts += [prose(25)]
    parts += ["| a | b |\n|---|---|\n" + "\n".join(f"| {prose(4)} | `code` |" for _ in range(8))]
    parts += ["```kql\nSigninLogs | where ResultType != 0\n```", "Vraag het aan {{ org.dpo }}."]
    return "\n\n".join(parts)


def measured(what: str, do: Callable[[], object], before: Callable[[], object] = lambda: None) -> None:
    """Print the medians of the processor's time and of the clock's; `before` is not counted."""
    worked, passed = [], []
    for _ in range(TIMES):
        before()
        processor, clock = process_time(), perf_counter()
        do()
        worked.append((process_time() - processor) * 1000)
        passed.append((perf_counter() - clock) * 1000)
    print(f"{what:38}{median(worked):8.2f} ms{median(passed):8.2f} ms", flush=True)


def rules() -> None:
    """The reader alone, without a database."""
    from opstap.curriculum.rules.reader import Figure, Term, pair_blocks, render

    text = markdown()
    meaning = "Zo weinig rechten als iemand nodig heeft om te werken, en niet meer."
    terms = {f"term-{one}": Term(f"Term {one}", meaning, "nl", meaning, "ar") for one in range(40)}
    figures = {f"media/figure-{one}.svg": Figure(f"/figures/{one}.svg", 640, 360) for one in range(4)}

    def one(prefix: str = "") -> object:
        return render(text, terms=terms, figures=figures, prefix=prefix)

    shown = render(text, terms=terms, figures=figures)
    beside = render(text, terms=terms, figures=figures, prefix="fr-")
    size = sum(len(block.html.encode()) for block in shown.blocks)
    print(f"{shown.words} words, {len(shown.blocks)} blocks, {len(shown.terms)} terms, {size / 1024:.0f} KB of HTML")
    print(f"{'':36}processor      clock")
    measured("render, one language", one)
    measured("render, two languages", lambda: (one(), one("fr-")))
    measured("pairing", lambda: pair_blocks(shown, beside))


def page() -> None:
    """The page of a lesson, for a learner who reads two languages."""
    from django.db import connection
    from django.test import Client

    from opstap.curriculum.queries import lessons, show_lesson

    lesson, learner = made()
    client = Client()
    client.force_login(learner)
    client.cookies["opstap_reading"] = "fr."

    def show() -> object:
        return show_lesson(lesson, "nl", None, "fr", reader="ar")

    def get() -> bytes:
        answer = client.get(f"/learn/{lesson.code}/", headers={"accept-language": "nl"})
        assert answer.status_code == 200, answer.status_code
        return answer.content

    measured("show_lesson, two, from source", show, lessons._rendered.clear)
    measured("show_lesson, two, from memory", show)
    get()
    with CaptureQueriesContext(connection) as counted:
        body = get()
    assert b"fr-b1" in body, "the page should show two languages"
    print(f"page, {len(body) / 1024:.0f} KB ({len(gzip.compress(body)) / 1024:.0f} KB packed), {len(counted)} queries")
    measured("page, from source", get, lessons._rendered.clear)
    measured("page, from memory", get)


def made() -> "tuple[Lesson, Person]":
    """A database in a file that goes away, with the course of the tests, and a learner."""
    from django.db import connection
    from tests.build import grant, make_person

    from opstap.curriculum.models import GlossaryTerm, Lesson, Media
    from opstap.curriculum.tests.packs import load_doors

    connection.creation.create_test_db(verbosity=0)
    with TemporaryDirectory() as folder:
        course = load_doors(Path(folder))
    meaning = "Zo weinig rechten als iemand nodig heeft om te werken, en niet meer."
    for one in range(40):
        texts = {"nl": meaning, "fr": meaning, "ar": meaning}
        GlossaryTerm.objects.create(code=f"term-{one}", term=f"Term {one}", definition=texts)
    for one in range(4):
        Media.objects.create(
            course=course,
            path=f"media/figure-{one}.svg",
            sha256=f"{one}a" * 32,
            content_type="image/svg+xml",
            content=b"<svg/>",
            width=640,
            height=360,
        )
    Lesson.objects.update(text={"nl": markdown(), "fr": markdown()})
    return Lesson.objects.select_related("module__course").get(), grant(make_person(), "learner")


if __name__ == "__main__":
    os.environ["DJANGO_SETTINGS_MODULE"] = "tests.settings"
    os.environ.pop("DATABASE_URL", None)
    django.setup()
    setup_test_environment()
    rules()
    page()
