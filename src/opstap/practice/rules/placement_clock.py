"""How much of its time a placement test has used: only while somebody was at a question.

Who stops and goes on another day loses nothing: one question counts two minutes at most, however long it was open. Our choice;
our longest kind of question in the test takes about a minute and a quarter (`session_mix.MINUTES`).
"""

from collections.abc import Iterable
from datetime import datetime, timedelta

MOST = timedelta(minutes=2)
AGAIN_AFTER = timedelta(days=30)  # sooner it would ask what is still in mind. Our choice.


def seconds_used(began: datetime, replies: Iterable[datetime]) -> float:
    """Seconds at the questions: from one reply to the next (the first from when it `began`), each at most `MOST`."""
    used, before = timedelta(), began
    for at in replies:
        used += min(max(at - before, timedelta()), MOST)
        before = at
    return used.total_seconds()


def may_begin(last: datetime | None, at: datetime) -> bool:
    """Whether a new test may begin; `last`: when the newest one began."""
    return last is None or at - last >= AGAIN_AFTER
