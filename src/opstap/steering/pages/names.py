"""Who is behind one figure: a page of names, each with their group and a way to their page."""

from dataclasses import dataclass

from django.core.paginator import Page
from django.urls import reverse

from opstap.design.parts import Text
from opstap.people.models import Person
from opstap.programme.models import Edition
from opstap.steering.pages import words
from opstap.steering.queries.goals import groups_in, has_reached
from opstap.steering.rules.funnel import Road


@dataclass(frozen=True, slots=True)
class Name:
    """One person; `url` is empty as long as nobody guides them yet."""

    name: str
    group: str
    stage: Text
    url: str


def names_page(edition: Edition, roads: list[Road], page: Page[Person], *, step: str) -> dict[str, object]:
    """The page; `erased` counts those who have no name any more."""
    found = groups_in(edition, list(page.object_list))
    rows = []
    for person in page:
        mine = found.get(person.pk)
        group = mine.group if mine else None
        url = reverse("guidance:person", args=[person.pk]) if group else ""
        rows.append(Name(person.name, group.name if group else "", mine.get_stage_display() if mine else "", url))
    number = sum(has_reached(road, step) for road in roads)
    return {
        "edition": edition,
        "name": words.edition_name(edition),
        "number": number,
        "page": page,
        "rows": rows,
        "erased": number - page.paginator.count,
    }
