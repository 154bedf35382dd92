"""Each station says what it derives from facts and how it makes that anew; `bin/opstap rebuild` calls all of them.

Facts are appended and never edited; what follows from them (a state, a count, an estimate) stands in columns of its own, so
that pages are fast. A station registers in its `AppConfig.ready`, and so the order is the order of the house.
"""

from collections.abc import Callable, Iterator, Mapping
from dataclasses import dataclass

from django.db import models, transaction

BATCH = 2000

type Values = tuple[object, ...]


@dataclass(frozen=True, slots=True)
class Derived:
    """Columns of a model that follow from facts. `by` says which row is which: a row that is made anew has another id."""

    model: type[models.Model]
    columns: tuple[str, ...]
    by: tuple[str, ...] = ("pk",)

    @property
    def name(self) -> str:
        """As people read it: `programme.Participation`."""
        return self.model._meta.label

    def values(self) -> dict[Values, Values]:
        """Every row as it stands: what it is called -> its derived values."""
        rows = self.model._default_manager.values_list(*self.by, *self.columns)
        width = len(self.by)
        return {row[:width]: row[width:] for row in rows.iterator(chunk_size=BATCH)}


@dataclass(frozen=True, slots=True)
class Rebuilding:
    """`rebuild` throws away the derived columns of a station, makes them from the facts alone, and says how many of what."""

    station: str
    derived: tuple[Derived, ...]
    rebuild: Callable[[], Mapping[str, int]]


@dataclass(frozen=True, slots=True)
class Difference:
    """Rows of one model that stood otherwise before: how many, and what the first of them are called."""

    name: str
    rows: int
    first: tuple[Values, ...]


@dataclass(frozen=True, slots=True)
class Rebuilt:
    """What came of one station."""

    station: str
    counts: Mapping[str, int]
    differences: tuple[Difference, ...]


_stations: dict[str, Rebuilding] = {}


def register(rebuilding: Rebuilding) -> None:
    """Add a station; its last registration counts."""
    _stations[rebuilding.station] = rebuilding


def all_rebuildings() -> list[Rebuilding]:
    """Every station that derives something, in the order of the house."""
    return list(_stations.values())


def run(rebuilding: Rebuilding, *, keep: bool = True) -> Rebuilt:
    """Rebuild one station and compare; with `keep=False` nothing is changed.

    What someone does between the comparison's first look and the station's own lock counts as a difference: compare when
    nobody works.
    """
    with transaction.atomic():
        before = [one.values() for one in rebuilding.derived]
        counts = rebuilding.rebuild()
        differences = tuple(_differences(rebuilding, before))
        if not keep:
            transaction.set_rollback(True)
    return Rebuilt(rebuilding.station, counts, differences)


def _differences(rebuilding: Rebuilding, before: list[dict[Values, Values]]) -> Iterator[Difference]:
    for derived, old in zip(rebuilding.derived, before, strict=True):
        new = derived.values()
        other = [called for called in old.keys() | new.keys() if old.get(called) != new.get(called)]
        if other:
            yield Difference(derived.name, len(other), tuple(sorted(other, key=str)[:3]))
