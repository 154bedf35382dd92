"""Whether a proposed lesson or question may go to review: the same checks as of a course pack, each fault with its place."""

import re
from collections.abc import Collection, Mapping
from dataclasses import dataclass
from typing import Any

from opstap.curriculum.rules.lesson_source import read_lesson
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

    `message` is a sentence of the pack's reader; `wording.fault_words` says it in the reader's language.
    """

    field: str
    message: str
    line: int = 0


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
        faults.append(Fault("minutes", "should be a whole number from 1 to 600"))
    return faults + _skills(content["skills"], known)


def check_text(title: str, text: str, language: str, known: Known) -> list[Fault]:
    """The faults of a lesson in one language; the first line of `text` is line 1."""
    faults = []
    if not title.strip():
        faults.append(Fault(f"title.{language}", "is empty: write the text"))
    elif len(title) > LONGEST_TITLE:
        faults.append(Fault(f"title.{language}", f"is {len(title)} characters long: at most {LONGEST_TITLE}"))
    road = f"text.{language}"
    if not text.strip():
        return [*faults, Fault(road, "is empty: write the text")]
    if len(text) > LONGEST_LESSON:
        return [*faults, Fault(road, f"is {len(text)} characters long: at most {LONGEST_LESSON}")]
    reader = Reader()
    # In a file the title is the first line, and an empty one follows.
    source = read_lesson(f"# {title.strip() or '-'}\n\n{text}", "", reader)
    found = {(problem.line, problem.message) for problem in reader.problems}
    found |= {
        (line, f"{code} is not a question of this module: mend the id")
        for line, code in source.checks
        if code not in known.questions
    }
    found |= {
        (line, f"{code} is not a key term: mend the id") for line, code in source.terms if code not in known.terms
    }
    found |= {
        (line, f"{path} is not a figure of this course: mend the name")
        for line, path, _ in source.figures
        if path not in known.media
    }
    return faults + [Fault(road, message, line - 2) for line, message in sorted(found)]


def check_question(content: Mapping[str, Any], code: str, known: Known) -> list[Fault]:
    """The faults of a question."""
    reader = Reader()
    read_questions(as_pack(content, code, known.languages), Ground(known.languages, known.media, reader))
    faults = [Fault(_road(problem.field), problem.message) for problem in reader.problems]
    if not content["source"].strip():
        faults.append(Fault("source", "is empty: write the text"))
    return faults + _skills(content["skills"], known)


def _skills(skills: Collection[str], known: Known) -> list[Fault]:
    unknown = [code for code in skills if code not in known.skills]
    return [Fault("skills", f"{code} is not a skill of this exam") for code in unknown]


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
