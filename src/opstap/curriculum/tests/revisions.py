"""A course with an author and a reviewer, and the short road of a change through it."""

from dataclasses import dataclass
from pathlib import Path
from typing import Any
from uuid import uuid4

from tests.build import grant, make_person

from opstap.curriculum.actions.begin_revision import begin_lesson, begin_question
from opstap.curriculum.actions.save_revision import save_revision
from opstap.curriculum.actions.send_for_review import send_for_review
from opstap.curriculum.models import Course, Lesson, Question, Revision
from opstap.curriculum.tests.packs import load_doors
from opstap.people.models import Person


@dataclass
class Desk:
    """The course of doors, and who works on it."""

    course: Course
    author: Person
    reviewer: Person

    @property
    def lesson(self) -> Lesson:
        """Fresh from the database, as each request has it."""
        return Lesson.objects.select_related("module__course").get(code="open-doors")

    def question(self, code: str = "doors-01") -> Question:
        return Question.objects.select_related("module", "course").get(code=code, current=True)

    def begun(self, **changed: Any) -> Revision:
        """The lesson, opened by the author, with these parts of its content changed."""
        row = begin_lesson(self.lesson, by=self.author, key=uuid4())
        return self.saved(row, **changed) if changed else row

    def asked(self, **changed: Any) -> Revision:
        """The question, opened by the author."""
        row = begin_question(self.question(), by=self.author, key=uuid4())
        return self.saved(row, **changed) if changed else row

    def saved(self, row: Revision, **changed: Any) -> Revision:
        return save_revision(row, by=self.author, content={**row.content, **changed}, saved=row.saved)

    def sent(self, **changed: Any) -> Revision:
        """A change of the lesson that waits for review."""
        row = self.begun(**(changed or {"minutes": 25}))
        return send_for_review(row, by=self.author, note="Longer to read")


def make_desk(folder: Path) -> Desk:
    """The course, loaded from a pack on disk."""
    author = grant(make_person("Tomasz Author", language="en"), "author")
    reviewer = grant(make_person("Greet Reviewer", language="nl"), "reviewer")
    return Desk(load_doors(folder), author, reviewer)
