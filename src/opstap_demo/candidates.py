"""Invented people: each name once, each with words of their own."""

from collections.abc import Mapping
from dataclasses import dataclass, field
from random import Random
from uuid import UUID

from opstap_demo.cast import Part, parts, rows, rows_of, told


def _taken() -> set[str]:
    return {one.name for one in parts()} | {str(row["name"]) for row in rows_of("school", "colleagues")}


def drawn_id(dice: Random) -> UUID:
    """An id that the seed decides."""
    return UUID(int=dice.getrandbits(128), version=4)


@dataclass(slots=True)
class Candidates:
    """Invented people, each once, with what they write."""

    dice: Random
    count: int = 0
    names: set[str] = field(default_factory=_taken)
    written: set[str] = field(default_factory=set)

    def next(self) -> Part:
        """Someone nobody has met yet."""
        origins = rows("names")
        number, self.count = self.count, self.count + 1
        while True:
            origin = self._drawn(origins, [row["share"] for row in origins])
            name = f"{self.dice.choice(origin['given'])} {self.dice.choice(origin['family'])}"
            if name not in self.names:
                self.names.add(name)
                return Part(f"person{number}", name, self._language(origin["speaks"]))

    def _language(self, speaks: Mapping[str, int]) -> str:
        return self._drawn(list(speaks), list(speaks.values()))

    def _drawn[T](self, things: list[T], weights: list[int]) -> T:
        return self.dice.choices(things, weights)[0]

    def motivation(self, language: str) -> str:
        """A reason, something that shows going on, a plan; now and then somebody writes less."""
        words_of = told("motivation")[language]
        while True:
            chosen = [self.dice.choice(words_of[part]) for part in ("reason", "going_on", "plan")]
            words = "\n\n".join(chosen if self.dice.random() < 0.8 else chosen[:2])
            if words not in self.written:
                self.written.add(words)
                return words

    def address(self, one: Part) -> str:
        """Where they want to hear from us: a number or a mail address, neither of which reaches anybody."""
        number = one.code.removeprefix("person")
        # Belgian mobile numbers of a range that no operator uses.
        return f"+324650{int(number):05}" if number.isdigit() and self.dice.random() < 0.5 else one.email
