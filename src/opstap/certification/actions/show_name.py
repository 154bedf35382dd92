"""The holder chooses whether the public page of a badge says their name."""

from django.db import transaction

from opstap.certification.models import Badge
from opstap.kit import ledger
from opstap.people.models import Person


def show_name(badge: Badge, *, public: bool, by: Person) -> Badge:
    """Save the choice; the same choice again changes nothing."""
    with transaction.atomic():
        current = Badge.objects.select_for_update(of=("self",)).get(pk=badge.pk)
        if current.public != public:
            current.public = public
            current.save(update_fields=["public"])
            ledger.record("certification.badge_shown", by=by, on=current, why="public" if public else "private")
    return current
