"""Send an application: once, whoever sends it how often, and into nobody else's record.

| the address is                                    | then                                                       |
| ------------------------------------------------- | ---------------------------------------------------------- |
| known to nobody                                   | a person is made, the application counts at once            |
| the signed-in person's, or confirmed by a code    | the application counts at once                              |
| someone's, and nothing shows that it is them      | it waits; a message asks the owner to confirm with one tap  |

The page says the same in all three, so that a stranger learns nothing.
"""

from datetime import datetime, timedelta
from uuid import UUID

from django.db import IntegrityError, transaction

from opstap.admission.actions.receive_application import receive_application
from opstap.admission.actions.save_draft import answers_of
from opstap.admission.models import Application, Draft
from opstap.admission.queries import standing_application
from opstap.admission.rules import eligibility
from opstap.kit import ledger
from opstap.kit.clock import BRUSSELS, now
from opstap.people.models import Person

# Whoever was typing when the call closed may still send.
GRACE = timedelta(hours=1)


class SendRefusedError(Exception):
    """It cannot be sent; `code` says why: closed, incomplete, not_eligible, gone."""

    def __init__(self, code: str) -> None:
        super().__init__(code)
        self.code = code


def send_application(draft_id: UUID | None, *, key: UUID, by: Person | None) -> str:
    """Send the draft; gives the address that hears of it, "" when it was sent before. Raises SendRefusedError.

    Two people (or two taps) that make the same person at once meet in a unique constraint: the second looks again, and
    finds what the first made.
    """
    try:
        return _send(draft_id, key, by)
    except IntegrityError:
        return _send(draft_id, key, by)


def _send(draft_id: UUID | None, key: UUID, by: Person | None) -> str:
    with transaction.atomic():
        drafts = Draft.objects.select_for_update(of=("self",)).select_related("call")
        draft = drafts.filter(pk=draft_id, key=key).first() if draft_id else None
        if draft is None:
            if Application.objects.filter(key=key).exists():
                return ""
            raise SendRefusedError("gone")
        if draft.sent_at is None:
            moment = now()
            _guard(draft, moment)
            _deliver(draft, by, moment)
    return draft.address


def _guard(draft: Draft, at: datetime) -> None:
    call, answers = draft.call, answers_of(draft)
    if not call.opens_at <= at < call.closes_at + GRACE:
        raise SendRefusedError("closed")
    given = answers.get("eligibility")
    rules = eligibility.read(call.rules)
    checked = eligibility.check(rules, given if isinstance(given, dict) else {}, today=at.astimezone(BRUSSELS).date())
    if not checked.fits:
        raise SendRefusedError("not_eligible")
    # `complete` is set when the whole form was right, and only then.
    if not (draft.address and answers.get("complete")):
        raise SendRefusedError("incomplete")


def _deliver(draft: Draft, by: Person | None, at: datetime) -> None:
    owner = owner_of(draft.address)
    if owner is None:
        receive_application(draft, person=new_person(draft), at=at)
        return
    theirs = owner == by or draft.verified_address == draft.address
    if theirs and standing_application(owner, draft.call) is None:
        receive_application(draft, person=owner, at=at)
        return
    # Known, and either unproven or here already: only a message to the address may say so.
    draft.sent_at = at
    draft.save(update_fields=["sent_at"])
    ledger.record("admission.confirmation_asked", by=None, on=draft, at=at)


def owner_of(address: str) -> Person | None:
    """Whoever has this address, active or not. Exact, because both are kept in one form and an index answers."""
    by_kind = {"email": address} if "@" in address else {"phone": address}
    return Person.objects.filter(**by_kind).first()


def new_person(draft: Draft) -> Person:
    """A person for an address that nobody has."""
    mail = "@" in draft.address
    return Person.objects.make(
        name=str(answers_of(draft)["name"]).strip(),
        email=draft.address if mail else None,
        phone=None if mail else draft.address,
        language=draft.language,
    )
