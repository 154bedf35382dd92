"""A learner says "I have read this"."""

from uuid import UUID

from django.db import transaction

from opstap.curriculum.models import Lesson
from opstap.kit import ledger
from opstap.people.models import Person
from opstap.practice.models import Learner, LessonReading


def finish_lesson(*, key: UUID, person: Person, lesson: Lesson) -> LessonReading:
    """Note that this version of the lesson was read; saying it again changes nothing."""
    learner, _ = Learner.objects.get_or_create(person=person)
    with transaction.atomic():
        reading, made = LessonReading.objects.get_or_create(
            learner=learner, lesson_id=lesson.pk, lesson_version=lesson.version, defaults={"key": key}
        )
        if made:
            ledger.record("practice.lesson_read", by=learner, on=learner, refs={"lesson": str(lesson.pk)})
    return reading
