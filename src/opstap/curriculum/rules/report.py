"""What a loader did, told in counts: new, changed, unchanged, retired."""

from collections import Counter
from collections.abc import Mapping
from dataclasses import dataclass, field

OUTCOMES = ("new", "changed", "unchanged", "retired")


@dataclass(slots=True)
class Report:
    """Outcomes per kind of thing, and notes that a person should read."""

    counts: Counter[tuple[str, str]] = field(default_factory=Counter)
    notes: list[str] = field(default_factory=list)

    def add(self, kind: str, outcome: str) -> None:
        self.counts[kind, outcome] += 1

    def of(self, kind: str, outcome: str) -> int:
        return self.counts[kind, outcome]

    @property
    def changed_anything(self) -> bool:
        return any(count for (_, outcome), count in self.counts.items() if outcome != "unchanged")

    def lines(self) -> list[str]:
        """One line per kind, in the order in which kinds were met: "questions: 80 new, 2 changed"."""
        kinds = dict.fromkeys(kind for kind, _ in self.counts)
        told = []
        for kind in kinds:
            parts = [f"{self.counts[kind, one]} {one}" for one in OUTCOMES if self.counts[kind, one]]
            told.append(f"{kind}: {', '.join(parts)}")
        return told + self.notes


def differs(row: object, values: Mapping[str, object]) -> list[str]:
    """The names of the fields of `row` that do not hold what `values` says."""
    return [name for name, value in values.items() if getattr(row, name) != value]
