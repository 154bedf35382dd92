"""Put a meeting of a group in the calendar."""

from django.db import transaction

from opstap.kit import ledger
from opstap.people.models import Person
from opstap.programme.models import Group, Session
from opstap.programme.rules.slots import Slot


def plan_session(
    group: Group,
    *,
    slot: Slot,
    by: Person | None,
    place: str = "",
    online_link: str = "",
    preparatory: bool = False,
) -> Session:
    """Save one session; the same group and start give the one that is there."""
    with transaction.atomic():
        session, created = Session.objects.get_or_create(
            group=group,
            starts_at=slot.starts_at,
            defaults={
                "ends_at": slot.ends_at,
                "place": place,
                "online_link": online_link,
                "preparatory": preparatory,
            },
        )
        if created:
            ledger.record("programme.session_planned", by=by, on=session)
    return session
