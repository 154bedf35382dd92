"""The table of addresses names each address of the road map, and the crawl sees what it should see."""

import pytest

from tests.build import make_person
from tests.contract.tree import ROOT
from tests.demonstration.addresses import ADDRESSES, Address, page, post
from tests.demonstration.crawl import Visit, named, road_map
from tests.demonstration.names import Census
from tests.demonstration.verdicts import accepted, fault

LOGIN = "/account/login/?next=/coach/"


def test_every_address_says_whose_it_is() -> None:
    unsaid = [f"{name} ({path})" for name, path in road_map() if name not in ADDRESSES]
    assert unsaid == [], "say in tests/demonstration/addresses.py whose it is"


def test_no_address_of_the_table_is_gone() -> None:
    assert {named(key) for key in ADDRESSES} - {name for name, _ in road_map()} == set(), (
        "take it out of tests/demonstration/addresses.py"
    )


def test_docs_pages_names_every_address() -> None:
    text = (ROOT / "docs" / "pages.md").read_text()
    assert [path for _, path in road_map() if f"| `{path}` |" not in text.replace("\\|", "|")] == []


@pytest.mark.parametrize(
    ("address", "code", "visit", "right"),
    [
        (page("coach"), "coach", Visit(200), True),
        (page("coach"), "coach", Visit(404), False),
        (page("coach"), "manager", Visit(404), True),
        (page("coach"), "manager", Visit(200), False),
        (page("coach"), "manager", Visit(302, sent_to="/today/"), False),
        (page("coach"), "manager", Visit(302, sent_to=LOGIN), False),
        (page("coach"), "nobody", Visit(302, sent_to=LOGIN), True),
        (page("coach"), "nobody", Visit(302, sent_to="/today/"), False),
        (page("", sends_on="coach"), "coach", Visit(302, sent_to="/today/"), True),
        (page("", sends_on="coach"), "coach", Visit(302, sent_to=LOGIN), False),
        (post("coach"), "coach", Visit(405), True),
        (post("coach"), "coach", Visit(200), False),
        (post("coach"), "manager", Visit(405), True),
        (page("coach"), "manager", Visit(405), False),
    ],
)
def test_what_is_a_fault(address: Address, code: str, visit: Visit, right: bool) -> None:
    assert (fault(address, code, visit) == "") is right


@pytest.mark.parametrize(("status", "right"), [(404, True), (403, True), (405, True), (200, False), (302, False)])
def test_a_strangers_form_counts_as_taken(status: int, right: bool) -> None:
    assert (list(accepted({"x": {"manager": Visit(status)}})) == []) is right


def test_the_unknown_may_be_asked_to_sign_in_instead() -> None:
    assert list(accepted({"x": {"nobody": Visit(302, sent_to=LOGIN)}})) == []
    assert len(list(accepted({"x": {"manager": Visit(302, sent_to=LOGIN)}}))) == 1


@pytest.mark.django_db
@pytest.mark.parametrize(
    "text",
    [
        "<p>Amina O&#x27;Neill is here</p>",
        '<a href="mailto:Amina@Example.org">',
        "call +32 470 12 34 56 now",
        "call +32470123456",
    ],
)
def test_a_name_an_address_and_a_number_are_found(text: str) -> None:
    amina = make_person("Amina O'Neill", email="amina@example.org", phone="+32470123456")
    census = Census([amina, make_person("Amina Other")])
    assert census.found_in(text) == {amina.pk}
    assert census.found_in("<p>Amina and Neill, +32 470 12 34 57, mina@example.org</p>") == set()
