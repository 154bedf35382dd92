"""Turn the problems of reading into findings: which rule a kind of problem breaks."""

from collections.abc import Iterable, Mapping

from opstap.curriculum.rules.check.finding import Finding
from opstap.curriculum.rules.marked_yaml import SCHEMA, Problem

# Code of a problem -> rule. What is not named here is "schema".
RULE_OF: Mapping[str, str] = {
    "translation-missing": "translation-missing",
    "file-missing": "file-missing",
    "file-unknown": "file-unknown",
    "unreadable": "unreadable",
    "text-empty": "text-empty",
    "id-taken": "id-taken",
    "options-count": "options-wrong",
    "right-unknown": "options-wrong",
    "right-twice": "options-wrong",
    "right-one": "options-wrong",
    "right-none": "options-wrong",
    "rights-few": "options-wrong",
    "check-unknown": "check-unknown",
    "check-twice": "check-unknown",
    "form-question-unknown": "form-question-unknown",
    "term-undefined": "term-undefined",
    "image-missing": "image-missing",
    "alt-missing": "alt-missing",
    "caption-missing": "alt-missing",
    "html": "html",
    "media-wrong": "media-wrong",
    "lesson-form": "lesson-form",
    "title-twice": "lesson-form",
    "box-unclosed": "lesson-form",
    "box-unopened": "lesson-form",
    "box-open": "lesson-form",
    "box-kind": "lesson-form",
    "box-untitled": "lesson-form",
    "term-form": "lesson-form",
    "check-inline": "lesson-form",
    "figure-inline": "lesson-form",
    "figure-crowded": "lesson-form",
    "fact-unknown": "lesson-form",
}


def from_problems(problems: Iterable[Problem]) -> list[Finding]:
    """The same problems as findings, in the same order."""
    return [Finding(RULE_OF.get(one.code, SCHEMA), one.file, one.line, one.field, one.message) for one in problems]
