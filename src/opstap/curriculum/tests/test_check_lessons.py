"""Rules about lessons: links, pairing of languages, minutes, what is unused, what is unfinished."""

import pytest
from hypothesis import given
from hypothesis import strategies as st

from opstap.curriculum.rules.check.links import check_links
from opstap.curriculum.rules.check.material import Material
from opstap.curriculum.rules.check.pairing import check_pairing
from opstap.curriculum.rules.check.plain_text import check_texts
from opstap.curriculum.rules.check.reading import check_reading, fitting_minutes
from opstap.curriculum.rules.check.unused import check_unused
from opstap.curriculum.tests.check_build import COURSE, MODULE, material


def lesson(body: str, dutch: str = "Kort.") -> Material:
    return material({"lesson.en.md": f"# Doors\n\n{body}\n", "lesson.nl.md": f"# Deuren\n\n{dutch}\n"})


@pytest.mark.parametrize(
    ("target", "rule"),
    [
        ("/learn/doors/", None),
        ("/learn/doors/#part-1", None),
        ("/learn/doors/#part-2", "link-broken"),
        ("/learn/doors", "link-broken"),
        ("/learn/walls/", "link-broken"),
        ("/learn/", "link-broken"),
        ("#part-1", None),
        ("#part-0", "link-broken"),
        ("#top", "link-broken"),
        ("lesson.nl.md", "link-broken"),
        ("../02-more/", "link-broken"),
        ("https://learn.microsoft.com/a?b=c#d", None),
        ("http://example.org", None),
        ("https://", "link-malformed"),
        ("https:/example.org", "link-malformed"),
        ("https://[::1", "link-malformed"),
        ("https://localhost/", "link-malformed"),
        ("mailto:someone@example.org", None),
        ("mailto:someone", "link-malformed"),
        ("ftp://example.org/", "link-malformed"),
        ("https://exam ple.org/", "link-malformed"),
    ],
)
def test_links(target: str, rule: str | None) -> None:
    found = list(check_links(lesson(f"Look\nat [it]({target}).\n\n## Part")))
    assert [(one.rule, one.line) for one in found] == ([(rule, 4)] if rule else [])


@pytest.mark.parametrize(
    ("dutch", "english", "lines"),
    [
        ("A.\n\n## B\n\nC.", "A.\n\n## B\n\nC.", []),
        ("A.\n\n- b\n- c", "A.\n\n- b\n- c\n- d", []),
        ("A.\n\nB.", "A.", [3]),
        ("A.\n\n## B\n\nC.", "A.\n\n## B\n\nC.\n\nD.", [5]),
        ("A.\n\n## B\n\n- c", "A.\n\n## B\n\nC.", [5]),
        ("A.\n\n## B", "A.", [1]),
        ("A.\n\n::: note B\nC.\n:::", "A.\n\n::: note B\nC.\n\nD.\n:::", []),
        ("A.\n\n{{ check x-1 }}\n\nB.", "A.\n\nB.\n\n{{ check x-1 }}", [3]),
        ("```\na\n```", "A.", [3]),
    ],
)
def test_pairing(dutch: str, english: str, lines: list[int]) -> None:
    assert [one.line for one in check_pairing(lesson(english, dutch))] == lines


@pytest.mark.parametrize(("minutes", "told"), [(1, True), (2, False), (8, False), (9, True)])
def test_minutes_of_720_words(minutes: int, told: bool) -> None:
    body = "word " * 720
    pack = material(
        {
            "lesson.en.md": f"# Doors\n\n{body}\n",
            "lesson.nl.md": f"# Deuren\n\n{body}\n",
            "module.yaml": MODULE.replace("minutes: 1", f"minutes: {minutes}"),
        }
    )
    found = [one for one in check_reading(pack) if one.rule == "minutes"]
    assert [one.line for one in found] == ([5] if told else [])


@given(st.integers(0, 20_000), st.integers(0, 30))
def test_more_words_or_checks_never_take_less_time(words: int, checks: int) -> None:
    low, high = fitting_minutes(words, checks)
    assert 1 <= low < high
    for more in (fitting_minutes(words + 200, checks), fitting_minutes(words, checks + 1)):
        assert more >= (low, high)


def test_a_promise_that_is_not_kept_names_the_longest_sentences() -> None:
    hard = "Organisational responsibility necessitates notification."
    pack = material(
        {"lesson.en.md": f"# Doors\n\nIt is so.\n\n{hard}\n", "/course.yaml": COURSE.replace("en: 0", "en: 80")}
    )
    found = [one for one in check_reading(pack) if one.rule == "readability"]
    assert [(one.file, one.line) for one in found] == [("modules/01-doors/lesson.en.md", 1)]
    assert found[0].help == (
        f"modules/01-doors/lesson.en.md:5 4 words: {hard}",
        "modules/01-doors/lesson.en.md:3 3 words: It is so.",
    )


def test_a_language_without_a_promise_is_told_but_not_arabic() -> None:
    three = COURSE.replace("[nl, en]", "[nl, en, ar]").replace("{nl: 0, en: 0}", "{nl: 0}")
    found = [one for one in check_reading(material({"/course.yaml": three})) if one.rule == "readability-missing"]
    assert len(found) == 1
    assert "in en:" in found[0].message


@pytest.mark.parametrize(
    ("body", "line"),
    [
        ("Fine.\nTODO: more.", 4),
        ("What is this???", 3),
        ("Lorem ipsum dolor.", 3),
        ("- one\n- ...", 4),
        ("Why? Really?! Wait...", None),
        ("The list todo.txt is in `TODO`.", None),
    ],
)
def test_placeholders(body: str, line: int | None) -> None:
    found = [one.line for one in check_texts(lesson(body)) if one.rule == "placeholder"]
    assert found == ([line] if line else [])


@pytest.mark.parametrize(
    ("definition", "rules"),
    [
        ("{nl: 'Opent `<a>` wel.', en: Opens it.}", []),
        ("{nl: 'Opent <i>wel</i>.', en: Opens it.}", ["html"]),
        ("{nl: 'Is 3 < 4 en 5 > 4?', en: Opens it.}", []),
        ("{nl: this opens every door, en: this opens every door}", ["translation-copied"]),
        ("{nl: Microsoft Entra Conditional Access Policy, en: Microsoft Entra Conditional Access Policy}", []),
    ],
)
def test_texts_of_the_glossary(definition: str, rules: list[str]) -> None:
    pack = material({"glossary.yaml": f"terms:\n- id: key\n  term: Key\n  definition: {definition}\n"})
    assert [one.rule for one in check_texts(pack)] == rules


def test_a_term_that_no_lesson_links_to() -> None:
    defined = "definition: {nl: x, en: x}"
    glossary = f"terms:\n- {{id: key, term: Key, {defined}}}\n- {{id: bolt, term: Bolt, {defined}}}\n"
    pack = material({"glossary.yaml": glossary, "lesson.en.md": "# Doors\n\nA [[key|key]].\n"})
    assert [(one.rule, one.line) for one in check_unused(pack)] == [("term-unused", 3)]
