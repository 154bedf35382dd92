"""The code that lets someone go on with a saved application: how long it holds, how often it may be tried and sent.

Six digits, 10 minutes, 5 tries and 3 codes an hour give a guesser at most 15 tries an hour in a million: 1 in 66,667.
Compare NIST SP 800-63B (revision 3), 5.1.3.2 (codes by phone) and 5.2.2 (limits on tries).
"""

from collections.abc import Sequence
from datetime import datetime, timedelta
from enum import StrEnum

DIGITS = 6
HOLDS = timedelta(minutes=10)
TRIES = 5
SENDS_PER_HOUR = 3
PAUSE = timedelta(seconds=30)


class CodeState(StrEnum):
    """Whether a code that was typed may be looked at."""

    FRESH = "fresh"
    NONE = "none"
    EXPIRED = "expired"
    TOO_MANY = "too_many"


def code_state(*, sent_at: datetime | None, tries: int, at: datetime) -> CodeState:
    """The state of the code sent at `sent_at` after `tries` wrong tries."""
    if sent_at is None:
        return CodeState.NONE
    if at - sent_at >= HOLDS:
        return CodeState.EXPIRED
    return CodeState.FRESH if tries < TRIES else CodeState.TOO_MANY


def may_send(sent: Sequence[datetime], *, at: datetime) -> bool:
    """Whether another code may go to this address, given when the earlier ones went."""
    last_hour = [moment for moment in sent if at - moment < timedelta(hours=1)]
    return len(last_hour) < SENDS_PER_HOUR and all(at - moment >= PAUSE for moment in last_hour)
