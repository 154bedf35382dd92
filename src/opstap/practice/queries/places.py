"""Where a learner stopped reading."""

from django.db.models import OuterRef, QuerySet, Subquery

from opstap.curriculum.models import Lesson
from opstap.people.models import Person
from opstap.practice.models import Learner, ReadingPlace
from opstap.practice.queries.road import Road


def place_in(learner: Learner, lesson: Lesson) -> ReadingPlace | None:
    """Where this learner is in this lesson, when they are in the middle of it."""
    return ReadingPlace.objects.filter(learner_id=learner.pk, lesson=lesson).first()


def begun(person: Person, road: Road) -> list[ReadingPlace]:
    """The lessons of this road that the person is in the middle of, where they were last first."""
    ahead = [lesson.pk for lesson in road.lessons if lesson.pk not in road.passed]
    places = ReadingPlace.objects.filter(learner__person=person, lesson__in=ahead, share__gt=0)
    return list(places.select_related("lesson").defer("lesson__text").order_by("-at"))


def with_places(lessons: QuerySet[Lesson], person: Person) -> QuerySet[Lesson]:
    """The lessons with `stopped_at`, an anchor, and `stopped_share` where this person is in the middle of one; no query more."""
    mine = ReadingPlace.objects.filter(learner__person=person, lesson=OuterRef("pk"), share__gt=0)
    return lessons.annotate(
        stopped_at=Subquery(mine.values("anchor")[:1]), stopped_share=Subquery(mine.values("share")[:1])
    )
