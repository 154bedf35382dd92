"""A learner says "I have read this"."""

from datetime import datetime
from uuid import UUID

from django.db import transaction

from opstap.curriculum.models import Lesson
from opstap.kit import ledger
from opstap.kit.clock import now
from opstap.people.models import Person
from opstap.practice.actions.note_completion import note_completion
from opstap.practice.models import Learner, LessonReading, ReadingPlace


def finish_lesson(*, key: UUID, person: Person, lesson: Lesson, at: datetime | None = None) -> LessonReading:
    """Note that this version of the lesson was read, and the course when that completes it; saying it again changes nothing.

    There is no place to go on at any more.
    """
    learner, _ = Learner.objects.get_or_create(person=person)
    moment = at or now()
    with transaction.atomic():
        learner = Learner.objects.select_for_update().get(pk=learner.pk)
        reading, made = LessonReading.objects.get_or_create(
            learner=learner,
            lesson_id=lesson.pk,
            lesson_version=lesson.version,
            defaults={"key": key, "happened_at": moment},
        )
        if made:
            refs = {"lesson": str(lesson.pk)}
            ledger.record("practice.lesson_read", by=learner, on=learner, at=moment, refs=refs)
            note_completion(learner, lesson.module.course, at=moment)
        ReadingPlace.objects.filter(learner=learner, lesson=lesson, at__lte=moment).delete()
    return reading
