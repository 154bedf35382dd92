"""From the placement test to the plan, on a phone in Arabic; light as every page."""

from collections.abc import Callable

import pytest
from django.conf import settings
from playwright.sync_api import Page, expect

from opstap.curriculum.actions.load_catalogue import load_catalogue
from opstap.curriculum.actions.load_course import load_courses
from opstap.curriculum.models import Course
from opstap.people.models import Person
from opstap.practice.models import Placement, PlanWish
from opstap.programme.models import TrackCourse
from opstap.programme.tests.build import make_group, make_participation
from tests.build import grant, make_organisation, make_person
from tests.journeys.weight import Weight


@pytest.fixture
def learner(live: str) -> Person:
    """Amina, at the start of a track that begins with SC-900."""
    load_catalogue()
    load_courses(paths=[settings.COURSE_PACKS / "sc-900"])
    group = make_group(make_organisation())
    TrackCourse.objects.create(track=group.track, course=Course.objects.get(), position=1)
    person = grant(make_person("Amina", language="ar"), "learner")
    make_participation(person, group)
    return person


def choose_right(page: Page) -> None:
    """Choose what is right in the question that is open."""
    asked = Placement.objects.get().asked
    assert asked is not None
    for option in asked.options:
        if option["weight"] > 0:
            page.locator(f".answer:has(input[value='{option['id']}']) label").click()


def test_from_the_test_to_the_plan(
    live: str,
    learner: Person,
    phone: Callable[..., Page],
    enter: Callable[[Page, Person], None],
    axe: Callable[..., None],
) -> None:
    page = phone("ar")
    enter(page, learner)
    page.goto(live + "/today/")
    page.locator('a.button[href$="/practice/placement/"]').click()
    axe(page)
    page.locator("main form button").click()
    expect(page.locator("button[name=unknown]")).to_be_visible()
    axe(page)
    for _ in range(20):
        if page.locator("button[name=unknown]").count() == 0:
            break
        choose_right(page)
        page.locator("main form button").first.click()
        page.wait_for_load_state()
    expect(page.locator("main dl.summary dt")).to_have_count(4)
    axe(page)
    assert Placement.objects.get().stop in {"settled", "sure", "enough"}
    page.locator("label[for=id_parts_0]").click()
    page.locator("main form button").click()
    expect(page.locator("main ul.tasks")).to_be_visible()
    assert PlanWish.objects.get().skipped


def test_it_is_light(
    live: str,
    learner: Person,
    no_javascript: Callable[..., Page],
    enter: Callable[[Page, Person], None],
    weigh: Callable[[Page, str], Weight],
) -> None:
    page = no_javascript("nl")
    enter(page, learner)
    page.goto(live + "/practice/placement/")
    page.locator("main form button").click()
    page.locator("button[name=unknown]").click()
    question = page.url
    page.locator("main form button").last.click()
    expect(page.locator("main dl.summary")).to_be_visible()
    for url in (live + "/practice/placement/", question):
        weight = weigh(page, url)
        assert weight.requests <= 6, f"{url} {weight}"
        assert weight.bytes <= 50_000, f"{url} {weight}"
