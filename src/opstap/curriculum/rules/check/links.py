"""Links in lessons: those inside the course lead somewhere, those to the web are addresses. Nothing is fetched."""

import re
from collections.abc import Iterator
from urllib.parse import urlsplit

from opstap.curriculum.rules.check.finding import Finding
from opstap.curriculum.rules.check.material import Material
from opstap.curriculum.rules.lesson_source import LessonSource
from opstap.curriculum.rules.prose import HEADING, Block, Link

LESSON = re.compile(r"/learn/(?P<code>[a-z0-9-]+)/(?:#(?P<anchor>.+))?")
_ANCHOR = re.compile(r"part-(?P<number>[1-9]\d*)")
# What the parser did not take for a link, because of a space in its address.
_NOT_TAKEN = re.compile(r"\]\(\s*(?:[a-z]+:)?[^)\s]*\s[^)\"]*\)")
_HOST = re.compile(r"(?:[a-z0-9](?:[a-z0-9-]*[a-z0-9])?\.)+[a-z]{2,}", re.IGNORECASE)


def check_links(material: Material) -> Iterator[Finding]:
    """Every link that cannot work."""
    parts = {
        (module.code, language): _headings(material.blocks.get(lesson.file, ()))
        for module, language, lesson, _ in material.lessons()
    }
    known = {module.code for module in material.pack.modules} | material.elsewhere
    for module, language, lesson, blocks in material.lessons():
        for block in blocks:
            for link in block.links:
                if not link.image and (wrong := _fault(link, known, parts, (module.code, language))):
                    yield Finding(wrong[0], lesson.file, link.line, link.target, wrong[1])
            yield from _untaken(block, lesson)


def _headings(blocks: tuple[Block, ...]) -> int:
    return sum(block.kind == HEADING for block in blocks)


def _fault(
    link: Link, known: set[str] | frozenset[str], parts: dict[tuple[str, str], int], here: tuple[str, str]
) -> tuple[str, str] | None:
    """The rule that the link breaks and what to do; none when it works. `here`: module and language of the lesson."""
    target = link.target
    if target.startswith("#"):
        return _anchor(target[1:], parts.get(here, 0))
    if match := LESSON.fullmatch(target):
        if match["code"] not in known:
            return "link-broken", f"there is no lesson {match['code']}: mend the code"
        to = (match["code"], here[1])
        return _anchor(match["anchor"], parts[to]) if match["anchor"] and to in parts else None
    if re.match(r"[a-z][a-z0-9+.-]*:", target, re.IGNORECASE):
        return _address(target)
    return (
        "link-broken",
        "write /learn/code-of-the-lesson/, #part-2 for a part of this lesson, or a whole https address",
    )


def _anchor(anchor: str, parts: int) -> tuple[str, str] | None:
    match = _ANCHOR.fullmatch(anchor)
    if match and int(match["number"]) <= parts:
        return None
    return "link-broken", f"#{anchor} is no part of that lesson: it has #part-1 to #part-{parts}"


def _address(target: str) -> tuple[str, str] | None:
    malformed = "link-malformed", "is no address: write it whole, such as https://learn.microsoft.com/"
    try:
        parts = urlsplit(target)
        host = parts.hostname or ""
    except ValueError:
        return malformed
    if parts.scheme == "mailto":
        return None if "@" in parts.path else malformed
    if parts.scheme not in ("http", "https"):
        return "link-malformed", f"{parts.scheme}: is not followed by the reader: use https"
    return None if _HOST.fullmatch(host) else malformed


def _untaken(block: Block, lesson: LessonSource) -> Iterator[Finding]:
    for part in block.parts:
        for match in _NOT_TAKEN.finditer(part.text):
            line = part.line + part.text.count("\n", 0, match.start())
            message = "is no link, because of the space in its address: write %20, or take it out"
            yield Finding("link-malformed", lesson.file, line, match[0][1:], message)
