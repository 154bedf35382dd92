"""A group in class: what tests of programme and later stations start from."""

from datetime import date, datetime, timedelta
from itertools import count

from opstap.kit.clock import now
from opstap.people.models import Organisation, Person
from opstap.programme.models import Edition, Group, Participation, Programme, Session, Track

_numbers = count(1)


def make_edition(organisation: Organisation, *, starts_on: date = date(2026, 9, 1)) -> Edition:
    number = next(_numbers)
    programme = Programme.objects.create(
        organisation=organisation, slug=f"programme-{number}", name={"en": "Security", "nl": "Beveiliging"}
    )
    return Edition.objects.create(
        programme=programme, name=f"Edition {number}", starts_on=starts_on, ends_on=starts_on + timedelta(days=365)
    )


def make_group(organisation: Organisation, *, coach: Person | None = None, edition: Edition | None = None) -> Group:
    edition = edition or make_edition(organisation)
    number = next(_numbers)
    track = Track.objects.create(programme=edition.programme, slug=f"track-{number}", name={"en": "Analyst"})
    group = Group.objects.create(edition=edition, track=track, name=f"Group {number}", starts_on=edition.starts_on)
    if coach is not None:
        group.coaches.add(coach)
    return group


def make_participation(person: Person, group: Group, *, stage: str = "started") -> Participation:
    return Participation.objects.create(person=person, edition=group.edition, group=group, stage=stage)


def make_session(
    group: Group,
    *,
    starts_at: datetime | None = None,
    hours: float = 3,
    preparatory: bool = False,
    place: str = "Room 2",
) -> Session:
    """A session; without a moment it starts in two hours."""
    start = starts_at or now() + timedelta(hours=2)
    return Session.objects.create(
        group=group, starts_at=start, ends_at=start + timedelta(hours=hours), preparatory=preparatory, place=place
    )
