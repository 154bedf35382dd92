"""Give the problems of reading a stable code. The reader tells them in words; the words of each kind stand here."""

import re
from collections.abc import Iterable

from opstap.curriculum.rules.check.finding import Finding
from opstap.curriculum.rules.marked_yaml import Problem

# The first that fits counts. What fits none is "schema".
_KINDS = (
    ("translation-missing", re.compile(r"^the text in \w+ is missing"), None),
    ("translation-missing", re.compile(r"^the file is missing: add it$"), re.compile(r"lesson\.\w+\.md$")),
    ("file-missing", re.compile(r"^the file is missing"), None),
    ("file-unknown", re.compile(r"^is not a file of a course pack|^is in (?:a|no) language"), None),
    (
        "unreadable",
        re.compile(r"^not valid YAML|^is not UTF-8|^the file is empty|^cannot be read|^given twice|^aliases"),
        None,
    ),
    ("text-empty", re.compile(r"^is empty"), None),
    ("id-taken", re.compile(r"id \S+ is used already|id \S+ stands twice"), None),
    ("check-unknown", re.compile(r"is not a question of this module|is asked in this lesson already"), None),
    (
        "form-question-unknown",
        re.compile(r"not a question of this pack|in this form already|^stands apart"),
        re.compile(r"^mock-forms\.yaml$"),
    ),
    ("term-undefined", re.compile(r"^is in no glossary|is defined otherwise in"), None),
    ("image-missing", re.compile(r"put (?:the picture|it) into the folder media|is not there"), None),
    ("alt-missing", re.compile(r"what it shows, for who|^give it a caption"), None),
    ("html", re.compile(r"^HTML "), None),
    ("media-wrong", re.compile(r"."), re.compile(r"^media/")),
    (
        "options-wrong",
        re.compile(
            r"question (?:of the type \w+ )?has .*(?:option|options)|not the id of an option|named twice|right answer"
        ),
        None,
    ),
    ("lesson-form", re.compile(r"."), re.compile(r"lesson\.\w+\.md$")),
)


def from_problems(problems: Iterable[Problem]) -> list[Finding]:
    """The same problems as findings, in the same order."""
    return [Finding(_rule(one), one.file, one.line, one.field, one.message) for one in problems]


def _rule(problem: Problem) -> str:
    for rule, words, file in _KINDS:
        if words.search(problem.message) and (file is None or file.search(problem.file)):
            return rule
    return "schema"
