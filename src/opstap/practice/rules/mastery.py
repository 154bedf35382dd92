"""When a skill counts as mastered: a criterion in data, and which parts of it are met."""

from dataclasses import dataclass
from datetime import datetime


@dataclass(frozen=True, slots=True)
class Criterion:
    """All of it must hold. `low`: the lower end of the range that is shown (one in ten is below it), 0 to 1."""

    low: float
    answers: int
    days: int


# Adaptive engine notes 5.4; starting values, not measured: 0.75 is somewhat above the 70 % of marks that an exam asks.
MASTERED = Criterion(low=0.75, answers=5, days=2)


@dataclass(frozen=True, slots=True)
class Evidence:
    """What stands behind a skill: the lower end of what is shown, answers, on how many days, and when it is due again."""

    low: float
    answers: int
    days: int
    due_at: datetime | None


@dataclass(frozen=True, slots=True)
class Met:
    """Which parts of the criterion hold."""

    sure: bool
    answers: bool
    days: bool
    remembered: bool

    @property
    def all(self) -> bool:
        """Whether the skill is mastered."""
        return self.sure and self.answers and self.days and self.remembered


def met(evidence: Evidence, day_end: datetime, criterion: Criterion = MASTERED) -> Met:
    """Which parts hold. Remembered: not due before `day_end`, the end of today."""
    return Met(
        sure=evidence.low >= criterion.low,
        answers=evidence.answers >= criterion.answers,
        days=evidence.days >= criterion.days,
        remembered=evidence.due_at is not None and evidence.due_at >= day_end,
    )
