"""Who may bring in and complete questions. Policies come in pairs: the rows, and the yes or no."""

from uuid import UUID

from django.db.models import QuerySet
from django.http import Http404

from opstap.curriculum.models import Question, QuestionImport
from opstap.people.models import Person, Role

WRITES_CONTENT = (Role.AUTHOR, Role.REVIEWER, Role.ADMINISTRATOR)


def imports_visible_to(person: Person) -> QuerySet[QuestionImport]:
    """The files that a person brought in; an administrator sees all."""
    if person.has_role(Role.ADMINISTRATOR):
        return QuestionImport.objects.all()
    return (
        QuestionImport.objects.filter(by=person) if person.has_role(*WRITES_CONTENT) else QuestionImport.objects.none()
    )


def can_see_import(person: Person, brought: QuestionImport) -> bool:
    """The same for one file."""
    return person.has_role(Role.ADMINISTRATOR) or (person.has_role(*WRITES_CONTENT) and brought.by_id == person.pk)


def import_for(person: Person, key: UUID) -> QuestionImport:
    """The file under `key`, when it is theirs; else Http404."""
    brought = imports_visible_to(person).select_related("course__blueprint").filter(key=key).first()
    if brought is None:
        raise Http404
    return brought


def questions_to_complete(person: Person) -> QuerySet[Question]:
    """Questions that wait for a skill: practice does not ask them yet."""
    waiting = Question.objects.filter(current=True, retired=False, skills=None).order_by("-loaded_at", "code")
    return waiting if person.has_role(*WRITES_CONTENT) else waiting.none()


def can_complete(person: Person, question: Question) -> bool:
    """The same for one question."""
    waits = question.current and not question.retired and not question.skills.exists()
    return waits and person.has_role(*WRITES_CONTENT)


def question_to_complete(person: Person, pk: UUID) -> Question:
    """One question that waits for a skill; else Http404."""
    question = questions_to_complete(person).select_related("course").filter(pk=pk).first()
    if question is None:
        raise Http404
    return question
