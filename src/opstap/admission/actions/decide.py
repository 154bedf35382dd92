"""Admit, put on the waiting list, or decline; a later decision takes the place of an earlier one."""

from dataclasses import dataclass
from uuid import UUID

from django.db import transaction

from opstap.admission import access
from opstap.admission.actions.assess import NotAllowedError
from opstap.admission.actions.place import give_place, take_back_place
from opstap.admission.models import Application, Call, Decision
from opstap.admission.queries import admitted_count
from opstap.admission.rules.reasons import EXTRA_PLACE, reason
from opstap.admission.rules.status import transition
from opstap.kit import ledger
from opstap.kit.clock import now
from opstap.people.models import Person


class PlacesFullError(Exception):
    """Every place of the call is given; only the reason "extra place" goes past that."""


@dataclass(frozen=True, slots=True)
class Choice:
    """What a manager decided: the outcome, the code of its reason, and what they add for the person in own words."""

    outcome: Decision.Outcome
    reason: str
    words: str = ""


def decide(application: Application, choice: Choice, *, by: Person, key: UUID) -> Decision:
    """Save a decision, let the application follow it, give or take back the place; the person is told by a listener.

    The call's row is locked first, always: of two managers who give the last place at once, the second counts again and
    finds it given. The same `key` gives the first decision back.
    Raises ReasonError, NotAllowedError, StatusError, PlacesFullError, PlaceInUseError.
    """
    reason(choice.outcome, choice.reason)
    with transaction.atomic():
        call = Call.objects.select_for_update().get(pk=application.call_id)
        current = Application.objects.select_for_update(of=("self",)).select_related("person").get(pk=application.pk)
        if done := Decision.objects.filter(key=key).first():
            return done
        if not access.can_decide(by, current):
            raise NotAllowedError
        _guard_places(call, choice)
        made = Decision.objects.create(
            key=key,
            application=current,
            outcome=choice.outcome,
            reason=choice.reason,
            words=choice.words,
            by=by,
            at=now(),
        )
        before, current.status = current.status, transition(current.status, choice.outcome)
        current.save(update_fields=["status"])
        if choice.outcome == Decision.Outcome.ADMITTED:
            give_place(current, by=by, key=key)
        elif before == Application.Status.ADMITTED:
            take_back_place(current, by=by, key=key)
        refs = {"decision": str(made.pk), "outcome": choice.outcome.value}
        ledger.record("admission.decided", by=by, on=current, at=made.at, why=choice.reason, refs=refs)
    return made


def _guard_places(call: Call, choice: Choice) -> None:
    admits = choice.outcome == Decision.Outcome.ADMITTED
    if admits and choice.reason != EXTRA_PLACE and admitted_count(call) >= call.places:
        raise PlacesFullError
