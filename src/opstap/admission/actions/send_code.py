"""Send the code with which someone goes on with a saved application."""

import secrets
from datetime import datetime
from uuid import uuid5

from django.db import transaction
from django.utils.crypto import salted_hmac

from opstap.admission.models import Call, Draft
from opstap.admission.rules import codes
from opstap.kit import ledger
from opstap.kit.clock import now
from opstap.messages.actions.tell import tell


def send_code(call: Call, *, address: str) -> None:
    """Send a code to the address when something is saved there, and no more often than `rules.codes` allows.

    Gives nothing back, so that the page cannot show whether the address is known.
    """
    with transaction.atomic():
        draft = newest_draft(call, address)
        if draft is None:
            return
        moment = now()
        earlier = [datetime.fromisoformat(text) for text in draft.codes_sent]
        if not codes.may_send(earlier, at=moment):
            return
        code = f"{secrets.randbelow(10**codes.DIGITS):0{codes.DIGITS}}"
        draft.code_hash, draft.code_sent_at, draft.code_tries = hash_of(draft, code), moment, 0
        draft.codes_sent = [at.isoformat() for at in [*earlier[1 - codes.SENDS_PER_HOUR :], moment]]
        draft.save(update_fields=["code_hash", "code_sent_at", "code_tries", "codes_sent"])
        ledger.record("admission.code_sent", by=None, on=draft, at=moment)
        tell(
            event=uuid5(draft.pk, moment.isoformat()),
            template="admission/mail/resume_code",
            language=draft.language,
            address=address,
            context={"code": code, "minutes": int(codes.HOLDS.total_seconds() // 60)},
        )


def newest_draft(call: Call, address: str) -> Draft | None:
    """The saved application that a code to this address opens, locked."""
    rows = Draft.objects.select_for_update().filter(call=call, address=address, sent_at__isnull=True)
    return rows.order_by("-saved_at").first() if address else None


def hash_of(draft: Draft, code: str) -> str:
    """A keyed hash. Six digits would fall to anyone who reads the database; the key is outside it."""
    return salted_hmac(f"admission.code.{draft.pk}", code, algorithm="sha256").hexdigest()
