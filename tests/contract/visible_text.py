"""Text in a template that a reader sees and no translator does.

Django's own tags are taken out first, with what stands between `blocktranslate` and its end; what is left is read as HTML.
"""

import re
from collections.abc import Iterator
from html.parser import HTMLParser
from pathlib import Path

from django.template.base import Lexer, TokenType

WORD = re.compile(r"[^\W\d_]{2,}")
# Names are the same in every language.
NAMES = frozenset({"Opstap", "PDF", "CSV"})
# Inside these, text is code or in one fixed language on purpose.
APART = frozenset({"script", "style", "code", "kbd", "samp"})
READ_ALOUD = frozenset({"alt", "title", "placeholder", "aria-label", "label"})
VOID = frozenset(
    {
        "area",
        "base",
        "br",
        "col",
        "embed",
        "hr",
        "img",
        "input",
        "link",
        "meta",
        "source",
        "track",
        "wbr",
        "path",
        "use",
    }
)
TRANSLATED = frozenset({"blocktranslate", "blocktrans", "comment", "verbatim"})
# A block that holds a code word for the base template.
CODE_BLOCKS = frozenset({"block layout"})
ADDRESS = re.compile(r"\S*/\S*")


def untranslated(text: str) -> list[str]:
    """Each text in no translate tag, as "line: words"."""
    reader = _Reader()
    reader.feed("".join(_without_django(text)))
    reader.close()
    return reader.found


def untranslated_in_mail(text: str) -> list[str]:
    """The same for a template of plain text."""
    lines = "".join(_without_django(text)).splitlines()
    return [f"{number}: {line.strip()}" for number, line in enumerate(lines, 1) if _has_words(line)]


def in_file(path: Path) -> list[str]:
    check = untranslated if path.suffix == ".html" else untranslated_in_mail
    return [f"{path.name}:{found}" for found in check(path.read_text())]


def _has_words(text: str) -> bool:
    return any(word not in NAMES for word in WORD.findall(ADDRESS.sub("", text)))


def _without_django(text: str) -> Iterator[str]:
    until = ""
    for token in Lexer(text).tokenize():
        gap = "\n" * token.contents.count("\n")
        name = token.contents.split()[0] if token.token_type == TokenType.BLOCK and token.contents else ""
        if until:
            until = "" if name == until else until
            yield gap
        elif name in TRANSLATED or token.contents in CODE_BLOCKS:
            until = f"end{name}"
            yield gap
        else:
            yield token.contents if token.token_type == TokenType.TEXT else gap


class _Reader(HTMLParser):
    def __init__(self) -> None:
        super().__init__(convert_charrefs=True)
        self.found: list[str] = []
        self.open: list[tuple[str, bool]] = []

    def handle_starttag(self, tag: str, attrs: list[tuple[str, str | None]]) -> None:
        given = dict(attrs)
        apart = tag in APART or "lang" in given or given.get("translate") == "no"
        if not apart and not self._is_apart():
            for name in READ_ALOUD & given.keys():
                self._note(given[name] or "")
        if tag not in VOID:
            self.open.append((tag, apart))

    def handle_startendtag(self, tag: str, attrs: list[tuple[str, str | None]]) -> None:
        self.handle_starttag(tag, attrs)
        if tag not in VOID:
            self.handle_endtag(tag)

    def handle_endtag(self, tag: str) -> None:
        # A tag opened in both branches of an `if` is closed once: forgive it.
        for place in range(len(self.open) - 1, -1, -1):
            if self.open[place][0] == tag:
                del self.open[place:]
                return

    def handle_data(self, data: str) -> None:
        if not self._is_apart():
            self._note(data)

    def _is_apart(self) -> bool:
        # `<html lang>` says the language of the page; it sets nothing apart.
        return any(apart for tag, apart in self.open if tag != "html")

    def _note(self, text: str) -> None:
        if _has_words(text):
            self.found.append(f"{self.getpos()[0]}: {' '.join(text.split())}")
