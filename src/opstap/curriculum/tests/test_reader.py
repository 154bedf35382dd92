"""The reader: extras, safety, parts around the check, and what it keeps in memory."""

from html.parser import HTMLParser
from pathlib import Path

import pytest
from django.utils.translation import override
from hypothesis import given
from hypothesis import strategies as st
from tests.build import make_organisation

from opstap.curriculum import queries
from opstap.curriculum.actions.load_course import load_courses
from opstap.curriculum.models import Lesson
from opstap.curriculum.queries import lessons
from opstap.curriculum.rules.reader import Rendered, Term, render
from opstap.curriculum.tests.packs import GLOSSARY, LESSON, lay_pack, load_doors

TERMS = {"zero-trust": Term("Zero Trust", "Trust <nobody> by default.")}


def read(markdown: str, **facts: str) -> Rendered:
    return render(markdown, terms=TERMS, facts=facts, fallbacks={"dpo": "the officer"})


def test_a_term_opens_its_meaning_once_and_is_listed() -> None:
    page = read("A [[zero-trust|zero trust]] and [[zero-trust|again]], [[unknown|this]].")
    assert page.html.count('popovertarget="term-zero-trust"') == 1
    assert '<span popover="" class="term-meaning" id="term-zero-trust">' in page.html
    assert "Trust &lt;nobody&gt; by default." in page.html
    assert "<dfn>again</dfn>" in page.html
    assert ", this." in page.html
    assert page.terms == (TERMS["zero-trust"],)


def test_facts_of_the_organisation_with_a_polite_fallback() -> None:
    assert "<bdi>Jan &lt;b&gt;</bdi>" in read("Ask {{ org.dpo }}.", dpo="Jan <b>").html
    assert "Ask the officer." in read("Ask {{ org.dpo }}.").html
    assert "Ask ." in read("Ask {{ org.unknown }}.").html


def test_checks_stand_between_the_blocks() -> None:
    page = read("One.\n{{ check door-01 }}\n## Two\n\nThree.\n\n{{ check door-02 }}\n\n{{ check door-01 }}")
    assert [(block.kind, block.check or block.text) for block in page.blocks] == [
        ("paragraph", "One."),
        ("check", "door-01"),
        ("heading", "Two"),
        ("paragraph", "Three."),
        ("check", "door-02"),
    ]
    assert page.checks == ("door-01", "door-02")
    inside = read("```\n{{ check door-01 }}\n```")
    assert (inside.checks, "{{ check door-01 }}" in inside.html) == ((), True)


def test_headings_have_anchors_and_none_is_the_pages_title() -> None:
    page = read("# One\n\n## Two **bold** [[zero-trust|word]]\n\n##### Five")
    assert [(one.anchor, one.text) for one in page.headings] == [
        ("part-1", "One"),
        ("part-2", "Two bold word"),
        ("part-3", "Five"),
    ]
    assert "<h1" not in page.html
    assert '<h4 id="part-3">Five</h4>' in page.html


def test_boxes_and_code() -> None:
    page = read("::: warning Mind *this* <b>\nText\n:::\n\n`a` \n\n```kql\nlet x = 1;\n```")
    assert '<aside class="admonition" data-kind="warning" aria-labelledby="box-1">' in page.html
    assert "Mind *this* &lt;b&gt;" in page.html
    assert '<code dir="ltr">a</code>' in page.html
    assert '<pre dir="ltr"><code>let x = 1;\n</code></pre>' in page.html


class _Tags(HTMLParser):
    def __init__(self) -> None:
        super().__init__()
        self.bad: list[str] = []

    def handle_starttag(self, tag: str, attrs: list[tuple[str, str | None]]) -> None:
        if tag in {"script", "style", "iframe", "img", "object", "svg", "form", "input"}:
            self.bad.append(tag)
        self.bad += [
            f"{tag} {name}={value}"
            for name, value in attrs
            if name.startswith("on") or name == "style" or (value or "").strip().lower().startswith("javascript:")
        ]


HOSTILE = [
    *(
        "<script>",
        "<img src=x onerror=alert(1)>",
        "[a](javascript:alert(1))",
        "[[zero-trust|",
        "]]",
        "{{ org.dpo }}",
        "`",
    ),
    *(
        '::: note "><script>',
        ":::",
        "\n",
        "\n\n",
        "# ",
        "<a href='java\tscript:x'>",
        "![i](data:x)",
        "```",
        '" onclick="x',
    ),
    *("[x]: javascript:1", "<javascript:1>", "&lt;script&gt;", "{{ check a }}", "|a|b|\n|-|-|\n", "* ", "> "),
]
hostile = st.lists(st.sampled_from(HOSTILE) | st.text(max_size=6), max_size=30).map("".join)


@given(hostile, st.text(max_size=20))
def test_nothing_that_runs_comes_through(markdown: str, fact: str) -> None:
    page = render(markdown, terms=TERMS, facts={"dpo": fact}, fallbacks={})
    tags = _Tags()
    tags.feed(page.html)
    assert tags.bad == []


@pytest.fixture
def lesson(db: None, tmp_path: Path) -> Lesson:
    load_doors(tmp_path)
    return Lesson.objects.select_related("module__course").get()


def test_a_lesson_is_rendered_once_and_anew_when_something_changes(
    lesson: Lesson, tmp_path: Path, django_assert_num_queries: object
) -> None:
    school = make_organisation()
    queries.show_lesson(lesson, "en", school)
    with django_assert_num_queries(0):  # type: ignore[operator]
        queries.show_lesson(lesson, "en", school)
    school.facts = {"reporting_contact": "Fatima"}
    assert "Fatima" in queries.show_lesson(lesson, "en", school).rendered.html
    assert "Fatima" not in queries.show_lesson(lesson, "en", None).rendered.html
    load_courses(paths=[lay_pack(tmp_path, glossary=GLOSSARY.replace("Opens a lock.", "Turns a lock."))])
    again = Lesson.objects.select_related("module__course").get()
    assert "Turns a lock." in queries.show_lesson(again, "en", school).rendered.html
    load_courses(paths=[lay_pack(tmp_path, lesson_en=LESSON.replace("opens a door", "unlocks a door"))])
    again = Lesson.objects.select_related("module__course").get()
    assert "unlocks a door" in queries.show_lesson(again, "en", school).rendered.html


def test_the_fallback_words_are_in_the_language_of_the_lesson(lesson: Lesson) -> None:
    with override("ar"):
        shown = queries.show_lesson(lesson, "nl", None)
    assert (shown.language, shown.direction, shown.title) == ("nl", "ltr", "Open deuren")
    assert "meldingen over beveiliging" in shown.rendered.html or "security reports" in shown.rendered.html


def test_memory_is_bounded(lesson: Lesson, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(lessons, "KEPT", 3)
    for _ in range(6):
        queries.show_lesson(lesson, "en", make_organisation())
    assert len(lessons._rendered) <= 3
