"""Make the template pack one's own: another id, another title, only the languages that are wanted; the comments stay."""

import re
from collections.abc import Collection
from posixpath import basename

PREFIX = "start"
# A text of one language on a line of its own, with the lines of a longer text (`|`) under it.
TEXT = re.compile(r"^(?P<space> +)(?P<language>nl|fr|en|ar): ")
IDS = re.compile(rf"\b{PREFIX}-(?=[a-z0-9])")
LESSON = re.compile(r"lesson\.(\w+)\.md")


def made_own(
    path: str, text: str, *, code: str, title: str, languages: Collection[str], kept: Collection[str]
) -> str | None:
    """A file of the template for the course `code`; none when it is a lesson in a language that is not wanted.

    `languages` are those of the course, `kept` those in which a text may stay (glossaries have one more).
    """
    lesson = LESSON.fullmatch(basename(path))
    if lesson:
        return IDS.sub(f"{code}-", text) if lesson[1] in languages else None
    if path == "course.yaml":
        text = _course(text, code, title, languages, kept)
    glossary = basename(path) in ("glossary.yaml", "course.yaml")
    return IDS.sub(f"{code}-", "\n".join(_lines(text, kept if glossary else languages)) + "\n")


def _lines(text: str, languages: Collection[str]) -> list[str]:
    kept: list[str] = []
    inside: int | None = None
    for line in text.rstrip("\n").split("\n"):
        depth = len(line) - len(line.lstrip(" "))
        if inside is not None and (not line.strip() or depth > inside):
            continue
        inside = None
        match = TEXT.match(line)
        if match and match["language"] not in languages:
            inside = len(match["space"])
            continue
        kept.append(line)
    return kept


def _course(text: str, code: str, title: str, languages: Collection[str], kept: Collection[str]) -> str:
    quoted = '"' + title.replace("\\", "\\\\").replace('"', '\\"') + '"'
    text = re.sub(r"^id: .*$", f"id: {code}", text, flags=re.MULTILINE)
    text = re.sub(r"^languages: .*$", f"languages: [{', '.join(languages)}]", text, flags=re.MULTILINE)
    text = re.sub(r"^glossary_languages: .*$", f"glossary_languages: [{', '.join(kept)}]", text, flags=re.MULTILINE)
    head, summary, rest = text.partition("summary:\n")
    head = re.sub(r"^(  (?:nl|fr|en|ar)): .*$", lambda match: f"{match[1]}: {quoted}", head, flags=re.MULTILINE)
    return head + summary + rest
