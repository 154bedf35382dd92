"""Who may still get there, what they must still do, and what could be done differently."""

from dataclasses import dataclass, field
from typing import Literal

from opstap.steering.rules.rates import Evidence

type Entry = Literal["here", "offered", "paused", "chair"]


@dataclass(frozen=True, slots=True)
class ToPass:
    """One exam that someone has not passed. `chance` is their readiness, None as long as it is not known."""

    exam: str
    chance: float | None = None
    failed: int = 0
    booked: bool = False


@dataclass(frozen=True, slots=True)
class Runner:
    """Someone who may still get there, or a chair that someone may still take.

    `ahead` is the share of the training that is still to come, 0 to 1; `ends_in` the days until its end. Whoever is not
    certified and misses no exam has passed all, and waits for a look at the vendor's record. `looking`: may still find a job.
    """

    group: str
    entry: Entry = "here"
    ahead: float = 0.0
    ends_in: int = 0
    missing: tuple[ToPass, ...] = ()
    certified: bool = False
    looking: bool = True


@dataclass(frozen=True, slots=True)
class Outlook:
    """All that a forecast is made of. `certified` and `hired` count everybody who is there now, on the road or gone."""

    runners: tuple[Runner, ...]
    certified: int
    hired: int
    evidence: Evidence = field(default_factory=Evidence)

    @property
    def exams(self) -> tuple[str, ...]:
        """Every exam that somebody still has to pass, sorted."""
        return tuple(sorted({one.exam for runner in self.runners for one in runner.missing}))


@dataclass(frozen=True, slots=True)
class Change:
    """What one would do differently: points added to a rate (never beyond 1), or a deed. `again`: of second attempts."""

    fill: float = 0.0
    start: float = 0.0
    complete: float = 0.0
    sit: float = 0.0
    passing: float = 0.0
    again: float = 0.0
    job: float = 0.0
    book_ready: bool = False


AS_IT_IS = Change()
