"""Keep what someone has typed, before anything is checked: nothing typed is ever lost."""

import json
from collections.abc import Mapping
from dataclasses import dataclass

from django.db import transaction
from django.db.models import F

from opstap.admission.models import Call, Draft
from opstap.kit import ledger
from opstap.kit.clock import now

type Answer = str | bool | list[str] | dict[str, str]
type Answers = Mapping[str, Answer]


@dataclass(frozen=True, slots=True)
class Typed:
    """What came in: all answers so far, the address among them ("" when it cannot be read), the language to write in."""

    answers: Answers
    address: str
    language: str


def start_draft(call: Call, *, typed: Typed) -> Draft:
    """Keep a first state."""
    return Draft.objects.create(
        call=call, answers=json.dumps(typed.answers), address=typed.address, language=typed.language
    )


def save_draft(draft: Draft, *, typed: Typed, version: int) -> bool:
    """Keep a newer state on top of `version`; False when another tab saved in between, and then nothing changes.

    An address that changed has to be confirmed again. One query, so that it holds on opening day; it writes no ledger
    line, because a page that was filled in is no fact about anybody yet.
    """
    verified = draft.verified_address if typed.address == draft.verified_address else ""
    saved = Draft.objects.filter(pk=draft.pk, version=version, sent_at__isnull=True).update(
        answers=json.dumps(typed.answers),
        address=typed.address,
        verified_address=verified,
        language=typed.language,
        version=F("version") + 1,
        saved_at=now(),
    )
    if saved:
        draft.version = version + 1
        draft.answers, draft.address, draft.language = json.dumps(typed.answers), typed.address, typed.language
    return bool(saved)


def answers_of(draft: Draft) -> dict[str, Answer]:
    """What was typed so far."""
    return dict(json.loads(draft.answers or "{}"))


def given_in(draft: Draft | None) -> dict[str, str]:
    """The answers to the check."""
    given = answers_of(draft).get("eligibility") if draft else None
    return given if isinstance(given, dict) else {}


def forget_draft(draft: Draft) -> None:
    """Throw away what was typed, because the person says so."""
    with transaction.atomic():
        ledger.record("admission.draft_forgotten", by=None, on=draft)
        Draft.objects.filter(pk=draft.pk).delete()
