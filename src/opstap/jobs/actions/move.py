"""Move an introduction on: the one place where its events are appended and its state follows."""

from dataclasses import dataclass
from datetime import datetime
from uuid import UUID

from opstap.jobs.models import Introduction, IntroductionEvent
from opstap.jobs.rules.introduction import Side, may_become
from opstap.kit import ledger
from opstap.people.models import Person


class IntroductionMovedError(Exception):
    """Someone moved it just before, or it is over: this cannot follow any more."""


@dataclass(frozen=True, slots=True)
class Step:
    """What happened, who did it and when. `side` is whose word it was, which decides who is told."""

    what: Introduction.State
    by: Person | None
    key: UUID
    at: datetime
    reason: str = ""
    side: Side = Side.SYSTEM


VERBS = {
    Introduction.State.ASKED: "jobs.introduction_asked",
    Introduction.State.ACCEPTED: "jobs.introduction_accepted",
    Introduction.State.DECLINED: "jobs.introduction_declined",
    Introduction.State.INTERVIEWED: "jobs.introduction_interviewed",
    Introduction.State.ENDED: "jobs.introduction_ended",
}


def locked(introduction: Introduction) -> Introduction:
    """The introduction as it stands now, with its row locked."""
    rows = Introduction.objects.select_for_update(of=("self",)).select_related("person", "vacancy__employer")
    return rows.get(pk=introduction.pk)


def done_before(introduction: Introduction, key: UUID) -> bool:
    """Whether this very step was made already: a resend."""
    return IntroductionEvent.objects.filter(key=key, introduction=introduction).exists()


def move(current: Introduction, step: Step) -> Introduction:
    """Append the event to a locked row and let the row follow; one ledger line (a hire writes its own). Raises
    IntroductionMovedError. The ledger line holds ids and codes; it names nobody."""
    if not may_become(current.state, step.what):
        raise IntroductionMovedError(f"{current.state} -> {step.what}")
    IntroductionEvent.objects.create(
        key=step.key, introduction=current, what=step.what, reason=step.reason, by=step.by, happened_at=step.at
    )
    return follow(current, step)


def follow(current: Introduction, step: Step) -> Introduction:
    """Let the row follow an event that was appended."""
    current.state = step.what
    current.named = current.named or step.what == Introduction.State.ACCEPTED
    current.save(update_fields=["state", "named"])
    if verb := VERBS.get(step.what):
        refs = {"vacancy": str(current.vacancy_id), "side": step.side.value}
        ledger.record(verb, by=step.by, on=current, at=step.at, why=step.reason, refs=refs)
    return current
