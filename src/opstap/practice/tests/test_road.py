"""A long course at /learn/: landings by part of the outline, done ones folded, the one with the next lesson unfolded."""

import pytest
from django.test import Client
from tests.build import grant, make_person

from opstap.curriculum.models import Course, Lesson, Module
from opstap.kit.ids import new_id
from opstap.people.models import Person
from opstap.practice.actions.finish_lesson import finish_lesson
from opstap.practice.presenting_road import MOST, staircase_of
from opstap.practice.queries import road
from opstap.practice.tests.build import make_course

pytestmark = pytest.mark.django_db
LESSONS = 12  # in each of four parts


@pytest.fixture
def amina(db: None) -> Person:
    return grant(make_person("Amina"), "learner")


def long_course(lessons: int = LESSONS) -> Course:
    """A course with so many lessons, each in a module of its own, in each of its four parts; five questions a module."""
    course = make_course("long", per_domain=5)
    for module in course.modules.order_by("position"):
        module.domain = module.code[-2:]
        module.position *= 100
        module.save()
        for number in range(1, lessons):
            more = Module.objects.create(
                course=course,
                code=f"{module.code}-{number}",
                domain=module.domain,
                title={"en": f"Module {module.domain} {number}"},
                position=module.position + number,
            )
            Lesson.objects.create(
                module=more,
                code=f"{more.code}-lesson",
                title={"en": f"Lesson {number}"},
                text={},
                minutes=5,
                position=1,
            )
    return course


def read(person: Person, course: Course, many: int) -> None:
    for lesson in road(person, course).lessons[:many]:
        finish_lesson(key=new_id(), person=person, lesson=lesson)


def test_only_the_part_with_the_next_lesson_is_unfolded(client: Client, amina: Person) -> None:
    course = long_course()
    read(amina, course, LESSONS + 2)
    found = staircase_of(road(amina, course), [])
    assert [(one.title, one.state, one.open, one.note) for one in found.landings] == [
        ("Domain d1", "done", False, "12 of 12 lessons done."),
        ("Domain d2", "next", True, "2 of 12 lessons done."),
        ("Domain d3", "todo", False, "0 of 12 lessons done."),
        ("Domain d4", "todo", False, "0 of 12 lessons done."),
    ]
    assert [number for one in found.landings for number, _ in one.steps] == list(range(1, 4 * LESSONS + 1))
    assert [step.label for step in found.top] == ["Exam LONG"]
    client.force_login(amina)
    page = client.get("/learn/").content.decode()
    assert page.count("<details open>") == 1
    assert page.count('aria-current="step"') == 1


def test_when_all_is_read_every_part_is_folded(client: Client, amina: Person) -> None:
    course = long_course(3)
    read(amina, course, 12)
    found = staircase_of(road(amina, course), [])
    assert {one.state for one in found.landings} == {"done"}
    assert not any(one.open for one in found.landings)


def test_short_tests_stand_under_their_part(client: Client, amina: Person) -> None:
    course = long_course()
    modules = list(course.modules.filter(lessons__isnull=False).order_by("position"))
    tests = staircase_of(road(amina, course), modules).tests
    assert [(title, len(tasks)) for title, tasks in tests] == [(f"Domain d{n}", LESSONS) for n in (1, 2, 3, 4)]


@pytest.mark.parametrize("lessons", [1, MOST])
def test_a_short_course_stays_one_staircase(client: Client, amina: Person, lessons: int) -> None:
    course = make_course("short", per_domain=5)
    module = course.modules.order_by("position")[0]
    course.modules.exclude(pk=module.pk).delete()
    Module.objects.update(domain="d1")
    for number in range(1, lessons):
        Lesson.objects.create(
            module=module, code=f"more-{number}", title={"en": "More"}, text={}, minutes=5, position=number + 1
        )
    found = staircase_of(road(amina, course), [module])
    assert not found.landings
    assert len(found.steps) == lessons + 1
    assert [title for title, _ in found.tests] == [""]


def test_a_lesson_outside_every_part_leaves_one_staircase(amina: Person) -> None:
    course = long_course(3)
    Module.objects.filter(code="long-d3").update(domain="")
    assert not staircase_of(road(amina, course), []).landings


def test_more_lessons_ask_no_more_queries(client: Client, amina: Person, django_assert_max_num_queries: object) -> None:
    long_course()
    client.force_login(amina)
    with django_assert_max_num_queries(16):  # type: ignore[operator]
        client.get("/learn/")
