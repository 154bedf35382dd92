"""A goal against what is: how far, how long, how fast."""

from dataclasses import dataclass
from datetime import date

DAYS_IN_A_MONTH = 30.4


@dataclass(frozen=True, slots=True)
class Gap:
    """What is still to do for one goal."""

    step: str
    people: int
    by: date
    now: int
    days: int

    @property
    def to_go(self) -> int:
        return max(0, self.people - self.now)

    @property
    def reached(self) -> bool:
        return self.now >= self.people

    @property
    def over(self) -> bool:
        """The date has passed."""
        return self.days < 0

    @property
    def per_month(self) -> float | None:
        """How many people a month are needed from now on; None when nothing is left to do, or no time to do it."""
        if self.reached or self.days <= 0:
            return None
        return self.to_go / max(self.days / DAYS_IN_A_MONTH, 1.0)


def gap(step: str, *, people: int, by: date, now: int, today: date) -> Gap:
    """The goal as it stands today."""
    return Gap(step, people, by, now, (by - today).days)
