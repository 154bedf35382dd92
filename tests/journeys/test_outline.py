"""An exam gets another outline: what changes, and which group and person that meets before its day."""

from collections.abc import Callable
from datetime import timedelta

import pytest
from django.core.management import call_command
from playwright.sync_api import Page, expect

from opstap.certification.tests.build import make_vouchers, propose, sat
from opstap.curriculum.models import Blueprint, Exam
from opstap.kit.clock import today
from opstap.people.models import Organisation, Person
from opstap.programme.models import Group
from opstap.programme.tests.build import make_group, make_participation
from tests.build import grant, make_person
from tests.journeys.weight import Weight

type Axe = Callable[..., None]
type Enter = Callable[[Page, Person], None]
type Open = Callable[..., Page]

AHEAD = timedelta(days=30)
FOUR_TO_THREE = {
    "nl": "4 domeinen werden er 3.",
    "fr": "4 domaines sont devenus 3.",
    "ar": "كان عدد المجالات 4 وأصبح 3.",
}
MEETS_NEW = {"nl": "krijgt het nieuwe programma", "ar": "يؤدي الامتحان بالمنهاج الجديد"}


@pytest.fixture
def group(live: str, school: Organisation, bilal: Person) -> Group:
    return make_group(school, coach=bilal)


@pytest.fixture
def exam(group: Group, amina: Person, manager: Person) -> Exam:
    """SC-200 as it is, but for the day on which its present outline is asked: that lies a month ahead. Amina sits it after
    that day, Farid before it, Lina has passed it and Omar has nothing booked."""
    call_command("load_catalogue", verbosity=0)
    made = Exam.objects.get(code="SC-200")
    newest = Blueprint.objects.filter(exam=made).latest("as_of").as_of
    Blueprint.objects.filter(exam=made, as_of=newest, language="en").update(effective_from=today() + AHEAD)
    Blueprint.objects.filter(exam=made, as_of=newest).exclude(language="en").update(
        effective_from=today() + AHEAD + timedelta(weeks=8)
    )
    group.track.exams.set([made])
    farid, lina, omar = (make_person(name) for name in ("Farid Early", "Lina Passed", "Omar Open"))
    for person in (amina, farid, lina, omar):
        make_participation(person, group)
    propose(amina, made, hours=24 * 40)
    propose(farid, made, hours=24 * 10)
    sat(lina, made, "passed", verified_by=manager)
    return made


@pytest.mark.parametrize("language", ["nl", "ar"])
@pytest.mark.parametrize("opener", ["phone", "desktop"])
def test_a_manager_sees_what_changes_and_whom_it_meets(
    live: str,
    language: str,
    opener: str,
    request: pytest.FixtureRequest,
    enter: Enter,
    axe: Axe,
    manager: Person,
    amina: Person,
    group: Group,
    exam: Exam,
) -> None:
    page: Page = request.getfixturevalue(opener)(language)
    enter(page, manager)
    page.goto(f"{live}/exams/sittings/")
    # What comes soon stands above the exams already.
    expect(page.locator("main .notice a[href='/outlines/sc-200/people/']")).to_contain_text("SC-200")
    axe(page)
    page.locator("main a[href='/outlines/']").click()
    row = page.locator("main tbody tr").first
    expect(row).to_contain_text("SC-200")
    axe(page)
    row.locator("a[href='/outlines/sc-200/']").click()
    expect(page.locator("main .lead")).to_have_text(FOUR_TO_THREE[language])
    expect(page.locator("main table", has=page.locator("#domains")).locator("tbody tr")).to_have_count(6)
    axe(page)
    page.locator("select[name=what]").select_option("dropped")
    page.locator("main form.filters button").click()
    expect(page.locator("#skills")).to_contain_text("24")
    axe(page)

    page.locator("main a[href='/outlines/sc-200/people/']").first.click()
    groups = page.locator("main table", has=page.locator("#groups")).locator("tbody tr")
    expect(groups).to_have_count(1)
    expect(groups).to_contain_text(group.name)
    people = page.locator("main table", has=page.locator("#people")).locator("tbody tr")
    expect(people).to_have_count(3)
    hit = people.filter(has_text=amina.name)
    expect(hit).to_contain_text(MEETS_NEW[language])
    axe(page)
    page.locator("select[name=fate]").select_option("meets_new")
    page.locator("main form.filters button").click()
    expect(people).to_have_count(1)
    # From here the day is a click away: the sitting itself, where it can be moved.
    people.locator("a").first.click()
    expect(page.locator("main h1")).to_contain_text(amina.name)


def test_without_script_a_coach_plans_for_an_exam_that_ends(
    live: str, no_javascript: Open, enter: Enter, bilal: Person, school: Organisation, exam: Exam
) -> None:
    exam.retired_on, exam.successor = today() + timedelta(days=12), "SC-500"
    exam.save()
    make_vouchers(school, exam, 2)
    page = no_javascript("nl")
    enter(page, bilal)
    page.goto(f"{live}/outlines/sc-200/people/")
    page.locator("select[name=change]").select_option("retirement")
    page.locator("main form.filters button").click()
    people = page.locator("main table", has=page.locator("#people")).locator("tbody tr")
    expect(people.filter(has_text="Amina")).to_contain_text("SC-500")
    expect(people.filter(has_text="Farid")).to_contain_text("derde")  # two tries fit, no third
    with page.expect_download() as download:
        page.locator("main a[href*='/people/table/']").click()
    assert "Amina Learner" in download.value.path().read_text(encoding="utf-8-sig")


def test_an_author_sees_what_is_to_be_written_and_no_names(
    live: str, phone: Open, enter: Enter, axe: Axe, school: Organisation, amina: Person, exam: Exam
) -> None:
    page = phone("fr")
    enter(page, grant(make_person("Aster Author"), "author", school))
    page.goto(f"{live}/outlines/sc-200/")
    expect(page.locator("main .lead")).to_have_text(FOUR_TO_THREE["fr"])
    page.locator("main a[href='/outlines/sc-200/people/']").first.click()
    expect(page.locator("main")).to_contain_text("3 personnes de votre école")
    expect(page.locator("main")).not_to_contain_text(amina.name)
    axe(page)


def test_the_pages_are_light(
    live: str, phone: Open, enter: Enter, weigh: Callable[[Page, str], Weight], manager: Person, exam: Exam
) -> None:
    page = phone("ar")
    enter(page, manager)
    for path in ("/outlines/", "/outlines/sc-200/", "/outlines/sc-200/people/"):
        weight = weigh(page, live + path)
        assert weight.requests <= 6, f"{path} {weight}"
        assert weight.bytes <= 60_000, f"{path} {weight}"
