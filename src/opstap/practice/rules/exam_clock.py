"""The clock of a mock exam: it is the server's, it runs on when the net falls away, and it hands in what was saved."""

from datetime import datetime, timedelta
from math import ceil

# A choice sent in the last second may take this long over a slow line; the page says the time without it. Our choice.
GRACE = timedelta(seconds=30)
# What staff may give: the usual time, and what test centres give most, a quarter, a half and twice. Our choice.
FACTORS = (1.0, 1.25, 1.5, 2.0)


def minutes_with(minutes: int, factor: float) -> int:
    """The minutes of someone who has `factor` times the usual time, in whole minutes, rounded up."""
    return ceil(round(minutes * factor, 6))


def ends_at(started_at: datetime, minutes: int) -> datetime:
    """When the time is over: counted from the start, so that coming back later gives no more."""
    return started_at + timedelta(minutes=minutes)


def has_run_out(end: datetime | None, at: datetime) -> bool:
    """Whether the time that the page states is over; what is sent within the grace is still taken in."""
    return end is not None and at >= end


def is_over(end: datetime | None, at: datetime) -> bool:
    """Whether nothing is taken in any longer; never for a paper without a clock."""
    return end is not None and at > end + GRACE


def minutes_left(end: datetime | None, at: datetime) -> int | None:
    """Whole minutes left, rounded up; 0 when it is over, None without a clock."""
    return None if end is None else max(0, ceil((end - at).total_seconds() / 60))


def seconds_left(end: datetime, at: datetime) -> int:
    """Whole seconds left, for the page to count down by itself: a device's own clock may be wrong."""
    return max(0, ceil((end - at).total_seconds()))
