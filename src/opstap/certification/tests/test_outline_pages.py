"""Exams that change: the list, what changed, whom it meets; and what a stranger is refused."""

from collections.abc import Callable
from datetime import date, timedelta

import pytest
from django.core.management import call_command
from django.test import Client
from tests.build import grant, make_organisation, make_person

from opstap.certification import access
from opstap.certification.models import Sitting
from opstap.certification.queries.changes import change_chosen
from opstap.certification.tests.build import make_vouchers, propose, sat
from opstap.certification.tests.test_pages import browser_of, text_of
from opstap.curriculum.models import Blueprint, Exam
from opstap.curriculum.queries.outlines import exam_with_outlines
from opstap.curriculum.tests.outlines import make_exam, make_outline
from opstap.kit.clock import today
from opstap.people.models import Organisation, Person
from opstap.programme.models import Group, Participation
from opstap.programme.tests.build import make_group, make_participation

type Queries = Callable[[int], object]
pytestmark = pytest.mark.django_db
MOST_QUERIES = 15


@pytest.fixture
def exam(group: Group) -> Exam:
    """From two domains to one and a new one, in 30 days; in French eight weeks later."""
    made = make_exam("SC-200")
    group.track.exams.add(made)
    old, new = today() - timedelta(days=400), today() + timedelta(days=30)
    make_outline(made, old, {"A": ["one", "two"], "B": ["three", "four"]}, {"A": (40, 50), "B": (50, 60)})
    make_outline(made, new, {"A": ["one", "four"], "C": ["three", "five"]}, {"A": (70, 80), "C": (20, 30)})
    Blueprint.objects.create(exam=made, as_of=new, language="fr", effective_from=new + timedelta(weeks=8))
    return made


@pytest.fixture
def author(school: Organisation) -> Person:
    return grant(make_person("Aster Author"), "author", school)


def people(group: Group, *names: str) -> list[Person]:
    return [make_participation(make_person(name), group).person for name in names]


def csv_of(client: Client, address: str) -> list[list[str]]:
    page = client.get(address)
    assert page["Content-Type"] == "text/csv; charset=utf-8"
    return [line.split(";") for line in page.content.decode("utf-8-sig").splitlines()]


def test_the_list_tells_what_comes_first(bilal: Person, exam: Exam, group: Group, takes_part: Participation) -> None:
    make_exam("AA-1")
    ended = make_exam("ZZ-9", retired_on=date(2026, 1, 31), successor="ZZ-10")
    ended.status = "retired"
    ended.save()
    text = text_of(browser_of(bilal), "/outlines/")
    assert text.index("SC-200") < text.index("AA-1") < text.index("ZZ-9")
    assert "new outline from" in text
    assert "ended on" in text
    assert "then ZZ-10" in text
    assert "/outlines/sc-200/people/" in text  # one person has not passed it


def test_what_changed_in_plain_words(author: Person, exam: Exam) -> None:
    browser = browser_of(author)
    text = text_of(browser, "/outlines/sc-200/")
    assert "Skills: 1 added, 1 dropped, 2 moved; 1 stay where they were." in text
    assert "“A” weighed 40–50 %, and weighs 70–80 % now." in text
    assert "still to write" in text
    assert "No course for this exam yet." in text
    moved = text_of(browser, "/outlines/sc-200/?what=moved")
    assert "Do four" in moved
    assert "Do five" not in moved
    # The other way round, and one with itself: any two can be compared.
    first, last = (row.as_of for row in exam.blueprints.filter(language="en").order_by("as_of"))
    assert csv_of(browser, f"/outlines/sc-200/table/?old={last}&new={first}&what=added")[1][1] == "two"
    assert "Nothing changed" not in text_of(browser, f"/outlines/sc-200/?old={first}&new={first}")
    text_of(browser, "/outlines/xx-1/", 404)


def test_the_table_holds_every_skill(author: Person, exam: Exam) -> None:
    lines = csv_of(browser_of(author), "/outlines/sc-200/table/")
    assert lines[0][:3] == ["Skill", "Code", "What happened"]
    assert [line[1] for line in lines[1:]] == ["five", "two", "four", "three", "one"]


def test_sc_200_went_from_four_domains_to_three(author: Person) -> None:
    call_command("load_catalogue", verbosity=0)
    text = text_of(browser_of(author), "/outlines/sc-200/")
    assert "4 domains became 3." in text
    assert "weighed 20–25 %, and weighs 40–45 % now." in text
    assert "from about" in text  # French and Arabic are estimates, and say so
    assert "retired" not in text_of(browser_of(author), "/outlines/sc-730/")
    assert "Its outline is not known yet" in text_of(browser_of(author), "/outlines/sc-730/")


def test_whom_a_new_outline_meets(
    bilal: Person, manager: Person, elif_: Person, exam: Exam, group: Group, takes_part: Participation
) -> None:
    late, early, french, done = people(group, "Late", "Early", "French", "Done")
    propose(late, exam, hours=24 * 31)
    propose(early, exam, hours=24 * 10)
    propose(french, exam, hours=24 * 31, language="fr")
    sat(done, exam, "passed")
    for reader in (bilal, manager, elif_):
        lines = csv_of(browser_of(reader), "/outlines/sc-200/people/table/")[1:]
        assert {line[0]: line[4] for line in lines} == {
            "Amina Learner": "no exam booked",
            "Late": "meets the new outline",
            "Early": "sits before the change",
            "French": "sits before the change",  # the French form follows later
        }
    browser = browser_of(bilal)
    text = text_of(browser, "/outlines/sc-200/people/")
    assert "is on its way at the change" in text
    assert "Sit it before, or learn what was added." in text
    text = text_of(browser, "/outlines/sc-200/people/?fate=meets_new")
    assert "Late" in text
    assert "French</bdi>" not in text


