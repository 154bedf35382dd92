"""The pages of goals: what is read first, what is hidden, and how much it costs."""

from datetime import timedelta

import pytest
from django.test import Client
from pytest_django import DjangoAssertNumQueries
from tests.build import make_person

from opstap.kit.clock import today
from opstap.people.models import Organisation, Person
from opstap.programme.models import Edition, Group
from opstap.steering.tests.build import attend, fill, hire, join, make_exam_group, make_running_edition, set_goals, sit

MOST_QUERIES = 14


@pytest.fixture
def twelve(group: Group) -> list[Person]:
    """Twelve who came and completed; three of them are fully certified, eleven hired."""
    people = [make_person(f"Learner {number:02}") for number in range(12)]
    for number, person in enumerate(people):
        mine = join(person, group, stages=("offered", "started", "completed"))
        attend(mine)
        if number < 3:
            sit(mine, "SC-900")
            sit(mine, "SC-200")
        if number < 11:
            hire(mine, answer="same_job" if number < 10 else "")
    return people


def get(client: Client, person: Person, url: str = "/goals/") -> str:
    client.force_login(person)
    response = client.get(url)
    assert response.status_code == 200
    return response.content.decode()


def test_the_first_sentence_says_how_far_and_how_likely(client: Client, manager: Person, edition: Edition) -> None:
    fill(edition, groups=2, size=15, sessions=30)
    first = get_context(client, manager)["sentences"][0]
    assert first.startswith("10 of 60 are fully certified. Too early for a number: the range is wide, ")


def get_context(client: Client, person: Person, url: str = "/goals/") -> dict[str, object]:
    client.force_login(person)
    return client.get(url).context


def test_with_history_it_gives_a_chance(client: Client, manager: Person, edition: Edition, group: Group) -> None:
    for number in range(24):
        mine = join(make_person(f"Learner {number}"), group, stages=("offered", "started", "completed"))
        attend(mine)
        sit(mine, "SC-900", state="passed" if number % 2 else "failed")
    sentence = get_context(client, manager)["sentences"][0]
    assert "With things as they are, " in sentence
    assert "less than 5 in 100 that we reach 60." in sentence


def test_a_goal_that_is_reached_or_over(
    client: Client, manager: Person, school: Organisation, twelve: list[Person], edition: Edition
) -> None:
    edition.goals.all().delete()
    set_goals(edition, fully_certified=3)
    set_goals(edition, hired=90, by=today() - timedelta(days=3))
    context = get_context(client, manager)
    assert context["sentences"][0] == "3 of 3 are fully certified. The goal is reached."
    assert context["sentences"][1].startswith("11 of 90 are hired. The day of the goal was ")
    assert context["help_most"] == []


def test_the_goal_of_those_who_start_shows_who_completed_too(
    client: Client, manager: Person, twelve: list[Person]
) -> None:
    figures = get_context(client, manager)["figures"]
    assert [(str(one.label), one.value, one.of) for one in figures] == [
        ("started", 12, 150),
        ("completed", 12, 150),
        ("fully certified", 3, 60),
        ("hired", 11, 90),
    ]


def test_it_says_how_little_one_edition_tells(client: Client, manager: Person, edition: Edition) -> None:
    assert "one edition cannot tell 36 % from 44 %" in get(client, manager)


def test_a_funder_sees_no_number_under_ten(
    client: Client, funder: Person, manager: Person, twelve: list[Person]
) -> None:
    lines = {str(line.label): str(line.shown) for line in get_context(client, funder)["lines"]}
    assert lines["Started"] == "12"
    assert lines["Fully certified"] == lines["Passed SC-200"] == lines["Applied"] == "fewer than 10"
    # Hired is 11 and yes is 10: shown, "unknown: 1" would be left over.
    assert lines["Hired"] == "11"
    assert lines["At work after 6 months: unknown"] == "fewer than 10"
    context = get_context(client, funder)
    assert context["sentences"][0].startswith("fewer than 10 of 60 are fully certified.")
    assert [str(cell) for _, cell in context["group_lines"][0].cells] == ["12", "–", "12", "–", "–", "11"]
    assert str(get_context(client, manager)["group_lines"][0].cells[4][1]) == "3"


