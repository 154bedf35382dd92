"""An author opens a lesson or a question to change it, or begins a new question."""

from dataclasses import dataclass
from typing import Any
from uuid import UUID

from django.db import IntegrityError, transaction

from opstap.curriculum.models import Course, Lesson, Module, Question, Revision, RevisionSave
from opstap.curriculum.models.revisions import OPEN
from opstap.curriculum.queries.revisions import lesson_content, question_content
from opstap.curriculum.rules.question_content import blank
from opstap.kit import ledger
from opstap.people.models import Person

# Two authors who begin a question in one module at the same moment want the same number; the second takes the next.
TRIES = 5

type Content = dict[str, Any]


class BeingChangedError(Exception):
    """Somebody works on it already: `revision` says who, and since when."""

    def __init__(self, revision: Revision) -> None:
        super().__init__(revision.pk)
        self.revision = revision


@dataclass(frozen=True, slots=True)
class Start:
    """What is changed, from which version on; `content` differs from what stands when an older version is brought back."""

    course: Course
    based_on: int
    standing: Content
    content: Content
    lesson: Lesson | None = None
    question_code: str = ""


def begin_lesson(lesson: Lesson, *, by: Person, key: UUID, content: Content | None = None) -> Revision:
    """Open a lesson; `content` brings an older version back. The same key gives the first one. Raises BeingChangedError."""
    standing = lesson_content(lesson)
    start = Start(lesson.module.course, lesson.version, standing, content or standing, lesson=lesson)
    return _begin(start, by=by, key=key)


def begin_question(question: Question, *, by: Person, key: UUID, content: Content | None = None) -> Revision:
    """Open a question; the rest as for a lesson."""
    if question.course is None:
        raise ValueError("a question without a course is edited nowhere")
    standing = question_content(question)
    start = Start(question.course, question.version, standing, content or standing, question_code=question.code)
    return _begin(start, by=by, key=key)


def begin_new_question(module: Module, *, kind: str, by: Person, key: UUID) -> Revision:
    """An empty question of this kind; its code is the module's with the next number."""
    course = module.course
    content = blank(kind, module=module.code, licence=course.licence, languages=course.languages)
    for at in range(TRIES):
        try:
            start = Start(course, 0, content, content, question_code=next_code(module, skip=at))
            return _begin(start, by=by, key=key)
        except BeingChangedError:
            if at == TRIES - 1:
                raise
    raise AssertionError("unreachable")  # pragma: no cover


def next_code(module: Module, *, skip: int = 0) -> str:
    """The first free code of the module, by what is stored and what is being written."""
    prefix = f"{module.code}-"
    taken = set(Question.objects.filter(code__startswith=prefix).values_list("code", flat=True))
    taken |= set(Revision.objects.filter(question_code__startswith=prefix).values_list("question_code", flat=True))
    numbers = [int(tail) for code in taken if (tail := code.removeprefix(prefix)).isdecimal()]
    return f"{prefix}{max(numbers, default=0) + 1 + skip:02d}"


def _begin(start: Start, *, by: Person, key: UUID) -> Revision:
    if known := Revision.objects.filter(key=key, author=by).first():
        return known
    try:
        with transaction.atomic():
            return _write(start, by=by, key=key)
    except IntegrityError as error:
        # The constraint decides who was first, whatever two requests read before.
        rows = Revision.objects.filter(state__in=OPEN, lesson=start.lesson, question_code=start.question_code)
        there = rows.select_related("author", "course", "lesson__module").first()
        if there is None:
            raise
        if there.key == key and there.author_id == by.pk:
            return there
        raise BeingChangedError(there) from error


def _write(start: Start, *, by: Person, key: UUID) -> Revision:
    brought_back = start.content != start.standing
    revision = Revision.objects.create(
        key=key,
        course=start.course,
        lesson=start.lesson,
        question_code=start.question_code,
        based_on=start.based_on,
        content=start.content,
        saved=2 if brought_back else 1,
        author=by,
    )
    # The first save is what stood, so that everything can be taken back.
    RevisionSave.objects.create(revision=revision, number=1, content=start.standing)
    if brought_back:
        RevisionSave.objects.create(revision=revision, number=2, content=start.content)
    ledger.record("curriculum.revision_begun", by=by, on=revision)
    return revision
