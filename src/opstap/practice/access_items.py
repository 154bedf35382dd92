"""Who sees how questions do, and who takes one out. Questions belong to no school: whoever may look sees all."""

from django.db.models import QuerySet
from django.http import Http404

from opstap.curriculum.access import WRITES_CONTENT
from opstap.curriculum.models import Question
from opstap.people.models import Person, Role

LOOKS = (*WRITES_CONTENT, Role.MANAGER)


def items_visible_to(person: Person) -> QuerySet[Question]:
    """The newest version of every question, retired or not, for who writes and for managers."""
    rows = Question.objects.filter(current=True, course__isnull=False)
    return rows if person.has_role(*LOOKS) else rows.none()


def can_see_item(person: Person, question: Question) -> bool:
    """The same for one question."""
    return question.current and question.course_id is not None and person.has_role(*LOOKS)


def item_for(person: Person, code: str) -> Question:
    """One question with its course; else Http404."""
    question = items_visible_to(person).select_related("course", "module").filter(code=code).first()
    if question is None:
        raise Http404
    return question


def items_retired_by(person: Person) -> QuerySet[Question]:
    """The questions that this person may take out or bring back: those who write courses, every one."""
    rows = items_visible_to(person)
    return rows if person.has_role(*WRITES_CONTENT) else rows.none()


def can_retire(person: Person, question: Question) -> bool:
    """The same for one question."""
    return can_see_item(person, question) and person.has_role(*WRITES_CONTENT)


def item_to_retire(person: Person, code: str) -> Question:
    """One question that this person may take out or bring back; else Http404."""
    question = items_retired_by(person).filter(code=code).first()
    if question is None:
        raise Http404
    return question
