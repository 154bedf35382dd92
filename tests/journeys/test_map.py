"""What is known, on a phone: a learner's map in Arabic, the coach's table in Dutch, and a question that is taken out of use."""

from collections.abc import Callable
from uuid import uuid4

import pytest
from playwright.sync_api import Page, expect

from opstap.curriculum.models import Course, Question
from opstap.people.models import Person
from opstap.practice.actions.answer_question import take_reply
from opstap.practice.actions.count_answers import Reply
from opstap.practice.tests.build import make_course
from opstap.programme.models import Group, TrackCourse
from opstap.programme.tests.build import make_group, make_participation
from tests.build import grant, make_organisation, make_person
from tests.journeys.weight import Weight

MOST_BYTES, MOST_REQUESTS = 50 * 1024, 6


@pytest.fixture
def group(live: str) -> Group:
    """Two learners who got the same question wrong, their coach, and the course that they follow."""
    school, course = make_organisation(), make_course()
    coach = grant(make_person("Bilal Coach"), "coach", school)
    group = make_group(school, coach=coach)
    TrackCourse.objects.create(track=group.track, course=course, position=1)
    for name in ("Amina Learner", "Zineb Learner"):
        learner = grant(make_person(name), "learner", school)
        make_participation(learner, group)
        for code, chosen in (("d1-00", "b"), ("d1-05", "b"), ("d2-00", "a")):
            question = Question.objects.get(code=f"{course.code}-{code}")
            take_reply(learner, Reply(uuid4(), question, (chosen,)), where="practice")
    return group


def sideways(page: Page) -> bool:
    return bool(page.evaluate("document.documentElement.scrollWidth > window.innerWidth"))


def test_a_learner_and_the_coach(
    live: str,
    group: Group,
    phone: Callable[..., Page],
    enter: Callable[[Page, Person], None],
    axe: Callable[..., None],
    weigh: Callable[[Page, str], Weight],
) -> None:
    page = phone("ar")
    enter(page, Person.objects.get(name="Amina Learner"))
    weight = weigh(page, live + "/practice/skills/")
    assert weight.bytes <= MOST_BYTES
    assert weight.requests <= MOST_REQUESTS
    page.locator(".skill-steps summary").first.click()
    expect(page.locator(".skill-steps details[open] .meter")).to_be_visible()
    axe(page)
    assert not sideways(page)
    page = phone("nl")
    enter(page, Person.objects.get(name="Bilal Coach"))
    page.goto(f"{live}/coach/group/{group.pk}/")
    page.locator(f"a[href='/practice/group/{group.pk}/']").click()
    expect(page.locator(".skill-heat tbody tr")).to_have_count(2)
    expect(page.locator("#failed")).to_contain_text("2")
    page.locator("#next-class details summary").first.click()
    axe(page)
    assert not sideways(page)


def test_a_question_is_taken_out_of_use_and_brought_back(
    live: str, phone: Callable[..., Page], enter: Callable[[Page, Person], None], axe: Callable[..., None]
) -> None:
    course: Course = make_course(per_domain=1)
    page = phone("nl")
    enter(page, grant(make_person("Tess Trainer"), "author"))
    page.goto(live + "/practice/items/?show=all")
    axe(page)
    page.locator("tbody tr th a").first.click()
    axe(page)
    page.locator("main button[data-kind=danger]").click()
    expect(page.locator("[role=status]")).to_be_visible()
    assert Question.objects.filter(course=course, retired=True).count() == 1
    page.locator("main form button").click()
    expect(page.locator("main button[data-kind=danger]")).to_be_visible()
    assert not Question.objects.filter(course=course, retired=True).exists()
