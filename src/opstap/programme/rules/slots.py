"""When a session is: from what people say ("Thursday, half past nine") to moments, across changes of the clock."""

from collections.abc import Iterator
from dataclasses import dataclass
from datetime import UTC, date, datetime, time, timedelta
from zoneinfo import ZoneInfo


class NoSuchTimeError(ValueError):
    """The clock skips this time on this day (the last Sunday of March)."""


@dataclass(frozen=True, slots=True)
class Slot:
    """Two aware moments, the second after the first."""

    starts_at: datetime
    ends_at: datetime

    def __post_init__(self) -> None:
        if self.starts_at.tzinfo is None or self.ends_at.tzinfo is None:
            raise ValueError("a slot needs aware moments")
        if self.starts_at.astimezone(UTC) >= self.ends_at.astimezone(UTC):
            raise ValueError("a slot ends after its start")


def moment(day: date, at: time, zone: ZoneInfo) -> datetime:
    """`at` on the clock of `zone`, in UTC. Of an hour that comes twice, the first. Raises NoSuchTimeError."""
    local = datetime.combine(day, at, zone)
    if local.astimezone(UTC).astimezone(zone).replace(fold=0) != local:
        raise NoSuchTimeError(f"{at:%H:%M} does not exist on {day}")
    return local.astimezone(UTC)


def slot(day: date, starts: time, ends: time, zone: ZoneInfo) -> Slot:
    """One session on the clock of `zone`."""
    return Slot(moment(day, starts, zone), moment(day, ends, zone))


def weekly(first: date, last: date, weekdays: frozenset[int]) -> Iterator[date]:
    """The days from `first` to `last` that fall on `weekdays` (0 is Monday)."""
    day = first
    while day <= last:
        if day.weekday() in weekdays:
            yield day
        day += timedelta(days=1)
