"""Go on with a saved application by the code that came to its address."""

from enum import StrEnum

from django.db import transaction
from django.utils.crypto import constant_time_compare

from opstap.admission.actions.send_code import hash_of, newest_draft
from opstap.admission.models import Call, Draft
from opstap.admission.rules.codes import CodeState, code_state
from opstap.kit import ledger
from opstap.kit.clock import now


class Refusal(StrEnum):
    """Why the code does not open anything. An unknown address looks like a wrong code."""

    WRONG = "wrong"
    EXPIRED = "expired"
    TOO_MANY = "too_many"


def resume_draft(call: Call, *, address: str, code: str) -> Draft | Refusal:
    """The saved application, its address now confirmed; or why not. A code opens once."""
    with transaction.atomic():
        draft = newest_draft(call, address)
        if draft is None:
            return Refusal.WRONG
        state = code_state(sent_at=draft.code_sent_at, tries=draft.code_tries, at=now())
        if state is not CodeState.FRESH:
            return {CodeState.EXPIRED: Refusal.EXPIRED, CodeState.TOO_MANY: Refusal.TOO_MANY}.get(state, Refusal.WRONG)
        if not constant_time_compare(draft.code_hash, hash_of(draft, code)):
            draft.code_tries += 1
            draft.save(update_fields=["code_tries"])
            return Refusal.WRONG
        draft.code_hash, draft.code_sent_at, draft.verified_address = "", None, address
        draft.save(update_fields=["code_hash", "code_sent_at", "verified_address"])
        ledger.record("admission.draft_resumed", by=None, on=draft)
    return draft
