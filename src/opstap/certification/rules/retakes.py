"""When an exam may be taken (again). Source: the vendor's retake policy, `common_rules.retake` of certifications.yaml.

| before                             | the next attempt                                    |
| ---------------------------------- | --------------------------------------------------- |
| nothing                            | any moment ahead                                    |
| one failed                         | 24 hours later                                      |
| more failed                        | 14 days after the last                              |
| five within 12 months of the first | 12 months after the first of these five             |
| passed                             | never: it is earned                                 |
| the exam retires                   | not after that day                                  |

A sitting that did not take place is no attempt. After the 12 months we keep to 14 days: the vendor does not say that the
24 hours come back, and a day too late costs less than a voucher.
"""

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import UTC, date, datetime, timedelta, tzinfo
from enum import StrEnum

AFTER_FIRST_FAIL = timedelta(hours=24)
AFTER_LATER_FAIL = timedelta(days=14)
MOST_ATTEMPTS = 5


class Why(StrEnum):
    """Why a moment is refused."""

    PAST = "past"
    PASSED = "passed"
    TOO_SOON = "too_soon"
    TOO_SOON_AGAIN = "too_soon_again"
    FIVE = "five"
    RETIRED = "retired"


@dataclass(frozen=True, slots=True)
class Attempt:
    """One time that someone sat the exam."""

    at: datetime
    passed: bool


@dataclass(frozen=True, slots=True)
class Refusal:
    """Why not then, and the first moment at which it may be; none when there is no such moment."""

    why: Why
    first: datetime | None = None


def refusal(
    wanted: datetime, attempts: Sequence[Attempt], *, at: datetime, retired_on: date | None, zone: tzinfo
) -> Refusal | None:
    """Why this exam cannot be sat at `wanted`, as seen at `at`; None when it can. `zone` says what day a moment is."""
    earliest = _earliest(attempts)
    if isinstance(earliest, Refusal) and earliest.first is None:
        return earliest
    first = max(at, earliest.first) if isinstance(earliest, Refusal) and earliest.first else at
    if _retired(first, retired_on, zone) or _retired(wanted, retired_on, zone):
        return Refusal(Why.RETIRED, None if _retired(first, retired_on, zone) else first)
    if isinstance(earliest, Refusal) and earliest.first and wanted < earliest.first:
        return Refusal(earliest.why, first)
    return Refusal(Why.PAST, first) if wanted < at else None


def first_possible(attempts: Sequence[Attempt]) -> datetime | None:
    """The first moment of a next attempt as far as the earlier ones go; None when there were none, or it was passed."""
    earliest = _earliest(attempts)
    return earliest.first if earliest else None


def retake_fits(wanted: datetime, *, retired_on: date | None, zone: tzinfo) -> bool:
    """Whether a second attempt would still be possible before the exam retires, should this one fail."""
    return not _retired(wanted + AFTER_FIRST_FAIL, retired_on, zone)


def _earliest(attempts: Sequence[Attempt]) -> Refusal | None:
    if not attempts:
        return None
    if any(one.passed for one in attempts):
        return Refusal(Why.PASSED)
    made = sorted(one.at.astimezone(UTC) for one in attempts)
    gap = AFTER_FIRST_FAIL if len(made) == 1 else AFTER_LATER_FAIL
    soonest = made[-1] + gap
    window = _window(made)
    if len(window) >= MOST_ATTEMPTS and soonest < (reopens := a_year_after(window[0])):
        return Refusal(Why.FIVE, reopens)
    return Refusal(Why.TOO_SOON if len(made) == 1 else Why.TOO_SOON_AGAIN, soonest)


def _window(made: Sequence[datetime]) -> list[datetime]:
    """The attempts of the running 12 months: they run from a first attempt, and the next attempt after them begins anew."""
    window: list[datetime] = []
    for one in made:
        if window and one >= a_year_after(window[0]):
            window = []
        window.append(one)
    return window


def a_year_after(moment: datetime) -> datetime:
    """The same day a year later; 1 March for a 29 February."""
    try:
        return moment.replace(year=moment.year + 1)
    except ValueError:
        return moment.replace(year=moment.year + 1, month=3, day=1)


def _retired(moment: datetime, retired_on: date | None, zone: tzinfo) -> bool:
    return retired_on is not None and moment.astimezone(zone).date() > retired_on
