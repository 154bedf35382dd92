"""When someone can still say "I can't come", and when that is urgent enough to write to a coach."""

from datetime import datetime, timedelta
from enum import StrEnum

# A notice for a later day is on the coach's page in good time; a mail for each would teach coaches to ignore them.
URGENT = timedelta(hours=24)


class Refusal(StrEnum):
    """Why a notice is not taken; "" when it is."""

    NONE = ""
    OVER = "over"
    CANCELLED = "cancelled"
    NOT_IN_GROUP = "not_in_group"


def refusal(*, at: datetime, ends_at: datetime, cancelled: bool, in_group: bool) -> Refusal:
    """Why a notice at this moment is refused. Being late is no reason: until the end it still helps the coach."""
    if not in_group:
        return Refusal.NOT_IN_GROUP
    if cancelled:
        return Refusal.CANCELLED
    return Refusal.OVER if at >= ends_at else Refusal.NONE


def is_urgent(*, at: datetime, starts_at: datetime) -> bool:
    """Whether the session begins so soon that a coach should get a message."""
    return starts_at - at <= URGENT
