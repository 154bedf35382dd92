"""Which lessons someone may open is for a later station to say: it registers here, and pages of the curriculum link to them."""

from collections.abc import Callable, Collection
from uuid import UUID

from django.urls import NoReverseMatch, reverse

from opstap.curriculum.models import Lesson
from opstap.people.models import Person

type Opener = Callable[[Person], Collection[UUID]]
_openers: dict[str, Opener] = {}


def lessons_open_at(url_name: str, courses: Opener) -> None:
    """Whoever may open a course (ids that `courses` gives) reads its lessons at `url_name`, which takes the lesson's code."""
    _openers[url_name] = courses


class Doors:
    """The lessons that one person may open; asks each opener once."""

    def __init__(self, user: object) -> None:
        person = user if isinstance(user, Person) else None
        self._courses = {name: set(opener(person)) for name, opener in _openers.items()} if person else {}

    def to(self, lesson: Lesson) -> str:
        """Its address for this person; empty when it is closed to them. The lesson's module should be loaded."""
        for name, courses in self._courses.items():
            if lesson.module.course_id in courses:
                try:
                    return reverse(name, args=[lesson.code])
                except NoReverseMatch:
                    return ""
        return ""
