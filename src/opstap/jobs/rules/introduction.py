"""Which state of an introduction may follow which, and who may give which reason.

| from        | may become                            |
| ----------- | ------------------------------------- |
| (nothing)   | asked                                 |
| asked       | accepted, declined, ended             |
| accepted    | interviewed, hired, ended             |
| interviewed | hired, ended                          |
| declined, hired, ended | (the end)                  |

The name is told by "accepted" alone.
"""

from collections.abc import Mapping
from enum import StrEnum

TRANSITIONS: Mapping[str, frozenset[str]] = {
    "": frozenset({"asked"}),
    "asked": frozenset({"accepted", "declined", "ended"}),
    "accepted": frozenset({"interviewed", "hired", "ended"}),
    "interviewed": frozenset({"hired", "ended"}),
    "declined": frozenset(),
    "hired": frozenset(),
    "ended": frozenset(),
}


class Side(StrEnum):
    """Who ends it."""

    PERSON = "person"
    EMPLOYER = "employer"
    SYSTEM = "system"


# A person needs no reason at all; what each side is offered, in this order. A coach speaks for either.
REASONS: Mapping[Side, tuple[str, ...]] = {
    Side.PERSON: ("not_now", "too_far", "other_job", "other"),
    Side.EMPLOYER: ("other_person", "skills", "no_answer", "closed", "other"),
    Side.SYSTEM: ("other_job", "closed", "no_card"),
}


def may_become(state: str, to: str) -> bool:
    """Whether an introduction in `state` ("" before it is asked) may enter `to`."""
    return to in TRANSITIONS.get(state, frozenset())


def reason_fits(side: Side, reason: str) -> bool:
    """Whether this side may give this reason; only a person may give none."""
    return reason in REASONS[side] or (side is Side.PERSON and reason == "")
