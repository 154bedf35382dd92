"""Walk the road map, open each address as everybody, and note what came of it."""

from collections.abc import Iterator, Mapping
from dataclasses import dataclass, field
from uuid import UUID

from django.conf import settings
from django.db import connection
from django.http import HttpResponse
from django.shortcuts import resolve_url
from django.test import Client
from django.test.utils import CaptureQueriesContext
from django.urls import URLPattern, URLResolver, get_resolver, reverse

from opstap.people.models import Person
from tests.demonstration.addresses import Address
from tests.demonstration.names import Census, acquaintances
from tests.demonstration.world import World

TEXT = ("text/", "application/json")


@dataclass(frozen=True, slots=True)
class Visit:
    """What someone met at an address, without the page itself."""

    status: int
    queries: int = 0
    sent_to: str = ""
    strangers: frozenset[UUID] = frozenset()

    @property
    def asked_to_sign_in(self) -> bool:
        """Sent to the page where one says who one is."""
        return self.status == 302 and self.sent_to.startswith(resolve_url(settings.LOGIN_URL))


@dataclass
class Crawl:
    """Every visit: by name of the address and code of the person. `sent`: what strangers met who sent something."""

    read: dict[str, dict[str, Visit]] = field(default_factory=dict)
    sent: dict[str, dict[str, Visit]] = field(default_factory=dict)
    paths: dict[str, str] = field(default_factory=dict)


def road_map(resolver: URLResolver | None = None, space: str = "", before: str = "") -> Iterator[tuple[str, str]]:
    """Every address by name, `station:page`, with its pattern."""
    for one in (resolver or get_resolver(settings.ROOT_URLCONF)).url_patterns:
        pattern = before + str(one.pattern).strip("^$")
        if isinstance(one, URLResolver):
            yield from road_map(one, f"{space}{one.namespace}:" if one.namespace else space, pattern)
        elif isinstance(one, URLPattern):
            yield f"{space}{one.name or pattern}", f"/{pattern}"


class Visitor:
    """One browser, signed in as one person, or as nobody."""

    def __init__(self, person: Person | None, census: Census, known: set[UUID]) -> None:
        self.census, self.known = census, known
        self.client = Client(raise_request_exception=False, headers={"accept-language": "en"})
        if person is not None:
            self.client.force_login(person)

    def get(self, url: str) -> Visit:
        """Open the page."""
        with CaptureQueriesContext(connection) as queries:
            response = self.client.get(url)
        return self._note(response, len(queries))

    def post(self, url: str) -> Visit:
        """Send an empty form."""
        return self._note(self.client.post(url), 0)

    def _note(self, response: HttpResponse, queries: int) -> Visit:
        readable = not response.streaming and response.get("Content-Type", "").startswith(TEXT)
        named = self.census.found_in(response.content.decode()) if readable else set()
        sent_to = response.get("Location", "")
        return Visit(response.status_code, queries, sent_to, frozenset(named - self.known))


def named(key: str) -> str:
    """The address's own name: a table that visits it with several rows says which after a space."""
    return key.partition(" ")[0]


def sorted_as(paths: Mapping[str, str], addresses: Mapping[str, Address]) -> list[tuple[str, Address]]:
    """The table in the order of the road map, without what is not on it."""
    order = {name: place for place, name in enumerate(paths)}
    known = [(key, one) for key, one in addresses.items() if named(key) in order]
    return sorted(known, key=lambda pair: order[named(pair[0])])


def crawl(world: World, addresses: Mapping[str, Address]) -> Crawl:
    """Open each address as everybody; send something to each where one has no business."""
    census, known = Census(Person.objects.all()), acquaintances(world)
    done = Crawl(paths=dict(road_map()))
    # Rows first: looking for them may make them, and nothing may change under the visitors' feet.
    urls = {key: reverse(named(key), kwargs=one.row(world)) for key, one in sorted_as(done.paths, addresses)}
    visitors = {code: Visitor(person, census, known[code]) for code, person in world.everybody()}
    for name, url in urls.items():
        address = addresses[name]
        done.read[name] = {code: visitor.get(url) for code, visitor in visitors.items()}
        strangers = set() if address.loose else set(visitors) - address.opens - address.sends_on
        done.sent[name] = {code: visitors[code].post(url) for code in sorted(strangers)}
    return done
