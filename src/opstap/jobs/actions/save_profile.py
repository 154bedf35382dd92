"""A person saves what they look for and what they want to show."""

import secrets
from collections.abc import Collection, Mapping
from dataclasses import dataclass
from datetime import date, datetime

from django.db import IntegrityError, transaction

from opstap.jobs.models import Profile
from opstap.jobs.rules.card import LENGTH, Line, card_name
from opstap.kit import ledger
from opstap.kit.clock import now
from opstap.people.models import Person

TRIES = 20


@dataclass(frozen=True, slots=True)
class Typed:
    """What the person typed; `hidden` are the lines (rules/card.py) that they keep off the card."""

    languages: Mapping[str, str]
    hours_min: int = 19
    hours_max: int = 38
    from_day: date | None = None
    remote: bool = True
    strengths: str = ""
    hidden: Collection[str] = ()
    looking: bool = True


def save_profile(person: Person, *, typed: Typed, at: datetime | None = None) -> Profile:
    """Make the profile, or let it be as typed; saving the same twice changes nothing more. The person's row is the lock.

    Own words that changed are read by a coach again before an employer sees them.
    """
    moment = at or now()
    with transaction.atomic():
        Person.objects.select_for_update().get(pk=person.pk)
        profile = Profile.objects.filter(person=person).first() or Profile(person=person)
        if profile.strengths != typed.strengths.strip():
            profile.read_at = profile.read_by = None
        profile.languages = dict(typed.languages)
        profile.hours_min, profile.hours_max = typed.hours_min, typed.hours_max
        profile.from_day, profile.remote, profile.looking = typed.from_day, typed.remote, typed.looking
        profile.strengths = typed.strengths.strip()
        profile.hidden = sorted(set(typed.hidden) & set(Line))
        profile.saved_at = moment
        _save(profile)
        ledger.record("jobs.profile_saved", by=person, on=profile, at=moment)
    return profile


def _save(profile: Profile) -> None:
    """Save; a new card draws a name until one is free."""
    if profile.card:
        profile.save()
        return
    for attempt in range(TRIES):
        profile.card = card_name([secrets.randbelow(1 << 30) for _ in range(LENGTH)])
        try:
            with transaction.atomic():
                profile.save(force_insert=True)
            return
        except IntegrityError:
            if attempt == TRIES - 1:
                raise
