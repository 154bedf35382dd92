"""Hand a person everything that is held of them (GDPR Art. 15 and 20)."""

from django.db import transaction

from opstap.kit import ledger
from opstap.kit.clock import now
from opstap.kit.privacy import Json, all_hooks
from opstap.people.models import Person


def export_person(person: Person) -> dict[str, Json]:
    """One object: when it was made, and what each station holds, by name of station."""
    with transaction.atomic():
        ledger.record("people.exported", by=person, on=person)
        held: dict[str, Json] = {hook.station: hook.export(person.pk) for hook in all_hooks()}
    return {"made_at": now().isoformat(), "stations": held}
