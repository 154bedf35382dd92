"""Small packs for the rules of `course check`: a course in Dutch and English with one module, read from texts."""

from collections.abc import Mapping, Sequence

from opstap.curriculum.rules.check.material import Material, Outline, gather
from opstap.curriculum.rules.pack import read_pack

COURSE = """\
id: doors
version: 1
licence: CC-BY-4.0
languages: [nl, en]
blueprint: {exam: XX-1, as_of: 2026-01-01}
title: {nl: Deuren, en: Doors}
summary: {nl: Over deuren., en: About doors.}
readability: {nl: 0, en: 0}
"""
MODULE = """\
id: doors
domain: d1
title: {nl: Deuren, en: Doors}
summary: {nl: Over deuren., en: About doors.}
minutes: 1
skills: [xx1.locks]
"""
OUTLINE = Outline("XX-1", {"d1": ("xx1.locks",), "d2": ("xx1.keys",)}, {"d1": (40, 60), "d2": (40, 60)})
FOLDER = "modules/01-doors"


def material(files: Mapping[str, str] | None = None, outline: Outline | None = OUTLINE) -> Material:
    """The pack; `files` replaces or adds some, by the path inside the module or, with a leading slash, inside the pack."""
    texts = {
        "course.yaml": COURSE,
        f"{FOLDER}/module.yaml": MODULE,
        f"{FOLDER}/lesson.nl.md": "# Deuren\n\nKort.\n",
        f"{FOLDER}/lesson.en.md": "# Doors\n\nShort.\n",
    }
    texts |= {name[1:] if name[0] == "/" else f"{FOLDER}/{name}": text for name, text in (files or {}).items()}
    pack, _ = read_pack(texts)
    assert pack is not None
    return gather(pack, texts, outline)


def question(
    code: str, stem: str, options: Sequence[str], *, key: int = 0, kind: str = "single", more: str = ""
) -> str:
    """One question whose Dutch and English texts are the same; `more` are further lines of it."""
    lines = [f"- id: {code}", "  skills: [xx1.locks]", f"  type: {kind}", "  level: 2"]
    lines += [f"  {line}" for line in more.splitlines()]
    lines += [f"  stem: {{nl: '{stem}', en: '{stem}'}}", "  options:"]
    for place, option in enumerate(options):
        lines.append(
            f"  - {{id: {'abcdefgh'[place]}, text: {{nl: '{option}', en: '{option}'}}, why: {{nl: x, en: x}}}}"
        )
    lines += [f"  key: [{'abcdefgh'[key]}]", "  source: Doors", "  licence: CC-BY-4.0", "  author: Team"]
    return "\n".join(lines) + "\n"


def asked(*questions: str) -> Material:
    """A pack with these questions."""
    return material({"questions.yaml": "questions:\n" + "".join(questions)})
