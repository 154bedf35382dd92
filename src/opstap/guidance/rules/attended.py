"""Figures of one person's attendance."""

from collections.abc import Iterable
from dataclasses import dataclass

CAME = frozenset({"present", "late"})


@dataclass(frozen=True, slots=True)
class Attended:
    """`came` of `sessions`; `missed_in_a_row` counts back from the newest session, excused ones included."""

    came: int
    sessions: int
    missed_in_a_row: int


def attended(newest_first: Iterable[str]) -> Attended:
    """Count the statuses of a person's sessions, newest first."""
    statuses = list(newest_first)
    streak = next((place for place, status in enumerate(statuses) if status in CAME), len(statuses))
    return Attended(sum(status in CAME for status in statuses), len(statuses), streak)
