"""Set an application aside, to go on with it later."""

from uuid import uuid5

from django.conf import settings
from django.db import transaction
from django.urls import reverse

from opstap.admission.models import Draft
from opstap.kit import ledger
from opstap.kit.clock import today
from opstap.messages.actions.tell import tell


def keep_for_later(draft: Draft) -> None:
    """Tell the address where to go on; at most once a day per address and call, whoever typed it."""
    with transaction.atomic():
        ledger.record("admission.draft_kept", by=None, on=draft)
        tell(
            event=uuid5(draft.call_id, f"kept {today().isoformat()}"),
            template="admission/mail/draft_kept",
            language=draft.language,
            address=draft.address,
            context={
                "call": draft.call,
                "programme": draft.call.edition.programme,
                "link": settings.OPSTAP_URL + reverse("admission:resume", args=[draft.call.slug]),
            },
        )
