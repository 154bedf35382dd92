"""What a sitting came to, from its facts in the order in which they were recorded.

| fact                    | the sitting is                                  |
| ----------------------- | ----------------------------------------------- |
| proposed ... cancelled  | that                                            |
| missed, failed, passed  | that, with the score that came with it, if any  |
| verified                | as it was, and verified from that moment on     |

A result that is recorded again takes the place of the earlier one, and is not verified yet.
"""

from collections.abc import Iterable
from dataclasses import dataclass
from datetime import datetime

RESULTS = frozenset({"missed", "failed", "passed"})


@dataclass(frozen=True, slots=True)
class Fact:
    """One thing that happened to a sitting; `score` comes with a result only."""

    what: str
    happened_at: datetime
    score: int | None = None


@dataclass(frozen=True, slots=True)
class Outcome:
    """Where a sitting stands."""

    state: str = "proposed"
    score: int | None = None
    verified_at: datetime | None = None


def outcome_of(facts: Iterable[Fact]) -> Outcome:
    """Where a sitting stands after these facts."""
    now = Outcome()
    for fact in facts:
        if fact.what == "verified":
            now = Outcome(now.state, now.score, fact.happened_at)
        else:
            now = Outcome(fact.what, fact.score if fact.what in RESULTS else None)
    return now
