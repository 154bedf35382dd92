"""Say yes to a notice, or take it back. Facts are appended: what held on any day can be told."""

from datetime import datetime
from uuid import UUID

from django.db import IntegrityError, transaction

from opstap.kit import ledger
from opstap.kit.clock import now
from opstap.people.models import ConsentEvent, NoticeVersion, Organisation, Person

VERBS = {
    ConsentEvent.What.READ: "people.notice_read",
    ConsentEvent.What.GIVEN: "people.consent_given",
    ConsentEvent.What.WITHDRAWN: "people.consent_withdrawn",
}


def note_consent(
    person: Person,
    *,
    notice: NoticeVersion,
    what: ConsentEvent.What,
    key: UUID,
    organisation: Organisation | None = None,
    at: datetime | None = None,
) -> ConsentEvent:
    """Append that the person read, agreed to or withdrew from this version; a second call with the key gives the first.

    The ledger line names the kind and the organisation, for the stations that must act on it.
    """
    moment = at or now()
    refs = {"person": str(person.pk), "kind": notice.kind}
    if organisation is not None:
        refs["organisation"] = str(organisation.pk)
    try:
        with transaction.atomic():
            event = ConsentEvent.objects.create(
                key=key, person=person, notice=notice, what=what, organisation=organisation, happened_at=moment
            )
            ledger.record(VERBS[what], by=person, on=event, at=moment, refs=refs)
    except IntegrityError:
        return ConsentEvent.objects.get(key=key, person=person)
    return event
