"""When a skill should come back, and when we say that it is known."""

from collections.abc import Sequence
from datetime import datetime, timedelta

# The pause doubles with each right answer in a row and begins again at one day after a wrong one (Leitner 1972, "So lernt
# man lernen"; expanding pauses in Pimsleur 1967). Five marks are kept, so the longest pause is 32 days.
FIRST_PAUSE = timedelta(days=1)
RIGHT = 0.999
# Known: one would get most exam-level questions on it right, as practice shows it. Our choice.
KNOWN_FROM = 0.6


def is_due(recent: Sequence[float], last_at: datetime | None, *, at: datetime) -> bool:
    """Whether a skill with these last marks (oldest first) waits to be practised. Never answered: not yet."""
    if last_at is None:
        return False
    streak = next((place for place, mark in enumerate(reversed(recent)) if mark < RIGHT), len(recent))
    pause: timedelta = FIRST_PAUSE * 2**streak
    return at - last_at >= pause


def is_known(value: float) -> bool:
    """Whether a skill with this share of right answers (0 to 1) is shown to be known."""
    return value >= KNOWN_FROM
