"""Check the Markdown of a lesson before it is stored: its title, its extras, and that nothing in it is raw HTML."""

import re
from dataclasses import dataclass, field

from opstap.curriculum.rules.marked_yaml import Problem
from opstap.curriculum.rules.schema import SLUG, Reader

ADMONITIONS = ("note", "example", "warning", "remember")
FACTS = ("reporting_contact", "dpo")
# With upper bounds: each of thousands of opening brackets on one line would else be followed to the line's end.
TERM = re.compile(r"\[\[([^\]|\n]{1,100})\|([^\]\n]{1,300})\]\]")
PLACE = re.compile(r"\{\{\s{0,9}([^}\n]{0,120}?)\s{0,9}\}\}")
CHECK_LINE = re.compile(r"\{\{ check ([a-z0-9.-]+) \}\}")
FENCE = re.compile(r"^\s{0,3}(```|~~~)")
TAG = re.compile(r"<(?:[a-zA-Z!/?][^>]{0,300})>")
IMAGE = re.compile(r"!\[[^\]]{0,500}\][(\[]")
# A figure stands alone in its paragraph: ![what it shows](media/name.svg "Caption").
FIGURE = re.compile(r"""!\[(?P<alt>[^\]\n]*)\]\((?P<path>[^\s()"<>]+)(?:\s+"(?P<caption>[^"\n]*)")?\s*\)""")


@dataclass(frozen=True, slots=True)
class LessonSource:
    """A lesson in one language: title, Markdown without the title line, and what it refers to with its lines.

    `figures`: line, path inside the pack, what it shows in words.
    """

    file: str
    title: str
    body: str
    checks: tuple[tuple[int, str], ...]
    terms: tuple[tuple[int, str], ...]
    figures: tuple[tuple[int, str, str], ...] = ()


def read_lesson(text: str, file: str, reader: Reader) -> LessonSource:
    """Read one `lesson.<language>.md`; faults go to `reader`."""
    lines = text.replace("\r\n", "\n").removeprefix("\ufeff").split("\n")
    found = _Found(file, lines, reader.problems)
    title = lines[0].removeprefix("# ").strip()
    if not lines[0].startswith("# ") or not title:
        found.wrong(1, "", "the first line should be the title: # Title", "lesson-form")
    opened = 0
    fenced = False
    for number, line in enumerate(lines[1:], start=2):
        if FENCE.match(line):
            fenced = not fenced
        if fenced:
            continue
        if line.startswith("# "):
            found.wrong(number, "", "there is one title: write sections with ##", "title-twice")
        if line.startswith(":::"):
            opened = _admonition(line, number, opened, found)
        found.look(number, line)
    if opened:
        found.wrong(opened, "", "this box is never closed: add a line with only :::", "box-unclosed")
    for number, code in found.terms:
        if not SLUG.fullmatch(code):
            found.wrong(number, f"[[{code}]]", "write [[term-id|text]], the id in small letters", "term-form")
    body = "\n".join(lines[1:]).strip() + "\n"
    return LessonSource(file, title, body, tuple(found.checks), tuple(found.terms), tuple(found.figures))


@dataclass(slots=True)
class _Found:
    """What a lesson refers to, gathered line by line."""

    file: str
    lines: list[str]
    problems: list[Problem]
    checks: list[tuple[int, str]] = field(default_factory=list)
    terms: list[tuple[int, str]] = field(default_factory=list)
    figures: list[tuple[int, str, str]] = field(default_factory=list)

    def look(self, number: int, line: str) -> None:
        if match := CHECK_LINE.fullmatch(line.strip()):
            self._check(number, match[1])
        else:
            _places(line, number, self)
        self.terms += [(number, match[1]) for match in TERM.finditer(line)]
        bare = re.sub(r"`[^`]*`", "", line)
        if TAG.search(bare):
            self.wrong(number, "", "HTML is not used in lessons: write plain Markdown", "html")
        if match := FIGURE.fullmatch(line.strip()):
            self._figure(number, match)
        elif IMAGE.search(bare):
            message = 'write it alone on its line: ![what it shows](media/name.svg "Caption")'
            self.wrong(number, "figure", message, "figure-inline")

    def wrong(self, number: int, where: str, message: str, code: str, /, **values: str) -> None:
        self.problems.append(Problem(self.file, number, where, message, code, values))

    def _check(self, number: int, code: str) -> None:
        if any(code == other for _, other in self.checks):
            message = f"{code} is asked in this lesson already: keep one of the two"
            self.wrong(number, "check", message, "check-twice", code=code)
        self.checks.append((number, code))

    def _figure(self, number: int, match: re.Match[str]) -> None:
        self.figures.append((number, match["path"], match["alt"].strip()))
        if not match["alt"].strip():
            message = "say between the square brackets what it shows, for who does not see it"
            self.wrong(number, "figure", message, "alt-missing")
        if not (match["caption"] or "").strip():
            message = 'give it a caption: ![what it shows](media/name.svg "Caption")'
            self.wrong(number, "figure", message, "caption-missing")
        around = (self.lines[number - 2], self.lines[number] if number < len(self.lines) else "")
        if any(one.strip() and not one.startswith(":::") for one in around):
            self.wrong(number, "figure", "leave an empty line above and below it", "figure-crowded")


def _admonition(line: str, number: int, opened: int, found: _Found) -> int:
    """The line of the box that is open after this line; 0 when none is."""
    kind, _, title = line.removeprefix(":::").strip().partition(" ")
    if not kind:
        if not opened:
            found.wrong(number, "", "this ::: closes nothing: take it out", "box-unopened")
        return 0
    if opened:
        found.wrong(number, "", f"the box of line {opened} is still open: close it with :::", "box-open")
    if kind not in ADMONITIONS:
        known = ", ".join(ADMONITIONS)
        found.wrong(number, "", f"a box is one of {known}, not {kind}", "box-kind", kinds=known, kind=kind)
    elif not title.strip():
        found.wrong(number, "", f"give the box a title: ::: {kind} Title", "box-untitled")
    return number


def _places(line: str, number: int, found: _Found) -> None:
    for match in PLACE.finditer(line):
        what = match[1]
        if what.startswith("check"):
            found.wrong(number, "check", "write it alone on its line: {{ check question-id }}", "check-inline")
        elif what.removeprefix("org.") not in FACTS or not what.startswith("org."):
            known = ", ".join(f"org.{fact}" for fact in FACTS)
            found.wrong(number, what, f"is not a place that we fill in: use one of {known}", "fact-unknown")
