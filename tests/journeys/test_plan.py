"""The personal plan on a phone: made, found not to fit, mended; light as every page."""

from collections.abc import Callable
from datetime import timedelta

import pytest
from django.conf import settings
from playwright.sync_api import Page, expect

from opstap.curriculum.actions.load_catalogue import load_catalogue
from opstap.curriculum.actions.load_course import load_courses
from opstap.curriculum.models import Course
from opstap.kit.clock import today
from opstap.people.models import Person
from opstap.practice.models import Plan, PlanWish
from opstap.programme.models import TrackCourse
from opstap.programme.tests.build import make_group, make_participation
from tests.build import grant, make_organisation, make_person
from tests.journeys.weight import Weight


@pytest.fixture
def learner(live: str) -> Person:
    """Amina, in a group that follows SC-900."""
    load_catalogue()
    load_courses(paths=[settings.COURSE_PACKS / "sc-900"])
    group = make_group(make_organisation())
    TrackCourse.objects.create(track=group.track, course=Course.objects.get(), position=1)
    person = grant(make_person("Amina", language="ar"), "learner")
    make_participation(person, group)
    return person


def test_a_plan_that_does_not_fit_is_mended(
    live: str,
    learner: Person,
    phone: Callable[..., Page],
    enter: Callable[[Page, Person], None],
    axe: Callable[..., None],
) -> None:
    page = phone("ar")
    enter(page, learner)
    page.goto(live + "/practice/plan/")
    expect(page.locator("main ul.tasks li").first).to_be_visible()
    axe(page)
    # An hour a week is not enough for next month's exam.
    page.locator(".no-print details").first.locator("summary").click()
    page.locator("#id_hours_a_week").fill("1")
    page.locator("#id_exam_on").fill((today() + timedelta(days=30)).isoformat())
    page.locator(".no-print form button").click()
    expect(page.locator(".notice[data-kind=wait] li")).to_have_count(3)
    axe(page)
    assert not Plan.objects.latest("made_at").realistic
    page.locator(".plan-week summary").first.click()
    expect(page.locator(".plan-week .plan-lessons").first).to_be_visible()

    page.locator(".no-print details").first.locator("summary").click()
    page.locator("#id_hours_a_week").fill("60")
    page.locator(".no-print form button").click()
    expect(page.locator(".notice[data-kind=wait]")).to_have_count(0)
    assert Plan.objects.latest("made_at").realistic

    page.locator('a[href$="/practice/plan/skip/"]').click()
    axe(page)
    page.locator("label[for=id_skipped_0]").click()
    page.locator("main form button").last.click()
    expect(page.locator("main ul.tasks")).to_be_visible()
    assert len(PlanWish.objects.latest("recorded_at").skipped) == 1


def test_the_plan_is_light(
    live: str,
    learner: Person,
    no_javascript: Callable[..., Page],
    enter: Callable[[Page, Person], None],
    weigh: Callable[[Page, str], Weight],
) -> None:
    page = no_javascript("nl")
    enter(page, learner)
    for path in ("/practice/plan/", "/practice/plan/skip/"):
        weight = weigh(page, live + path)
        assert weight.requests <= 6, f"{path} {weight}"
        assert weight.bytes <= 50_000, f"{path} {weight}"
