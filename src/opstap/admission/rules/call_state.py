"""What a call is on a given moment, for someone who looks at it from outside."""

from datetime import datetime
from enum import StrEnum


class CallState(StrEnum):
    """Not open yet, open, every place given, closed."""

    SOON = "soon"
    OPEN = "open"
    FULL = "full"
    CLOSED = "closed"


def call_state(*, opens_at: datetime, closes_at: datetime, places: int, admitted: int, at: datetime) -> CallState:
    """Open from `opens_at` up to, not including, `closes_at`, as long as fewer people are admitted than there are places."""
    if at < opens_at:
        return CallState.SOON
    if at >= closes_at:
        return CallState.CLOSED
    return CallState.OPEN if admitted < places else CallState.FULL
