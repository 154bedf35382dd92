"""Take a question out of use, or bring it back. What was answered stays, and counts as before."""

from django.db import transaction

from opstap.curriculum.models import Question
from opstap.kit import ledger
from opstap.people.models import Person


def retire_question(question: Question, *, retired: bool, by: Person) -> bool:
    """Take the question out (`retired`) or bring it back; gives whether that changed anything: a second tap does not.

    `taken_out` remembers that a person did it: loading the course again leaves the question out, unless what it asks has
    changed since, because then it is another question.
    """
    with transaction.atomic():
        locked = Question.objects.select_for_update().get(pk=question.pk)
        if locked.retired == retired:
            return False
        Question.objects.filter(pk=locked.pk).update(retired=retired, taken_out=retired)
        ledger.record(
            "curriculum.question_retired" if retired else "curriculum.question_brought_back", by=by, on=locked
        )
    return True
