"""When a person is asked whether the job lasts, and what the answers count for."""

from calendar import monthrange
from collections.abc import Iterable
from datetime import date
from enum import StrEnum

MONTHS = 6
WORKS = frozenset({"same_job", "other_job"})
WORKS_NOT = frozenset({"training", "no_job"})


class Lasted(StrEnum):
    """Whether someone is still employed. No answer is unknown, never success."""

    YES = "yes"
    NO = "no"
    UNKNOWN = "unknown"
    NOT_YET = "not_yet"


def due_on(starts_on: date, months: int = MONTHS) -> date:
    """The same day so many months later; the last day of the month where that one is shorter: 31 August -> 28 February."""
    year, month = divmod(starts_on.year * 12 + starts_on.month - 1 + months, 12)
    return date(year, month + 1, min(starts_on.day, monthrange(year, month + 1)[1]))


def lasted(follow_ups: Iterable[tuple[str, date]], *, today: date) -> Lasted:
    """Of one person's follow-ups (answer or "", due): one yes is a yes, else one no is a no, else unknown once one is due."""
    rows = list(follow_ups)
    answers = {answer for answer, _ in rows}
    if answers & WORKS:
        return Lasted.YES
    if answers & WORKS_NOT:
        return Lasted.NO
    return Lasted.UNKNOWN if any(day <= today for _, day in rows) else Lasted.NOT_YET
