"""What is to happen when; then it happens, in order of time, each with the clock put back to its moment."""

from collections.abc import Callable
from dataclasses import dataclass, field
from datetime import datetime
from heapq import heappop, heappush

from opstap_demo.past import at

type Deed = Callable[[], object]


@dataclass(slots=True)
class Agenda:
    """Deeds at their moments. Of two at the same moment the one noted first goes first."""

    now: datetime
    _noted: list[tuple[datetime, int, Deed]] = field(default_factory=list)
    _count: int = 0

    def note(self, moment: datetime, deed: Deed) -> None:
        """Do `deed` at `moment`, if that has come."""
        if moment <= self.now:
            self._count += 1
            heappush(self._noted, (moment, self._count, deed))

    def happen(self) -> None:
        """Everything that was noted, oldest first; what a deed notes for later comes in its turn."""
        while self._noted:
            moment, _, deed = heappop(self._noted)
            with at(moment):
                deed()
