"""The first half of the road, one person from first contact to knowing what they know, by clicking alone.

A candidate opens the programme's page on a phone and applies; a coach scores; a manager admits and places them in a
group; the learner signs in by code, reads, answers, says "I'm stuck" and "I can't come today"; the coach sees both.
"""

from collections.abc import Callable

import pytest
from playwright.sync_api import Page, expect

from opstap.kit.models import LedgerLine
from opstap.messages.models import Message
from opstap.people.models import Person
from opstap.programme.models import AbsenceNotice
from tests.journeys import first_half as half
from tests.journeys.conftest import Browsing


@pytest.fixture
def school(live: str) -> half.School:
    return half.make_school()


@pytest.mark.parametrize(("opener", "language"), [("phone", "nl"), ("phone", "ar"), ("no_javascript", "fr")])
def test_from_first_contact_to_knowing(
    live: str,
    school: half.School,
    enter: Callable[[Page, Person], None],
    axe: Callable[..., None],
    browsing: Browsing,
    opener: str,
    language: str,
    request: pytest.FixtureRequest,
) -> None:
    # A form with a mistake answers 422, and the browser tells the console.
    browsing.forgive("422")
    open_browser: Callable[[str], Page] = request.getfixturevalue(opener)
    check = axe if opener == "phone" else lambda _page: None  # axe itself is a script

    candidate = open_browser(language)
    half.apply(candidate, live, school, check)
    half.confirm(candidate, live)

    coach = open_browser("nl")
    enter(coach, school.coach)
    half.score(coach, live, check)

    manager = open_browser("nl")
    enter(manager, school.manager)
    half.admit(manager, live, school, check)
    half.place(manager, live, school, check)
    admitted = Message.objects.filter(address=half.PHONE_NUMBER, template__contains="admitted").get()
    assert admitted.language == language

    candidate.context.clear_cookies()
    learner = open_browser(language)
    half.sign_in(learner, live, check)
    half.learn(learner, live, check)
    half.ask_for_the_coach(learner, live, check)

    coach.goto(live + "/coach/")
    check(coach)
    expect(coach.locator("main")).to_contain_text("Amina Haddad")
    assert AbsenceNotice.objects.get().participation.person.name == "Amina Haddad"
    assert LedgerLine.objects.filter(verb="messages.help_asked").count() == 1
