"""Where an introduction stands, from its facts in the order in which they were recorded."""

from collections.abc import Sequence
from dataclasses import dataclass


@dataclass(frozen=True, slots=True)
class Standing:
    """`state` is the last thing that happened; `named`: the person said yes at some time, so the employer knows who it is."""

    state: str
    named: bool


def standing_of(events: Sequence[str]) -> Standing:
    """What these events came to; "asked" before the first."""
    return Standing(events[-1] if events else "asked", "accepted" in events)