def test_two_groups_do_not_give_each_other_away(
    client: Client, funder: Person, edition: Edition, twelve: list[Person]
) -> None:
    """12 in all and 11 in one group would leave 1 for the other."""
    attend(join(make_person("Alone"), make_exam_group(edition)))
    started = [str(line.cells[0][1]) for line in get_context(client, funder)["group_lines"]]
    assert started == ["–", "–"]


def test_behind_a_figure_are_names(client: Client, manager: Person, edition: Edition, twelve: list[Person]) -> None:
    text = get(client, manager, f"/goals/{edition.pk}/who/passed-SC-200/")
    assert "Learner 02" in text
    assert "Learner 03" not in text
    assert f"/coach/person/{twelve[0].pk}/" in text
    assert "Nobody here yet" in get(client, manager, f"/goals/{edition.pk}/who/applied/")
    for wrong in ("nothing", "passed-XX-1"):
        assert client.get(f"/goals/{edition.pk}/who/{wrong}/").status_code == 404


def test_names_are_paged(client: Client, manager: Person, edition: Edition) -> None:
    fill(edition, groups=2, size=15, sessions=2)
    text = get(client, manager, f"/goals/{edition.pk}/who/started/?page=2")
    assert text.count('scope="row"') == 5


def test_erased_people_are_counted_and_not_listed(
    client: Client, manager: Person, edition: Edition, twelve: list[Person]
) -> None:
    from opstap.people.actions.erase_person import erase_person

    erase_person(twelve[0], by=manager)
    context = get_context(client, manager, f"/goals/{edition.pk}/who/started/")
    assert (context["number"], context["erased"], len(context["rows"])) == (12, 1, 11)


def test_a_table_to_take_along(
    client: Client, manager: Person, funder: Person, edition: Edition, twelve: list[Person]
) -> None:
    text = get(client, manager, f"/goals/{edition.pk}/table/")
    assert text.startswith("\ufeff")
    assert today().isoformat() in text.splitlines()[0]
    assert "Fully certified;3;60;" in text
    assert "Fully certified;fewer than 10;60;" in get(client, funder, f"/goals/{edition.pk}/table/")


def test_a_report_on_paper(client: Client, manager: Person, edition: Edition, twelve: list[Person]) -> None:
    text = get(client, manager, f"/goals/{edition.pk}/report/")
    assert "As recorded on" in text
    assert "How it is counted" in text


def test_the_edition_that_goes_on_comes_first(
    client: Client, manager: Person, school: Organisation, edition: Edition
) -> None:
    coming = make_running_edition(school, days=-60)
    context = get_context(client, manager)
    assert context["edition"] == edition
    assert [other for other, _ in context["others"]] == [coming]
    assert get_context(client, manager, f"/goals/{coming.pk}/")["edition"] == coming


def test_before_there_is_anything(client: Client, manager: Person, school: Organisation) -> None:
    assert "No edition to show yet" in get(client, manager)
    make_running_edition(school)
    assert "No goal for certificates or jobs is set" in get(client, manager)


def test_the_same_page_twice_says_the_same(client: Client, manager: Person, edition: Edition) -> None:
    fill(edition, groups=1, size=10, sessions=3)
    first, second = (get_context(client, manager) for _ in range(2))
    assert first["sentences"] == second["sentences"]
    assert first["charts"] == second["charts"]


def test_a_page_costs_few_queries(
    client: Client, manager: Person, edition: Edition, django_assert_max_num_queries: DjangoAssertNumQueries
) -> None:
    fill(edition, groups=3, size=15, sessions=20)
    client.force_login(manager)
    for page in ("", "report/", "table/", "who/started/"):
        with django_assert_max_num_queries(MOST_QUERIES):
            assert client.get(f"/goals/{edition.pk}/{page}").status_code == 200
