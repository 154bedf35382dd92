"""A manager before a funder's meeting: will we make it? And the funder, who sees groups and never a name."""

from collections.abc import Callable
from datetime import timedelta

import pytest
from playwright.sync_api import Page, expect

from opstap.kit.clock import today
from opstap.people.models import Organisation, OrganisationKind, Person
from opstap.programme.models import Edition
from opstap.steering.tests.build import fill, make_running_edition, set_goals
from tests.build import grant, make_organisation, make_person

type Enter = Callable[[Page, Person], None]


@pytest.fixture
def edition(school: Organisation, live: str) -> Edition:
    """Forty-five people of three groups, a year on the road, with goals by the summer."""
    made = make_running_edition(school)
    set_goals(made, by=today() + timedelta(days=200))
    fill(made, groups=3, size=15, sessions=20)
    return made


@pytest.mark.parametrize(
    ("opener", "language"), [("phone", "nl"), ("phone", "ar"), ("desktop", "nl"), ("desktop", "ar")]
)
def test_will_we_make_it(
    live: str,
    opener: str,
    language: str,
    request: pytest.FixtureRequest,
    enter: Enter,
    axe: Callable[..., None],
    manager: Person,
    edition: Edition,
) -> None:
    page = request.getfixturevalue(opener)(language)
    enter(page, manager)
    page.goto(f"{live}/goals/")
    expect(page.locator("p.lead")).to_contain_text("60")
    expect(page.locator("svg[role=img]").first).to_be_visible()
    axe(page)
    page.locator(f"main a[href*='/goals/{edition.pk}/who/']").first.click()
    expect(page.locator("main table").first).to_be_visible()
    axe(page)
    page.goto(f"{live}/goals/{edition.pk}/report/")
    axe(page)


@pytest.mark.parametrize("opener", ["phone", "no_javascript"])
def test_a_funder_sees_groups_and_no_name(
    live: str,
    opener: str,
    request: pytest.FixtureRequest,
    browsing: object,
    enter: Enter,
    axe: Callable[..., None],
    edition: Edition,
) -> None:
    browsing.forgive("404")  # type: ignore[attr-defined]
    fund = make_organisation("Fonds", OrganisationKind.FUNDER)
    edition.programme.funders.add(fund)
    page = request.getfixturevalue(opener)("fr")
    enter(page, grant(make_person("Fatou Funder"), "funder", fund))
    page.goto(f"{live}/goals/")
    expect(page.locator("p.lead")).to_contain_text("60")
    assert page.locator("main a[href*='/who/']").count() == 0
    text = page.locator("main").inner_text()
    for name in Person.objects.filter(participations__edition=edition).values_list("name", flat=True):
        assert name not in text
    if opener == "phone":
        axe(page)
    answer = page.goto(f"{live}/goals/{edition.pk}/who/hired/")
    assert answer is not None
    assert answer.status == 404