def test_whom_the_last_day_meets_and_which_vouchers_it_takes(
    manager: Person, bilal: Person, exam: Exam, group: Group, school: Organisation, takes_part: Participation
) -> None:
    (late,) = people(group, "Late")
    propose(late, exam, hours=24 * 25)  # before it was announced; from now on a booking is refused
    exam.retired_on, exam.successor = today() + timedelta(days=20), "SC-500"
    exam.save()
    make_vouchers(school, exam, 2, days=90)
    make_vouchers(school, exam, 1, days=10)
    text = text_of(browser_of(manager), "/outlines/sc-200/people/?change=retirement")
    assert "The last day on which SC-200 can be sat is" in text
    assert "2 vouchers in stock (198.00 euro) are of no use after the last day." in text
    assert "booked after the last day" in text
    assert "Find an earlier day, or: Move to SC-500." in text
    # A coach has no stock.
    assert "vouchers in stock" not in text_of(browser_of(bilal), "/outlines/sc-200/people/?change=retirement")


def test_an_author_reads_numbers_and_no_names(author: Person, exam: Exam, takes_part: Participation) -> None:
    browser = browser_of(author)
    text = text_of(browser, "/outlines/sc-200/people/")
    assert "1 person of your school has not passed it yet." in text
    assert "Amina" not in text
    assert takes_part.group is not None
    assert takes_part.group.name not in text
    text_of(browser, "/outlines/sc-200/people/table/", 404)


def test_nobody_reads_the_people_of_others(
    dora: Person, amina: Person, exam: Exam, group: Group, takes_part: Participation
) -> None:
    addresses = ["/outlines/", "/outlines/sc-200/", "/outlines/sc-200/people/", "/outlines/sc-200/people/table/"]
    for address in addresses:
        text_of(browser_of(dora), address, 404)
        text_of(browser_of(amina), address, 404)
        assert Client().get(address).status_code == 302
    other = make_organisation("Other school")
    strangers = [grant(make_person(role.title()), role, other) for role in ("coach", "manager", "exam_coordinator")]
    for stranger in strangers:
        assert not access.can_plan(stranger, group)
        text = text_of(browser_of(stranger), "/outlines/sc-200/people/")
        assert "Amina" not in text
        assert len(csv_of(browser_of(stranger), "/outlines/sc-200/people/table/")) == 1
    author = grant(make_person("Author"), "author", other)
    assert not access.can_count(author, group)
    assert "0 people of your school" in text_of(browser_of(author), "/outlines/sc-200/people/")


def test_a_coach_sees_their_own_groups_alone(
    bilal: Person, school: Organisation, exam: Exam, group: Group, takes_part: Participation
) -> None:
    other = make_group(school)
    other.track.exams.add(exam)
    people(other, "Not Bilal's")
    lines = csv_of(browser_of(bilal), "/outlines/sc-200/people/table/")[1:]
    assert [line[0] for line in lines] == ["Amina Learner"]
    assert access.can_plan(bilal, group)
    assert not access.can_plan(bilal, other)
    assert set(access.groups_planned_by(bilal)) == {group}


def test_without_any_change_the_page_says_so(bilal: Person, group: Group) -> None:
    make_outline(make_exam("AA-1"), today(), {"A": ["one"]})
    assert "Nothing changes" in text_of(browser_of(bilal), "/outlines/aa-1/people/")
    text_of(browser_of(bilal), "/outlines/aa-1/people/table/", 404)
    assert "What happened" not in text_of(browser_of(bilal), "/outlines/aa-1/")


def test_the_next_change_is_chosen_else_the_newest(exam: Exam) -> None:
    def chosen(day: date, key: str = "") -> str:
        found = exam_with_outlines("SC-200")
        assert found is not None
        change = change_chosen(found, key, today=day)
        assert change is not None
        return change.key

    new = str(exam.blueprints.filter(language="en").latest("as_of").as_of)
    exam.retired_on = today() + timedelta(days=365)
    exam.save()
    assert chosen(today()) == new
    assert chosen(today() + timedelta(days=31)) == new  # the French form still follows
    assert chosen(today() + timedelta(days=100)) == "retirement"
    assert chosen(today() + timedelta(days=999)) == "retirement"
    assert chosen(today() + timedelta(days=999), new) == new
    assert chosen(today(), "nonsense") == new


def test_the_pages_take_few_queries(
    manager: Person, exam: Exam, group: Group, django_assert_max_num_queries: Queries
) -> None:
    for number, one in enumerate(people(group, *(f"Person {number:02}" for number in range(30)))):
        if number % 2:
            propose(one, exam, hours=24 * (number + 2))
        else:
            sat(one, exam, "failed")
    browser = browser_of(manager)
    for address in ("", "sc-200/", "sc-200/table/", "sc-200/people/", "sc-200/people/?page=2", "sc-200/people/table/"):
        with django_assert_max_num_queries(MOST_QUERIES):
            assert browser.get(f"/outlines/{address}").status_code == 200
    assert "26 to 30 of 30" in text_of(browser, "/outlines/sc-200/people/?page=2")
    assert "Person 29" in text_of(browser, "/outlines/sc-200/people/?paper=1")


def test_a_sitting_whose_hour_came_is_no_longer_one_to_move(
    bilal: Person, amina: Person, exam: Exam, takes_part: Participation
) -> None:
    sitting = propose(amina, exam)
    Sitting.objects.filter(pk=sitting.pk).update(starts_at=sitting.starts_at - timedelta(days=10))
    lines = csv_of(browser_of(bilal), "/outlines/sc-200/people/table/")[1:]
    assert lines[0][4] == "no exam booked"
