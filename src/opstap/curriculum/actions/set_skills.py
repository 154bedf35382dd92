"""Say which skills an imported question tests, once."""

from collections.abc import Collection

from django.db import transaction

from opstap.curriculum.models import Question, Skill
from opstap.kit import ledger
from opstap.people.models import Person


def set_skills(*, question: Question, skills: Collection[Skill], by: Person) -> bool:
    """Put the skills on a question that has none; gives whether it did. From then on practice may ask it.

    A question that has skills may have been answered, and then other skills would change what those answers meant.
    """
    with transaction.atomic():
        question = Question.objects.select_for_update().get(pk=question.pk)
        if question.skills.exists() or not skills:
            return False
        question.skills.set(skills)
        ledger.record("curriculum.skills_set", by=by, on=question)
    return True
