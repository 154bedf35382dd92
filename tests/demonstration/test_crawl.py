"""Every address, opened as everybody: nothing breaks, nothing is slow, and nobody reads what is not theirs to read."""

import os
from collections.abc import Iterable, Iterator

import pytest
from django.urls import resolve

from opstap.kit.models import LedgerLine
from opstap.people.models import Person
from opstap_demo.tests.fixtures import Built
from tests.contract.tree import ROOT
from tests.demonstration.addresses import ADDRESSES
from tests.demonstration.crawl import Crawl, crawl
from tests.demonstration.page import as_markdown
from tests.demonstration.verdicts import accepted, faults
from tests.demonstration.world import NOBODY, World, gather

PAGE = ROOT / "docs" / "pages.md"
_once: list[tuple[Crawl, int]] = []


@pytest.fixture
def crawled(built_demonstration: Built) -> Crawl:
    """The crawl, done by the first test that wants it."""
    if not _once:
        world = gather()
        known = dict(ADDRESSES)
        _make_rows(world)
        before = LedgerLine.objects.count()
        done = crawl(world, known)
        _once.append((done, LedgerLine.objects.count() - before))
    return _once[0][0]


def _make_rows(world: World) -> None:
    for address in ADDRESSES.values():
        address.row(world)


def test_no_page_breaks(crawled: Crawl) -> None:
    everything = [*_each(crawled.read), *_each(crawled.sent)]
    _none(f"{name}: {code} met {visit.status}" for name, code, visit in everything if visit.status >= 500)


def test_everybody_meets_what_the_table_says(crawled: Crawl) -> None:
    """A stranger gets 404, the unknown are asked to sign in, and whose it is gets the page."""
    _none(faults(dict(ADDRESSES), crawled.read))


def test_a_strangers_form_is_refused(crawled: Crawl) -> None:
    _none(accepted(crawled.sent))


def test_no_page_takes_many_queries(crawled: Crawl) -> None:
    many = [
        f"{name}: {visit.queries} for {code}"
        for name, code, visit in _each(crawled.read)
        if visit.queries > ADDRESSES[name].most_queries
    ]
    _none(many)


def test_nobody_reads_the_name_of_someone_they_may_not_know(crawled: Crawl, built_demonstration: Built) -> None:
    names = dict(Person.objects.values_list("pk", "name"))
    read = [
        f"{name}: {code} reads {', '.join(sorted(str(names.get(pk, pk)) for pk in visit.strangers)[:3])}"
        for name, code, visit in _each(crawled.read)
        if visit.strangers and not ADDRESSES[name].names_by_link
    ]
    _none(read)


def test_everybody_lands_on_a_page_that_they_may_open(crawled: Crawl) -> None:
    """After signing in, the first page of each role."""
    sent_to = {code: visit.sent_to for code, visit in crawled.read["people:home"].items() if code != NOBODY}
    homes = {code: resolve(path).view_name for code, path in sent_to.items()}
    shut = {
        code: name for code, name in homes.items() if name in crawled.read and crawled.read[name][code].status != 200
    }
    assert shut == {}


def test_looking_writes_nothing(crawled: Crawl) -> None:
    assert _once[0][1] == 0, "opening pages, or what strangers sent, left lines in the ledger"


def test_docs_pages_is_up_to_date(crawled: Crawl) -> None:
    page = as_markdown(crawled, ADDRESSES)
    if os.environ.get("OPSTAP_WRITE_PAGES"):
        PAGE.write_text(page)
    assert PAGE.read_text() == page, "look at what changed: OPSTAP_WRITE_PAGES=1 bin/test tests/demonstration; git diff"


def _none(faults: Iterable[str]) -> None:
    """Fail with each fault on a line of its own."""
    if found := list(faults):
        pytest.fail("\n".join(found), pytrace=False)


def _each(visits: dict[str, dict]) -> Iterator[tuple]:  # type: ignore[type-arg]
    return ((name, code, visit) for name, by_code in visits.items() for code, visit in by_code.items())
