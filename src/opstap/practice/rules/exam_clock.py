"""The clock of a mock exam: it is the server's, it runs on when the net falls away, and it hands in what was saved."""

from datetime import datetime, timedelta
from math import ceil

# A choice sent in the last second may take this long over a slow line; the page says the time without it. Our choice.
GRACE = timedelta(seconds=30)


def ends_at(started_at: datetime, minutes: int) -> datetime:
    """When the time is over: counted from the start, so that coming back later gives no more."""
    return started_at + timedelta(minutes=minutes)


def is_over(end: datetime | None, at: datetime) -> bool:
    """Whether nothing is taken in any longer; never for a paper without a clock."""
    return end is not None and at > end + GRACE


def minutes_left(end: datetime | None, at: datetime) -> int | None:
    """Whole minutes left, rounded up; 0 when it is over, None without a clock."""
    return None if end is None else max(0, ceil((end - at).total_seconds() / 60))
