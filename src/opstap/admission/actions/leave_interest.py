"""Leave a number or address, to hear when the next call opens."""

from uuid import UUID, uuid5

from django.db import transaction

from opstap.admission.links import Purpose, link_to
from opstap.admission.models import Interest
from opstap.kit import ledger
from opstap.kit.clock import now
from opstap.messages.actions.tell import tell
from opstap.programme.models import Programme


def leave_interest(programme: Programme, *, address: str, language: str, key: UUID) -> Interest:
    """Keep the address once and say so by message; whoever withdrew and comes back is kept anew.

    `address` is in the form that `people.rules.address.read_address` gives. Doing it again changes and sends nothing, so
    that nobody can fill another's telephone with messages.
    """
    with transaction.atomic():
        interest, created = Interest.objects.select_for_update().get_or_create(
            programme=programme, address=address, defaults={"language": language, "key": key}
        )
        if not created and interest.withdrawn_at is None:
            return interest
        if not created:
            interest.left_at, interest.withdrawn_at, interest.language = now(), None, language
            interest.save(update_fields=["left_at", "withdrawn_at", "language"])
        ledger.record("admission.interest_left", by=None, on=interest)
        tell(
            event=uuid5(interest.pk, interest.left_at.date().isoformat()),
            template="admission/mail/interest_left",
            language=language,
            address=address,
            context={"programme": programme, "link": link_to(Purpose.INTEREST, interest.pk)},
        )
    return interest
