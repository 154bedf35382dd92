"""What every page knows: where one can go, who is looking, and what an extra package wants to say above it.

Costs no query for the unknown, and at most one (the roles, kept on the person) for whoever is signed in.
"""

from collections.abc import Callable, Iterable
from dataclasses import dataclass

from django.conf import settings
from django.http import HttpRequest
from django.urls import NoReverseMatch, reverse
from django.utils.functional import SimpleLazyObject
from django.utils.translation import gettext as _
from django.utils.translation import pgettext_lazy

from opstap.design.parts import Account, NavItem, Text
from opstap.people.models import Person, Role


@dataclass(frozen=True, slots=True)
class Banner:
    """A line above every page, with a link at its end."""

    words: Text
    url: str = ""
    action: Text = ""


type Announcer = Callable[[HttpRequest], Banner | None]
_announcers: list[Announcer] = []


def announce(announcer: Announcer) -> None:
    """Ask `announcer` on every page whether a banner stands above it; for packages that the product does not know."""
    if announcer not in _announcers:
        _announcers.append(announcer)


@dataclass(frozen=True, slots=True)
class Place:
    """A place in the navigation and the roles that go there; `everybody` who is signed in when none is named, but those
    whose day begins elsewhere (`but`).
    """

    label: Text
    name: str
    icon: str
    roles: frozenset[Role] = frozenset()
    but: frozenset[Role] = frozenset()

    def is_for(self, roles: frozenset[str]) -> bool:
        """Whether someone with these roles goes there."""
        return bool(self.roles & roles) if self.roles else not self.but & roles


def _place(label: Text, name: str, icon: str, *roles: Role) -> Place:
    return Place(label, name, icon, frozenset(roles))


# In order of use; whoever holds many roles sees the first seven that are theirs.
PLACES = (
    _place(pgettext_lazy("navigation", "Goals"), "steering:goals", "flag", Role.MANAGER, Role.FUNDER),
    Place(pgettext_lazy("navigation", "Today"), "guidance:today", "home", but=frozenset({Role.MANAGER})),
    _place(pgettext_lazy("navigation", "Who needs me"), "guidance:coach", "bell", Role.COACH, Role.MANAGER),
    _place(pgettext_lazy("navigation", "Learn"), "practice:learn", "book", Role.LEARNER, Role.AUTHOR, Role.REVIEWER),
    _place(pgettext_lazy("navigation", "Practise"), "practice:practise", "pencil", Role.LEARNER),
    _place(pgettext_lazy("navigation", "My exams"), "certification:mine", "star", Role.LEARNER),
    _place(pgettext_lazy("navigation", "My job"), "jobs:mine", "briefcase", Role.LEARNER),
    _place(pgettext_lazy("navigation", "My course"), "jobs:seat", "book", Role.EMPLOYEE),
    _place(pgettext_lazy("navigation", "Vacancies"), "jobs:employer", "briefcase", Role.EMPLOYER),
    _place(pgettext_lazy("navigation", "Your staff"), "jobs:staff", "people", Role.EMPLOYER),
    _place(
        pgettext_lazy("navigation", "Exams"),
        "certification:sittings",
        "star",
        Role.COACH,
        Role.MANAGER,
        Role.EXAM_COORDINATOR,
    ),
    _place(pgettext_lazy("navigation", "Jobs"), "jobs:desk", "briefcase", Role.COACH, Role.MANAGER),
    _place(
        pgettext_lazy("navigation", "Courses"),
        "curriculum:courses",
        "pencil",
        Role.AUTHOR,
        Role.REVIEWER,
        Role.ADMINISTRATOR,
    ),
    _place(
        pgettext_lazy("navigation", "Questions"),
        "curriculum:questions",
        "list",
        Role.AUTHOR,
        Role.REVIEWER,
        Role.ADMINISTRATOR,
    ),
    # Coaches, coordinators and managers come there from "Exams".
    _place(
        pgettext_lazy("navigation", "Exam content"),
        "certification:outlines",
        "map",
        Role.AUTHOR,
        Role.REVIEWER,
        Role.ADMINISTRATOR,
    ),
    _place(pgettext_lazy("navigation", "Applications"), "admission:applications", "file", Role.COACH, Role.MANAGER),
    _place(pgettext_lazy("navigation", "People"), "people:people", "people", Role.ADMINISTRATOR),
    _place(pgettext_lazy("navigation", "Outbox"), "messages:outbox", "mail", Role.ADMINISTRATOR),
    _place(
        pgettext_lazy("navigation", "Question check"),
        "practice:items",
        "chart",
        Role.AUTHOR,
        Role.REVIEWER,
        Role.ADMINISTRATOR,
    ),
)
MOST = 7


def page(request: HttpRequest) -> dict[str, object]:
    """Context for all templates. The parts are made when a template asks, so that a letter or a part of a page pays nothing."""
    return {
        "nav": SimpleLazyObject(lambda: _nav(request)),
        "account": _account(request),
        "sign_in_url": reverse(settings.LOGIN_URL),
        "footer_links": SimpleLazyObject(_footer),
        "banners": SimpleLazyObject(lambda: _banners(request)),
    }


def _nav(request: HttpRequest) -> list[NavItem]:
    person = _person(request)
    if person is None:
        return []
    mine = [place for place in PLACES if place.is_for(person.roles)]
    found = [NavItem(place.label, url, place.icon) for place in mine if (url := _url(place.name))]
    # With one place there is nothing to navigate.
    return found[:MOST] if len(found) > 1 else []


def _account(request: HttpRequest) -> Account | None:
    person = _person(request)
    if person is None:
        return None
    return Account(name=person.name, url=reverse("people:me"), sign_out_url=reverse("account_logout"))


def _footer() -> list[NavItem]:
    links: Iterable[tuple[str, str]] = (
        (_("What employers ask for"), "curriculum:competences"),
        (_("Privacy"), "people:privacy"),
        (_("How we decide"), "decisions"),
    )
    return [NavItem(label, url) for label, name in links if (url := _url(name))]


def _banners(request: HttpRequest) -> list[Banner]:
    return [banner for announcer in _announcers if (banner := announcer(request)) is not None]


def _person(request: HttpRequest) -> Person | None:
    # A page that failed early (a bad host name) never met the middleware that says who asks.
    person = getattr(request, "user", None)
    return person if isinstance(person, Person) else None


def _url(name: str) -> str:
    """The address, or "" while no installed station has such a page: stations can come and go."""
    try:
        return reverse(name)
    except NoReverseMatch:
        return ""
