"""Whether a proposed lesson or question may go to review: the same checks as of a course pack, each fault with its place."""

import re
from collections.abc import Collection, Iterator, Mapping
from dataclasses import dataclass
from dataclasses import field as field_of
from operator import itemgetter
from typing import Any

from opstap.curriculum.rules.lesson_source import LessonSource, read_lesson
from opstap.curriculum.rules.marked_yaml import SCHEMA, Problem
from opstap.curriculum.rules.pack_kinds import Ground
from opstap.curriculum.rules.pack_questions import read_questions
from opstap.curriculum.rules.question_content import as_pack
from opstap.curriculum.rules.schema import Reader

# What a pack calls otherwise than the stored question: road in the file -> road in the content.
ROADS = (("prompts.", "slots."), ("gaps.", "slots."), ("image.file", "image.path"))
LONGEST_TITLE = 200
LONGEST_LESSON = 60_000


@dataclass(frozen=True, slots=True)
class Fault:
    """What is wrong where: `field` is a road into the content, `line` a line of a lesson's text, 0 for none.

    `message` is a sentence of the pack's reader; by `code` and `values`, as a Problem has them, `wording_faults.fault_words`
    says it in the language of whoever writes.
    """

    field: str
    message: str
    line: int = 0
    code: str = SCHEMA
    values: Mapping[str, str] = field_of(default_factory=dict, hash=False)


@dataclass(frozen=True, slots=True)
class Known:
    """What a text may refer to: questions of its module, key terms, figures of the course, skills of its outline."""

    languages: tuple[str, ...]
    questions: Collection[str] = ()
    terms: Collection[str] = ()
    media: Collection[str] = ()
    skills: Collection[str] = ()


def check_lesson(content: Mapping[str, Any], known: Known) -> list[Fault]:
    """The faults of a lesson in every language that it has or should have."""
    faults: list[Fault] = []
    written = [
        language for language, text in content["text"].items() if text.strip() and language not in known.languages
    ]
    for language in (*known.languages, *written):
        faults += check_text(content["title"].get(language, ""), content["text"].get(language, ""), language, known)
    if not 1 <= int(content["minutes"]) <= 600:
        message = "should be a whole number from 1 to 600"
        faults.append(Fault("minutes", message, code="number-outside", values={"a": "1", "b": "600"}))
    return faults + _skills(content["skills"], known)


def check_text(title: str, text: str, language: str, known: Known) -> list[Fault]:
    """The faults of a lesson in one language; the first line of `text` is line 1."""
    faults = []
    if not title.strip():
        faults.append(_empty(f"title.{language}"))
    elif len(title) > LONGEST_TITLE:
        faults.append(_long(f"title.{language}", title, LONGEST_TITLE))
    road = f"text.{language}"
    if not text.strip():
        return [*faults, _empty(road)]
    if len(text) > LONGEST_LESSON:
        return [*faults, _long(road, text, LONGEST_LESSON)]
    reader = Reader()
    # In a file the title is the first line, and an empty one follows.
    source = read_lesson(f"# {title.strip() or '-'}\n\n{text}", "", reader)
    # The same words on the same line are told once.
    found = {(one.line, one.message): one for one in [*reader.problems, *_unknown(source, known)]}
    return faults + [
        Fault(road, one.message, one.line - 2, one.code, one.values)
        for _, one in sorted(found.items(), key=itemgetter(0))
    ]


def _unknown(source: LessonSource, known: Known) -> Iterator[Problem]:
    """What the lesson refers to and nobody wrote."""
    for line, code in source.checks:
        if code not in known.questions:
            message = f"{code} is not a question of this module: mend the id"
            yield Problem("", line, "check", message, "check-unknown", {"code": code})
    for line, code in source.terms:
        if code not in known.terms:
            yield Problem("", line, "", f"{code} is not a key term: mend the id", "term-unknown", {"code": code})
    for line, path, _ in source.figures:
        if path not in known.media:
            message = f"{path} is not a figure of this course: mend the name"
            yield Problem("", line, "figure", message, "figure-unknown", {"path": path})


def _empty(road: str) -> Fault:
    return Fault(road, "is empty: write the text", code="text-empty")


def _long(road: str, text: str, most: int) -> Fault:
    message, length = f"is {len(text)} characters long: at most {most}", str(len(text))
    return Fault(road, message, code="text-long", values={"n": length, "most": str(most)})


def check_question(content: Mapping[str, Any], code: str, known: Known) -> list[Fault]:
    """The faults of a question."""
    reader = Reader()
    read_questions(as_pack(content, code, known.languages), Ground(known.languages, known.media, reader))
    faults = [Fault(_road(one.field), one.message, 0, one.code, one.values) for one in reader.problems]
    if not content["source"].strip():
        faults.append(_empty("source"))
    return faults + _skills(content["skills"], known)


def _skills(skills: Collection[str], known: Known) -> list[Fault]:
    unknown = [code for code in skills if code not in known.skills]
    return [
        Fault("skills", f"{code} is not a skill of this exam", code="skill-unknown", values={"code": code})
        for code in unknown
    ]


def _road(field: str) -> str:
    """`questions[0].prompts[1].text.nl` as `slots.1.text.nl`."""
    road = re.sub(r"\[(\d+)\]", r".\1", field).removeprefix("questions.0").lstrip(".")
    if road.startswith("cases.0"):
        return road.replace("cases.0", "scenario", 1)
    if road == "key" or road.startswith("key."):
        return "right"
    for old, new in ROADS:
        if road.startswith(old):
            return new + road.removeprefix(old)
    return {"prompts": "slots", "gaps": "slots"}.get(road, road)
