"""Where an application can go from where it is.

    sent        -> assessed, withdrawn
    assessed    -> admitted, waitlisted, declined, withdrawn
    waitlisted  -> admitted, declined, withdrawn
    admitted    -> waitlisted, declined (a decision taken back by a new one), withdrawn
    declined    -> admitted, waitlisted (the same)
    withdrawn   -> nothing: the person may apply anew

An application is read by a person before anyone decides: `sent` leads to no decision.
"""

from collections.abc import Sequence

TRANSITIONS = {
    "sent": frozenset({"assessed", "withdrawn"}),
    "assessed": frozenset({"admitted", "waitlisted", "declined", "withdrawn"}),
    "waitlisted": frozenset({"admitted", "declined", "withdrawn"}),
    "admitted": frozenset({"waitlisted", "declined", "withdrawn"}),
    "declined": frozenset({"admitted", "waitlisted"}),
    "withdrawn": frozenset[str](),
}
OUTCOMES = ("admitted", "waitlisted", "declined")


class StatusError(ValueError):
    """This step is not possible from here."""


def may_become(status: str, wanted: str) -> bool:
    """Whether `status` leads to `wanted`."""
    return wanted in TRANSITIONS[status]


def transition(status: str, wanted: str) -> str:
    """The new status, or StatusError."""
    if not may_become(status, wanted):
        raise StatusError(f"{status} does not lead to {wanted}")
    return wanted


def open_outcomes(status: str) -> tuple[str, ...]:
    """The decisions that can be taken from here, in a fixed order."""
    return tuple(outcome for outcome in OUTCOMES if may_become(status, outcome))


def status_of(outcomes: Sequence[str], *, read: bool, withdrawn: bool) -> str:
    """Where an application stands: from the decisions in order, whether anyone scored it, whether it was taken back."""
    if withdrawn:
        return "withdrawn"
    if outcomes:
        return outcomes[-1]
    return "assessed" if read else "sent"
