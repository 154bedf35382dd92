"""Where a learner is in a lesson is noted, so that they can go on there."""

from dataclasses import dataclass
from datetime import datetime

from django.db import transaction

from opstap.curriculum.models import Lesson
from opstap.kit.clock import now
from opstap.people.models import Person
from opstap.practice.models import Learner, LessonReading, ReadingPlace


@dataclass(frozen=True, slots=True)
class Place:
    """A block of a lesson, and the share of the lesson's words that come before it."""

    anchor: str
    share: float


def note_place(*, person: Person, lesson: Lesson, place: Place, at: datetime | None = None) -> bool:
    """Note where the person was at that moment; True when it became their place.

    Notes may come late, twice, or in another order: an older one never moves a newer place, and none moves a lesson that
    was read since. A moment in the future counts as the present, so that a wrong clock cannot hold the place.
    """
    moment = min(at or now(), now())
    learner, _ = Learner.objects.get_or_create(person=person)
    with transaction.atomic():
        if LessonReading.objects.filter(learner=learner, lesson_id=lesson.pk, happened_at__gte=moment).exists():
            return False
        noted = {"anchor": place.anchor, "share": place.share, "at": moment}
        kept, made = ReadingPlace.objects.get_or_create(learner=learner, lesson=lesson, defaults=noted)
        # In one statement, so that of two notes at the same time the newer stands.
        return made or bool(ReadingPlace.objects.filter(pk=kept.pk, at__lt=moment).update(**noted))
