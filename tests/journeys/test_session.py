"""A practice session on a phone: five minutes, why each question comes, a pause, and what comes back when."""

from collections.abc import Callable

from django.conf import settings
from playwright.sync_api import Page, expect

from opstap.curriculum.actions.load_catalogue import load_catalogue
from opstap.curriculum.actions.load_course import load_courses
from opstap.practice.models import Answer, PracticeSession
from tests.build import grant, make_person
from tests.journeys.weight import Weight


def test_five_minutes_with_a_pause(
    live: str,
    phone: Callable[..., Page],
    enter: Callable[..., None],
    axe: Callable[..., None],
    weigh: Callable[[Page, str], Weight],
) -> None:
    load_catalogue()
    load_courses(paths=[settings.COURSE_PACKS / "sc-900"])
    page = phone("ar")
    enter(page, grant(make_person("Amina"), "learner"))
    page.goto(live + "/practice/")
    axe(page)
    page.locator("button[name=minutes][value='5']").click()
    expect(page.locator("main .notice strong")).to_be_visible()
    axe(page)
    page.locator("button[name=unknown]").click()
    expect(page.locator("#feedback")).to_be_visible()
    axe(page)

    # A pause: away, and on with the next question.
    page.goto(live + "/practice/")
    page.locator("a.button[data-kind=next]").click()
    for _ in range(8):
        page.locator("button[name=unknown]").click()
        page.locator("main a.button[data-kind=next]").click()
        if page.locator("ul.tasks").count():
            break
    axe(page)
    session = PracticeSession.objects.get()
    assert session.ended_at is not None
    assert Answer.objects.filter(session=session, language="ar").count() == 0  # the pack has no questions in Arabic yet
    assert Answer.objects.filter(session=session).count() == len(set(session.questions)) >= 4

    page.locator("button[name=minutes][value='10']").click()
    weight = weigh(page, page.url)
    assert weight.bytes <= 50_000, f"{weight}"
    assert len(weight.parts) <= 6, f"{weight}"
    page.locator("form[action$='/end/'] button").click()
    expect(page.locator("main h1")).to_be_visible()
    assert not PracticeSession.objects.filter(ended_at=None).exists()
