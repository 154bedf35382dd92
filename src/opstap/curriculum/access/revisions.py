"""Who may see, write, review and publish changes of what is taught. Courses belong to no school: every writer sees all."""

from uuid import UUID

from django.db.models import QuerySet
from django.http import Http404

from opstap.curriculum.access.questions import WRITES_CONTENT
from opstap.curriculum.models import Course, Lesson, Module, Question, Revision
from opstap.curriculum.models.revisions import OPEN
from opstap.curriculum.rules import revision as rules
from opstap.people.models import Person


class NotNowError(Exception):
    """It is in another state by now, or this person is not the one who may."""


def revisions_visible_to(person: Person) -> QuerySet[Revision]:
    """Every change, for whoever writes or reviews."""
    rows = Revision.objects.select_related("course", "lesson__module", "author", "reviewer")
    return rows if person.has_role(*WRITES_CONTENT) else rows.none()


def can_see_revision(person: Person, revision: Revision) -> bool:
    """The same for one change."""
    return revision.pk is not None and person.has_role(*WRITES_CONTENT)


def revision_for(person: Person, pk: UUID) -> Revision:
    """One change; else Http404."""
    revision = revisions_visible_to(person).filter(pk=pk).first()
    if revision is None:
        raise Http404
    return revision


def waiting_for(person: Person) -> QuerySet[Revision]:
    """What waits for this person's review: never their own."""
    rows = revisions_visible_to(person).filter(state=Revision.State.REVIEW).order_by("sent_at")
    return rows.exclude(author=person) if person.has_role(*rules.REVIEWERS) else rows.none()


def can_review(person: Person, revision: Revision) -> bool:
    """The same for one change."""
    return can(person, revision, rules.PUBLISH)


def can(person: Person, revision: Revision, action: str) -> bool:
    """Whether the person may do this with the change as it stands."""
    own = revision.author_id == person.pk
    return rules.may(action, state=revision.state, own=own, roles=person.roles)


def claim(person: Person, revision: Revision, action: str) -> Revision:
    """The change, locked for the rest of the transaction. Raises NotNowError when the person may not do this now."""
    locked = Revision.objects.select_for_update().get(pk=revision.pk)
    if not can(person, locked, action):
        raise NotNowError
    return locked


def courses_visible_to(person: Person) -> QuerySet[Course]:
    """The courses, for whoever writes or reviews."""
    rows = Course.objects.order_by("code")
    return rows if person.has_role(*WRITES_CONTENT) else rows.none()


def course_for(person: Person, code: str) -> Course:
    """One course; else Http404."""
    course = courses_visible_to(person).select_related("blueprint").filter(code=code).first()
    if course is None:
        raise Http404
    return course


def lesson_to_edit(person: Person, course: str, code: str) -> Lesson:
    """One lesson that is taught; else Http404."""
    courses = courses_visible_to(person).filter(code=course)
    rows = Lesson.objects.select_related("module__course__blueprint").filter(module__course__in=courses, retired=False)
    lesson = rows.filter(code=code).first()
    if lesson is None:
        raise Http404
    return lesson


def question_to_edit(person: Person, course: str, code: str) -> Question:
    """The newest version of a question; else Http404."""
    rows = Question.objects.select_related("module", "course__blueprint").prefetch_related("skills")
    courses = courses_visible_to(person).filter(code=course)
    question = rows.filter(course__in=courses, code=code, current=True, retired=False).first()
    if question is None:
        raise Http404
    return question


def module_to_write_in(person: Person, course: str, code: str) -> Module:
    """A module that gets a new question; else Http404."""
    courses = courses_visible_to(person).filter(code=course)
    module = Module.objects.select_related("course").filter(course__in=courses, code=code, retired=False).first()
    if module is None:
        raise Http404
    return module


def open_revision_of(thing: Lesson | Question) -> Revision | None:
    """The change of this lesson or question that somebody works on."""
    rows = Revision.objects.filter(state__in=OPEN).select_related("author", "course", "lesson__module")
    if isinstance(thing, Lesson):
        return rows.filter(lesson=thing).first()
    return rows.filter(question_code=thing.code).first()
