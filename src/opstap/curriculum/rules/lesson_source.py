"""Check the Markdown of a lesson before it is stored: its title, its extras, and that nothing in it is raw HTML."""

import re
from dataclasses import dataclass

from opstap.curriculum.rules.marked_yaml import Problem
from opstap.curriculum.rules.schema import SLUG, Reader

ADMONITIONS = ("note", "example", "warning", "remember")
FACTS = ("reporting_contact", "dpo")
TERM = re.compile(r"\[\[([^\]|\n]+)\|([^\]\n]+)\]\]")
PLACE = re.compile(r"\{\{\s*([^}\n]*?)\s*\}\}")
CHECK_LINE = re.compile(r"\{\{ check ([a-z0-9.-]+) \}\}")
FENCE = re.compile(r"^\s{0,3}(```|~~~)")
TAG = re.compile(r"<(?:[a-zA-Z!/?][^>]*)>")
IMAGE = re.compile(r"!\[[^\]]*\]\(")


@dataclass(frozen=True, slots=True)
class LessonSource:
    """A lesson in one language: title, Markdown without the title line, and what it refers to with its lines."""

    file: str
    title: str
    body: str
    checks: tuple[tuple[int, str], ...]
    terms: tuple[tuple[int, str], ...]


def read_lesson(text: str, file: str, reader: Reader) -> LessonSource:
    """Read one `lesson.<language>.md`; faults go to `reader`."""
    lines = text.replace("\r\n", "\n").removeprefix("\ufeff").split("\n")
    problems = reader.problems
    title = lines[0].removeprefix("# ").strip()
    if not lines[0].startswith("# ") or not title:
        problems.append(Problem(file, 1, "", "the first line should be the title: # Title"))
    checks: list[tuple[int, str]] = []
    terms: list[tuple[int, str]] = []
    opened = 0
    fenced = False
    for number, line in enumerate(lines[1:], start=2):
        if FENCE.match(line):
            fenced = not fenced
        if fenced:
            continue
        if line.startswith("# "):
            problems.append(Problem(file, number, "", "there is one title: write sections with ##"))
        if line.startswith(":::"):
            opened = _admonition(line, number, opened, file, problems)
        if match := CHECK_LINE.fullmatch(line.strip()):
            checks.append((number, match[1]))
        else:
            _places(line, number, file, problems)
        terms += [(number, match[1]) for match in TERM.finditer(line)]
        bare = re.sub(r"`[^`]*`", "", line)
        if TAG.search(bare) or IMAGE.search(bare):
            problems.append(Problem(file, number, "", "HTML and images are not used in lessons: write plain Markdown"))
    if opened:
        problems.append(Problem(file, opened, "", "this box is never closed: add a line with only :::"))
    if len(checks) > 1:
        problems.append(Problem(file, checks[1][0], "check", "there is one check in a lesson: keep one"))
    for number, code in terms:
        if not SLUG.fullmatch(code):
            problems.append(Problem(file, number, f"[[{code}]]", "write [[term-id|text]], the id in small letters"))
    return LessonSource(file, title, "\n".join(lines[1:]).strip() + "\n", tuple(checks), tuple(terms))


def _admonition(line: str, number: int, opened: int, file: str, problems: list[Problem]) -> int:
    """The line of the box that is open after this line; 0 when none is."""
    kind, _, title = line.removeprefix(":::").strip().partition(" ")
    if not kind:
        if not opened:
            problems.append(Problem(file, number, "", "this ::: closes nothing: take it out"))
        return 0
    if opened:
        problems.append(Problem(file, number, "", f"the box of line {opened} is still open: close it with :::"))
    if kind not in ADMONITIONS:
        problems.append(Problem(file, number, "", f"a box is one of {', '.join(ADMONITIONS)}, not {kind}"))
    elif not title.strip():
        problems.append(Problem(file, number, "", f"give the box a title: ::: {kind} Title"))
    return number


def _places(line: str, number: int, file: str, problems: list[Problem]) -> None:
    for match in PLACE.finditer(line):
        what = match[1]
        if what.startswith("check"):
            problems.append(Problem(file, number, "check", "write it alone on its line: {{ check question-id }}"))
        elif what.removeprefix("org.") not in FACTS or not what.startswith("org."):
            known = ", ".join(f"org.{fact}" for fact in FACTS)
            problems.append(Problem(file, number, what, f"is not a place that we fill in: use one of {known}"))
