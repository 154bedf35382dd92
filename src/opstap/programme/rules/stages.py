"""Which stage of a participation may follow which, and what attending a session changes.

| from        | may become                                                       |
| ----------- | ---------------------------------------------------------------- |
| (nothing)   | offered                                                          |
| offered     | preparatory, started, left                                       |
| preparatory | started, paused, left                                            |
| started     | active, paused, completed, left                                  |
| active      | paused, completed, left                                          |
| paused      | preparatory, started, active, left                               |
| completed   | (the end)                                                        |
| left        | preparatory, started, active: they return; |
|             | offered: a place is offered anew          |
"""

from collections.abc import Mapping, Sequence

TRANSITIONS: Mapping[str, frozenset[str]] = {
    "": frozenset({"offered"}),
    "offered": frozenset({"preparatory", "started", "left"}),
    "preparatory": frozenset({"started", "paused", "left"}),
    "started": frozenset({"active", "paused", "completed", "left"}),
    "active": frozenset({"paused", "completed", "left"}),
    "paused": frozenset({"preparatory", "started", "active", "left"}),
    "completed": frozenset(),
    "left": frozenset({"offered", "preparatory", "started", "active"}),
}

GOING_ON = frozenset({"began", "attended", "returned", "place_offered", "finished"})
STOPPING = frozenset(
    {
        "health",
        "family",
        "found_job",
        "other_training",
        "moved",
        "papers",
        "too_hard",
        "not_for_me",
        "no_contact",
        "other",
    }
)
CAME = frozenset({"present", "late"})


def may_change(current: str, to: str) -> bool:
    """Whether a participation in stage `current` ("" before the first) may enter `to`."""
    return to in TRANSITIONS.get(current, frozenset())


def reason_fits(to: str, reason: str) -> bool:
    """Pausing and leaving need a reason of their own; going on may do without."""
    return reason in STOPPING if to in {"paused", "left"} else reason in GOING_ON or reason == ""


def stage_after(current: str, status: str, *, preparatory: bool) -> str | None:
    """The stage that a recorded attendance leads to, or None when it changes nothing.

    "Started" means: came once to a session of the main training, not of the preparatory course (the words of the goals).
    """
    if status not in CAME:
        return None
    if preparatory:
        return "preparatory" if current == "offered" else None
    return "started" if current in {"offered", "preparatory"} else None


def stage_of(changes: Sequence[str]) -> str:
    """Where a participation stands after these changes, in the order in which they were recorded."""
    return changes[-1] if changes else "offered"
