"""Where a learner is in a lesson: the newest moment stands, in whichever order the notes come."""

from datetime import UTC, datetime, timedelta
from itertools import permutations
from uuid import uuid4

import pytest

from opstap.curriculum.models import Course, Lesson
from opstap.kit.clock import now
from opstap.kit.privacy import all_hooks
from opstap.people.models import Person
from opstap.practice.actions.finish_lesson import finish_lesson
from opstap.practice.actions.note_place import Place, note_place
from opstap.practice.models import Learner, ReadingPlace

pytestmark = pytest.mark.django_db
NOON = datetime(2026, 3, 2, 12, tzinfo=UTC)
NOTES = [(Place("b2", 0.1), 0), (Place("b9", 0.8), 1), (Place("b5", 0.4), 2)]


@pytest.fixture
def lesson(doors: Course) -> Lesson:
    return Lesson.objects.get(module__course=doors)


@pytest.mark.parametrize("order", list(permutations(range(3))))
def test_the_newest_stands_in_any_order_and_twice(amina: Person, lesson: Lesson, order: tuple[int, ...]) -> None:
    for number in (*order, *order):
        place, minute = NOTES[number]
        note_place(person=amina, lesson=lesson, place=place, at=NOON + timedelta(minutes=minute))
    kept = ReadingPlace.objects.get()
    assert (kept.anchor, kept.share, kept.at) == ("b5", 0.4, NOON + timedelta(minutes=2))


def test_a_moment_in_the_future_counts_as_now(amina: Person, lesson: Lesson) -> None:
    note_place(person=amina, lesson=lesson, place=Place("b9", 0.8), at=now() + timedelta(days=300))
    assert note_place(person=amina, lesson=lesson, place=Place("b2", 0.1))
    assert ReadingPlace.objects.get().anchor == "b2"


def test_a_lesson_that_was_read_has_no_place_and_a_late_note_makes_none(amina: Person, lesson: Lesson) -> None:
    note_place(person=amina, lesson=lesson, place=Place("b3", 0.2), at=NOON)
    finish_lesson(key=uuid4(), person=amina, lesson=lesson, at=NOON + timedelta(minutes=5))
    assert not ReadingPlace.objects.exists()
    assert not note_place(person=amina, lesson=lesson, place=Place("b4", 0.3), at=NOON + timedelta(minutes=4))
    assert not ReadingPlace.objects.exists()
    assert note_place(person=amina, lesson=lesson, place=Place("b4", 0.3), at=NOON + timedelta(days=1))


def test_it_is_exported_and_goes_with_its_person(amina: Person, lesson: Lesson) -> None:
    note_place(person=amina, lesson=lesson, place=Place("b3", 0.2), at=NOON)
    hooks = next(one for one in all_hooks() if one.station == "practice")
    exported = hooks.export(amina.pk)
    assert isinstance(exported, dict)
    stopped = {"lesson": "open-doors", "place": "b3", "share": 0.2, "at": NOON.isoformat()}
    assert exported["stopped_at"] == [stopped]
    hooks.erase(amina.pk)
    assert not ReadingPlace.objects.exists()
    assert Learner.objects.exists()
