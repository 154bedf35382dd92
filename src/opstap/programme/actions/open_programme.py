"""Open a programme with its first edition."""

from dataclasses import dataclass
from datetime import date

from django.db import transaction
from django.utils.text import slugify

from opstap.kit import ledger
from opstap.people.models import Organisation, Person
from opstap.programme.models import Edition, Programme


@dataclass(frozen=True, slots=True)
class NewProgramme:
    """Its name in one language (others are added later), and when its first edition runs."""

    name: str
    language: str
    starts_on: date
    ends_on: date


def open_programme(wanted: NewProgramme, *, organisation: Organisation, by: Person) -> Edition:
    """Save both; the edition is called after the year in which it starts."""
    with transaction.atomic():
        programme = Programme.objects.create(
            organisation=organisation, slug=_free_slug(wanted.name), name={wanted.language: wanted.name}
        )
        edition = Edition.objects.create(
            programme=programme, name=f"{wanted.starts_on:%Y}", starts_on=wanted.starts_on, ends_on=wanted.ends_on
        )
        ledger.record("programme.opened", by=by, on=programme)
        ledger.record("programme.edition_opened", by=by, on=edition)
    return edition


def _free_slug(name: str) -> str:
    """The name as a part of an address; a name in Arabic letters leaves none, so that is called "programme"."""
    base = slugify(name)[:50] or "programme"
    taken = set(Programme.objects.filter(slug__startswith=base).values_list("slug", flat=True))
    return next(slug for slug in [base, *(f"{base}-{n}" for n in range(2, len(taken) + 3))] if slug not in taken)
