"""A coach has read someone's own words: they give nobody away, so they may stand on the card."""

from datetime import datetime

from django.db import transaction

from opstap.jobs.models import Profile
from opstap.kit import ledger
from opstap.kit.clock import now
from opstap.people.models import Person


class WordsChangedError(Exception):
    """The person changed the words in the meantime: read them again."""


def read_strengths(profile: Profile, *, by: Person, at: datetime | None = None) -> Profile:
    """Mark the words that `profile` holds as read. A second time changes nothing. Raises WordsChangedError."""
    with transaction.atomic():
        current = Profile.objects.select_for_update().get(pk=profile.pk)
        if current.strengths != profile.strengths:
            raise WordsChangedError
        if current.read_at is None:
            current.read_at, current.read_by = at or now(), by
            current.save(update_fields=["read_at", "read_by"])
            ledger.record("jobs.strengths_read", by=by, on=current, at=current.read_at)
    return current
