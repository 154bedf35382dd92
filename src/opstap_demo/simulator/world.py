"""How skills truly hang together, which no outline shows."""

from collections.abc import Iterable, Mapping
from dataclasses import dataclass
from datetime import datetime
from functools import cache
from random import Random

from opstap_demo.simulator.mind import FACTORS, Mind

SECONDS_A_DAY = 86_400
MOST_LINKS = 3


@dataclass(frozen=True, slots=True)
class World:
    """Per skill: how much it leans on each hidden factor, and which other skills help it."""

    seed: int
    loadings: Mapping[str, tuple[float, ...]]
    links: Mapping[str, tuple[str, ...]]

    def aptitude(self, mind: Mind, skill: str) -> float:
        """How easily this mind takes to a skill, in logits, before any lesson."""
        return sum(share * factor for share, factor in zip(self.loadings[skill], mind.factors, strict=True))


def make_world(seed: int, skills: Iterable[str]) -> World:
    """The same seed and skills give the same world. Links cross domains and courses."""
    dice, names = Random(f"world {seed}"), sorted(skills)
    loadings, links = {}, {}
    for name in names:
        main, second = dice.sample(range(FACTORS), 2)
        loadings[name] = tuple(0.85 if place == main else 0.45 if place == second else 0.0 for place in range(FACTORS))
        others = [other for other in names if other != name]
        links[name] = tuple(dice.sample(others, min(len(others), dice.randrange(MOST_LINKS + 1))))
    return World(seed, loadings, links)


@cache
def hidden(seed: int, code: str, spread: float) -> float:
    """A property of a thing that nobody can see and that never changes: a normal draw around 0."""
    return Random(f"{seed} {code}").gauss(0, spread)


def day_of(moment: datetime) -> float:
    """A moment as days since 1970-01-01, with the hour as its fraction."""
    return moment.timestamp() / SECONDS_A_DAY
