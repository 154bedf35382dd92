"""A reviewer publishes a change: learners see it at once, and the version before stays."""

from uuid import UUID

from django.db import transaction

from opstap.curriculum.access.revisions import claim
from opstap.curriculum.actions.send_for_review import BehindError, NotReadyError
from opstap.curriculum.actions.tell_author import tell_author
from opstap.curriculum.models import Course, Lesson, LessonVersion, Module, Origin, Question, Revision, Skill
from opstap.curriculum.queries.revisions import ASKED, faults_of, lesson_content
from opstap.curriculum.rules.revision import PUBLISH
from opstap.kit import ledger
from opstap.kit.clock import now
from opstap.people.models import Person

MOST_OF_A_NAME = 120


def publish_revision(revision: Revision, *, by: Person, remarks: str = "") -> Revision:
    """Make it the newest version, and tell its author. A second time by the same reviewer does nothing.

    Raises NotNowError; BehindError when a newer version came out meanwhile, so that nobody's work is written over;
    NotReadyError when what it refers to is gone since it was sent.
    """
    with transaction.atomic():
        known = Revision.objects.select_for_update().get(pk=revision.pk)
        if known.state == Revision.State.PUBLISHED and known.reviewer_id == by.pk:
            return known
        row = claim(by, revision, PUBLISH)
        # Loading a course pack takes the same lock: neither writes over what the other has just stored.
        list(Course.objects.select_for_update().filter(pk=row.course_id))
        number = _publish_question(row, by) if row.lesson_id is None else _publish_lesson(row, row.lesson_id)
        row.state, row.reviewer, row.published_as, row.decided_at = Revision.State.PUBLISHED, by, number, now()
        row.remarks = remarks.strip()[:1000]
        row.save(update_fields=["state", "reviewer", "published_as", "decided_at", "remarks"])
        # The reader keeps rendered lessons under this moment, so learners see the new text at once.
        Course.objects.filter(pk=row.course_id).update(loaded_at=row.decided_at)
        line = ledger.record("curriculum.revision_published", by=by, on=row, refs={"version": str(number)})
        tell_author(row, "curriculum/mail/published", sequence=line.sequence)
    return row


def _publish_lesson(row: Revision, pk: UUID) -> int:
    lesson = Lesson.objects.select_for_update().get(pk=pk)
    if lesson.version != row.based_on or lesson.retired:
        raise BehindError
    if faults := faults_of(row):
        raise NotReadyError(faults)
    _keep(lesson, Origin.PACK)
    content = row.content
    lesson.title, lesson.text, lesson.minutes = content["title"], content["text"], content["minutes"]
    lesson.version += 1
    lesson.save(update_fields=["title", "text", "minutes", "version"])
    lesson.skills.set(Skill.objects.filter(code__in=content["skills"]))
    _keep(lesson, Origin.BROWSER)
    return lesson.version


def _keep(lesson: Lesson, origin: str) -> None:
    """The version as a row of its own; it may be there already."""
    values = lesson_content(lesson)
    LessonVersion.objects.get_or_create(lesson=lesson, version=lesson.version, defaults={**values, "origin": origin})


def _publish_question(row: Revision, by: Person) -> int:
    old = Question.objects.select_for_update().filter(code=row.question_code, current=True).first()
    if (old.version if old else 0) != row.based_on or (old is not None and old.retired):
        raise BehindError
    if faults := faults_of(row):
        raise NotReadyError(faults)
    new = _next_version(old, row)
    content = row.content
    for name in ASKED:
        setattr(new, name, content[name])
    new.source, new.licence, new.reviewer = content["source"], content["licence"], by.name[:MOST_OF_A_NAME]
    _add(new, old)
    new.skills.set(Skill.objects.filter(code__in=content["skills"]))
    if new.case_code:
        _carry_scenario(new, row.course_id)
    return new.version


def _next_version(old: Question | None, row: Revision) -> Question:
    author = row.author.name if row.author else ""
    if old is None:
        module = Module.objects.get(course=row.course, code=row.content["module"])
        return Question(
            code=row.question_code, version=1, course=row.course, module=module, author=author, origin=Origin.BROWSER
        )
    return Question(
        code=old.code,
        version=old.version + 1,
        course_id=old.course_id,
        module_id=old.module_id,
        brought_by_id=old.brought_by_id,
        author=with_author(old.author, author),
        origin=Origin.BROWSER,
    )


def with_author(authors: str, author: str) -> str:
    """The licence asks that every author stays named; the new one comes behind, where there is room."""
    if not author or author in authors.split(", "):
        return authors
    both = f"{authors}, {author}" if authors else author
    return both if len(both) <= MOST_OF_A_NAME else authors


def _add(new: Question, old: Question | None) -> None:
    """One version of a code is the current one, at every moment."""
    if old is not None:
        Question.objects.filter(pk=old.pk).update(current=False)
    new.save(force_insert=True)


def _carry_scenario(new: Question, course: UUID) -> None:
    """All questions of a case tell the same story: the others get a version with the new text of it."""
    others = Question.objects.select_for_update().filter(course=course, case_code=new.case_code)
    for other in others.filter(current=True, retired=False).exclude(code=new.code).order_by("code"):
        if other.scenario == new.scenario:
            continue
        skills = list(other.skills.all())
        Question.objects.filter(pk=other.pk).update(current=False)
        copy = Question.objects.get(pk=other.pk)
        copy.pk, copy.version, copy.scenario = Question().pk, other.version + 1, new.scenario
        copy.current, copy.origin, copy.loaded_at = True, Origin.BROWSER, now()
        copy.save(force_insert=True)
        copy.skills.set(skills)
