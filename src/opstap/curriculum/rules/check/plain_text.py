"""Texts that are not finished or not plain: HTML, placeholders, a copy of another language."""

import re
from collections.abc import Iterator, Sequence

from opstap.curriculum.rules.check.finding import Finding, found
from opstap.curriculum.rules.check.material import Material, texts_of
from opstap.curriculum.rules.lesson_source import TAG
from opstap.curriculum.rules.marked_yaml import Node
from opstap.curriculum.rules.pack_entries import ModuleEntry, Pack, Texts

PLACEHOLDER = re.compile(
    r"\b(?:TODO|TBD|FIXME|XXX|TK|NOG TE SCHRIJVEN|À COMPLÉTER)\b|\blorem ipsum\b|\?{3,}|\[\.\.\.\]|^\s*(?:\.{3}|…|-|x+)\s*$",
)
_LOREM = re.compile(r"\blorem\b", re.IGNORECASE)
# Names of products, terms of the exam and short words are the same in two languages; four plain words are not by accident.
PLAIN_WORDS_OF_A_COPY = 4
_PLAIN_WORD = re.compile(r"\b[^\W\d_A-Z]{3,}(?:-\w+)*\b")


def check_texts(material: Material) -> Iterator[Finding]:
    """Every text of course, modules, questions, cases, glossary, forms and lessons."""
    terms = sorted(material.terms, key=len, reverse=True)
    for place, texts in _all_texts(material):
        for language, text in texts.items():
            at = place.get(language) or place
            if TAG.search(re.sub(r"`[^`]*`", "", text)):
                yield found("html", at, f"holds HTML ({language}): write plain text, or put code between `backticks`")
            if match := PLACEHOLDER.search(text) or _LOREM.search(text):
                yield found("placeholder", at, f"{match[0].strip()!r} is not finished: write the text")
        yield from _copied(place, texts, terms)
    for _, _, lesson, blocks in material.lessons():
        for block in blocks:
            for part in block.parts:
                match = PLACEHOLDER.search(part.text) or _LOREM.search(part.text)
                if match:
                    line = part.line + part.text.count("\n", 0, match.start())
                    message = f"{match[0].strip()!r} is not finished: write the text"
                    yield Finding("placeholder", lesson.file, line, "", message)


def _all_texts(material: Material) -> Iterator[tuple[Node, Texts]]:
    pack = material.pack
    wholes: list[Pack | ModuleEntry] = [pack, *pack.modules]
    for whole in wholes:
        yield whole.place.get("title") or whole.place, whole.title
        yield whole.place.get("summary") or whole.place, whole.summary
    cases = {one.case.code: one.case for one in pack.questions if one.case}
    for case in cases.values():
        yield case.place.get("title") or case.place, case.title
        yield case.place.get("text") or case.place, case.text
    for question in pack.questions:
        yield from texts_of(question)
    for module in pack.modules:
        for term in module.terms:
            yield term.place.get("definition") or term.place, term.definition
    for form in pack.mock_forms:
        yield form.place.get("title") or form.place, form.title


def _copied(place: Node, texts: Texts, terms: Sequence[str]) -> Iterator[Finding]:
    first: dict[str, str] = {}
    for language, text in texts.items():
        other = first.setdefault(text.strip().lower(), language)
        if other != language and len(_PLAIN_WORD.findall(_without(terms, text))) >= PLAIN_WORDS_OF_A_COPY:
            message = f"the texts in {other} and {language} are the same: translate one of them"
            yield found("translation-copied", place.get(language) or place, message)
            return


def _without(terms: Sequence[str], text: str) -> str:
    for term in terms:
        if term and term in text:
            text = text.replace(term, "")
    return text
